import { expect, test } from 'vitest'
import type { ImageStream, ImageStreamTag, TagReference } from '@/domain/kinds/image-stream'
import { draftOf } from '@/domain/tag-draft'
import { applyPatch } from '@/test/apply-patch'
import { aDigest, aStream, aTag } from '@/test/builders'
import { addTag } from './add-tag'
import { aliasTag } from './alias-tag'
import { copyTag } from './copy-tag'
import { deleteTag } from './delete-tag'
import { followedAnnotation, followedSource } from './followed-source'
import { canResume, pinTag, resumeTag, rollBackTag } from './pin-tag'
import { seenTag } from './seen-tag'
import type { TagOperation } from './tag-operation'
import { newTagObject } from './tag-write'
import { untrackTag } from './untrack-tag'

const at = { namespace: 'web', stream: 'app', tag: 'prod' }
const [one, two] = [aDigest('one'), aDigest('two')]
const registry = { kind: 'DockerImage', name: 'quay.io/org/app:1' }

/** A stream whose prod has held two images. */
function appStream(
  wish: Partial<TagReference> | null,
  more: Parameters<typeof aStream>[0]['tags'] = [],
) {
  const prod = { name: 'prod', images: ['two', 'one'], ...(wish ? { wish } : {}) }
  return aStream({ name: 'app', tags: [prod, ...more] })
}

/** The reference that a patch makes of the one that was there. */
function patched(stream: ImageStream, { write, at: { tag } }: TagOperation): TagReference | null {
  if (write?.how !== 'patch') throw new Error(`not a patch: ${JSON.stringify(write)}`)
  const spec = seenTag(stream, tag)?.spec ?? null
  const annotations = spec?.annotations ?? undefined
  const object: Pick<ImageStreamTag, 'metadata' | 'tag'> = {
    metadata: { name: `app:${tag}`, ...(annotations ? { annotations } : {}) },
    tag: spec,
  }
  return applyPatch(object, write.patch).tag
}

const rollBack = (
  stream: ImageStream,
  index = 1,
  more: { isPruned?: boolean; isRemembered?: boolean } = {},
) =>
  rollBackTag({
    at,
    stream,
    seen: seenTag(stream, 'prod'),
    index,
    isPruned: more.isPruned,
    isRemembered: more.isRemembered ?? false,
  })

test('a roll back keeps all other fields, ends the schedule, and sends generation 0 (S-29)', () => {
  const stream = appStream({
    from: registry,
    annotations: { owner: 'maria' },
    importPolicy: { scheduled: true, insecure: true, importMode: 'PreserveOriginal' },
    referencePolicy: { type: 'Local' },
  })
  const operation = rollBack(stream)
  expect(patched(stream, operation)).toEqual({
    name: 'prod',
    annotations: { owner: 'maria' },
    from: { kind: 'ImageStreamImage', name: `app@${one}` },
    generation: 0,
    importPolicy: { scheduled: false, insecure: true, importMode: 'PreserveOriginal' },
    referencePolicy: { type: 'Local' },
  })
  expect(operation.write).toMatchObject({
    patch: [{ op: 'test', path: '/tag/from' }, { op: 'test' }, {}, {}, {}],
  })
  expect(operation.sentences).toContain('prod no longer points at quay.io/org/app:1.')
  expect(operation.sentences).toContain('prod is no longer imported on schedule.')
  expect(operation.command).toBe(`oc tag -n web app@${one} app:prod --reference-policy=local`)
  expect(operation.rights).toEqual([
    { verb: 'patch', resource: 'imagestreamtags', namespace: 'web', name: 'app:prod' },
  ])
})

test('what it pointed at is said with the name of its stream', () => {
  const stream = appStream({ from: { kind: 'ImageStreamTag', name: 'main' } })
  expect(rollBack(stream).sentences).toContain('prod no longer points at app:main.')
})

test('a roll back to what was asked for before, after a push, is not a no-op (S-19)', () => {
  const stream = appStream({ from: { kind: 'ImageStreamImage', name: `app@${one}` } })
  const reference = patched(stream, rollBack(stream))
  expect(reference?.generation).toBe(0)
  // The server compares names, so that it has to be spelled another way (S-18).
  expect(reference?.from).toEqual({ kind: 'ImageStreamImage', name: one })
})

test('a roll back of a pushed tag gives it its first reference (S-17)', () => {
  const stream = appStream(null)
  const operation = rollBack(stream)
  expect(operation.write).toMatchObject({ patch: [{ op: 'test', path: '/tag', value: null }, {}] })
  expect(patched(stream, operation)?.from).toEqual({ kind: 'ImageStreamImage', name: `app@${one}` })
})

test('an entry that only names an image is named again (S-29)', () => {
  const stream = appStream({ from: registry })
  const items = stream.status?.tags?.[0]?.items ?? []
  items.push({ created: '', dockerImageReference: 'quay.io/org/app:0', image: '', generation: 1 })
  expect(patched(stream, rollBack(stream, 2))).toMatchObject({
    from: { kind: 'DockerImage', name: 'quay.io/org/app:0' },
    reference: true,
  })
})

test.each([
  [1, true, 'The image was pruned: the cluster does not have it any more.'],
  [7, false, 'The history has no such revision any more.'],
])('a roll back to revision %i, pruned %s, is closed', (index, isPruned, blocker) => {
  const operation = rollBack(appStream({ from: registry }), index, { isPruned })
  expect(operation).toMatchObject({ write: null, blocker })
})

test('what a tag followed is remembered on it, once, and followed again', () => {
  const stream = appStream({
    from: registry,
    importPolicy: { scheduled: true, importMode: 'Legacy' },
  })
  const pinned = patched(stream, rollBack(stream, 1, { isRemembered: true }))
  const note = pinned?.annotations?.[followedAnnotation]
  expect(JSON.parse(note ?? '')).toEqual({ from: registry, scheduled: true })

  const later = appStream({ ...pinned, generation: 2 })
  const again = patched(later, rollBack(later, 0, { isRemembered: true }))
  expect(again?.annotations?.[followedAnnotation]).toBe(note)

  const seen = seenTag(later, 'prod')
  expect(seen && canResume(seen)).toBe(true)
  expect(patched(later, resumeTag({ at, stream: later, seen }))).toMatchObject({
    from: registry,
    generation: 0,
    importPolicy: { scheduled: true },
    annotations: {},
  })
})

test.each([
  ['no note', undefined],
  ['no JSON', 'quay.io/org/app:1'],
  ['not an object', '"x"'],
  ['no source', '{"scheduled":true}'],
  ['an odd source', '{"from":{"kind":"Secret","name":"x"}}'],
  ['a source without a name', '{"from":{"kind":"DockerImage"}}'],
])('a note that is %s is none', (_, text) => {
  const annotations = text === undefined ? {} : { [followedAnnotation]: text }
  expect(followedSource(aTag('prod', { annotations }))).toBeUndefined()
})

test('a pin keeps the image that the tag holds, and is closed where it does already', () => {
  const follows = appStream({ from: { kind: 'ImageStreamTag', name: 'app:dev' } })
  const pin = (stream: ImageStream) =>
    pinTag({ at, stream, seen: seenTag(stream, 'prod'), isRemembered: false })
  expect(patched(follows, pin(follows))?.from).toEqual({
    kind: 'ImageStreamImage',
    name: `app@${two}`,
  })
  expect(pin(appStream({ from: { kind: 'ImageStreamImage', name: `app@${two}` } })).blocker).toBe(
    'prod is pinned to this image already.',
  )
  const empty = aStream({ name: 'app', tags: [{ name: 'prod', wish: {} }] })
  expect(pin(empty).blocker).toBe('The tag holds no image to stay on.')
})

test('a tag that was pushed over takes its source again with generation 0 (S-19)', () => {
  const stream = appStream({ from: { kind: 'ImageStreamImage', name: `app@${one}` } })
  const seen = seenTag(stream, 'prod')
  expect(seen?.isPushedOver).toBe(true)
  expect(patched(stream, resumeTag({ at, stream, seen }))?.generation).toBe(0)
  const calm = appStream({ from: { kind: 'ImageStreamImage', name: `app@${two}` } })
  expect(resumeTag({ at, stream: calm, seen: seenTag(calm, 'prod') }).write).toBeNull()
})

const alias = (stream: ImageStream, name: string, source = 'prod') =>
  aliasTag({ source: { ...at, tag: source }, alias: name, stream })

test('an alias is a new tag that follows one of the same stream, or an old one that now does', () => {
  const stream = appStream({ from: registry }, [
    { name: 'old', wish: { from: registry, importPolicy: { scheduled: true } }, images: ['one'] },
  ])
  const made = alias(stream, ' latest ')
  expect(made.write).toMatchObject({
    how: 'create',
    reference: { name: 'latest', from: { kind: 'ImageStreamTag', name: 'app:prod' } },
  })
  expect(made.command).toBe('oc tag -n web app:prod app:latest --alias')
  expect(made.rights).toEqual([{ verb: 'create', resource: 'imagestreamtags', namespace: 'web' }])
  expect(patched(stream, alias(stream, 'old'))).toMatchObject({
    from: { kind: 'ImageStreamTag', name: 'app:prod' },
    importPolicy: { scheduled: false },
  })
})

test.each([
  ['', 'Write the name of the tag.'],
  ['a b', 'A tag has letters, digits, _, . and - only, no space.'],
  ['prod', 'A tag cannot follow itself.'],
  ['end', 'prod follows end already: in a circle, neither would move.'],
])('an alias “%s” is refused', (name, blocker) => {
  const stream = appStream({ from: { kind: 'ImageStreamTag', name: 'app:middle' } }, [
    { name: 'middle', wish: { from: { kind: 'ImageStreamTag', name: 'end' } } },
    { name: 'end', images: ['two'] },
  ])
  expect(alias(stream, name)).toMatchObject({ write: null, blocker })
})

const source = {
  namespace: 'dev',
  stream: 'app',
  name: 'app:main',
  image: one,
  reference: `r/dev/app@${one}`,
}
const target = { namespace: 'web', stream: 'app', tag: 'prod', isReference: false }

test('a copy to another project is what `oc tag` sends (S-13), and asks for the source’s right (S-23)', () => {
  const operation = copyTag({ source, target, stream: undefined })
  expect(operation.write?.how === 'create' && newTagObject(at, operation.write.reference)).toEqual({
    apiVersion: 'image.openshift.io/v1',
    kind: 'ImageStreamTag',
    metadata: { name: 'app:prod', namespace: 'web' },
    tag: {
      name: 'prod',
      from: { kind: 'ImageStreamImage', namespace: 'dev', name: `app@${one}` },
      importPolicy: {},
      referencePolicy: { type: 'Source' },
    },
  })
  expect(operation.rights).toEqual([
    { verb: 'create', resource: 'imagestreamtags', namespace: 'web' },
    { verb: 'get', resource: 'imagestreams', subresource: 'layers', namespace: 'dev', name: 'app' },
  ])
  expect(operation.sentences).toContain('Image stream app is made in project web.')
  expect(operation.command).toBe(`oc tag -n web dev/app@${one} app:prod`)
})

test('a copy keeps what the other tag has of annotations and policies (S-14)', () => {
  const stream = appStream({
    from: registry,
    annotations: { owner: 'maria' },
    importPolicy: { scheduled: true, importMode: 'PreserveOriginal' },
    referencePolicy: { type: 'Local' },
  })
  expect(patched(stream, copyTag({ source, target, stream }))).toMatchObject({
    annotations: { owner: 'maria' },
    importPolicy: { scheduled: false, importMode: 'PreserveOriginal' },
    referencePolicy: { type: 'Local' },
    from: { kind: 'ImageStreamImage', namespace: 'dev', name: `app@${one}` },
  })
})

test('a copy may keep pulling from where it comes from (S-22)', () => {
  const operation = copyTag({ source, target: { ...target, isReference: true }, stream: undefined })
  expect(operation.write).toMatchObject({ reference: { reference: true } })
  expect(operation.sentences).toContain('Pods keep pulling it from dev/app, and need the right to.')
})

test('what is only named is copied as the registry image that it names (S-11)', () => {
  const named = { ...source, image: '', reference: 'quay.io/org/app:1' }
  expect(copyTag({ source: named, target, stream: undefined }).write).toMatchObject({
    reference: { from: { kind: 'DockerImage', name: 'quay.io/org/app:1' } },
  })
  const empty = { ...source, image: '', reference: '' }
  expect(copyTag({ source: empty, target, stream: undefined }).blocker).toBe(
    'app:main is not currently pointing to an image, it cannot be copied.',
  )
})

test.each([
  [{ namespace: '' }, 'Write the name of the project.'],
  [{ namespace: 'No' }, 'is not the name of a project'],
  [{ stream: 'a/b' }, 'is not the name of an image stream'],
  [{ tag: 'x'.repeat(129) }, 'A tag has at most 128 characters.'],
])('a copy to %j is refused', (part, blocker) => {
  const operation = copyTag({ source, target: { ...target, ...part }, stream: undefined })
  expect(operation.blocker).toContain(blocker)
})

test('a new tag is a creation, and refused where there is one', () => {
  const stream = appStream(null)
  const draft = { ...draftOf(undefined), from: 'quay.io/org/app:2', scheduled: true }
  const add = (tag: string, change = {}) =>
    addTag({
      namespace: 'web',
      stream: 'app',
      imageStream: stream,
      tag,
      draft: { ...draft, ...change },
    })
  expect(add('v2').write).toMatchObject({
    how: 'create',
    reference: { from: { kind: 'DockerImage' }, importPolicy: { scheduled: true } },
  })
  expect(add('prod').blocker).toMatch(/has a tag prod already/)
  expect(add('v2', { from: 'No such' }).write).toBeNull()
  expect(add('v2', { from: 'app:v2' }).blocker).toMatch(/follows itself/)
})

test('annotations of a new tag go into both places, equal (S-15)', () => {
  const object = newTagObject(at, { from: registry, annotations: { a: 'b' } })
  expect(object.metadata.annotations).toEqual({ a: 'b' })
  expect(object.tag?.annotations).toEqual({ a: 'b' })
})

test('untracking keeps image and history, and says what goes (S-27)', () => {
  const stream = appStream({
    from: registry,
    annotations: { a: 'b' },
    referencePolicy: { type: 'Local' },
  })
  const operation = untrackTag({ at, stream, seen: seenTag(stream, 'prod') })
  expect(operation.write).toMatchObject({ how: 'untrack', spec: { from: registry } })
  expect(operation.rights).toEqual([
    { verb: 'patch', resource: 'imagetags', namespace: 'web', name: 'app:prod' },
  ])
  expect(operation.command).toBe(
    `oc patch imagetag app:prod -n web --type=merge -p '{"spec":null}'`,
  )
  expect(operation.sentences).toContain(
    'One annotation and the policies of the tag go with the reference.',
  )
  // The newest image is called by the internal registry both ways, so that nothing starts anew (S-7).
  expect(operation.sentences.join(' ')).not.toContain('start anew')
  const [latest] = stream.status?.tags?.[0]?.items ?? []
  if (latest) latest.dockerImageReference = 'quay.io/org/app@sha256:1'
  expect(untrackTag({ at, stream, seen: seenTag(stream, 'prod') }).sentences.join(' ')).toContain(
    'start anew',
  )
})

test.each([
  [appStream(null), 'The tag follows nothing already.'],
  [aStream({ name: 'app', tags: [{ name: 'prod', wish: {} }] }), 'Delete it.'],
])('untracking is closed where it would change nothing, or leave nothing', (stream, blocker) => {
  const operation = untrackTag({ at, stream, seen: seenTag(stream, 'prod') })
  expect(operation.write).toBeNull()
  expect(operation.blocker).toContain(blocker)
})

test('deleting lists what is lost: history, images, followers (S-26, S-58)', () => {
  const stream = appStream({ from: registry }, [
    { name: 'other', images: ['one'] },
    { name: 'alias', wish: { from: { kind: 'ImageStreamTag', name: 'prod' } }, images: ['two'] },
    { name: 'far', wish: { from: { kind: 'ImageStreamTag', name: 'app:prod', namespace: 'x' } } },
  ])
  const operation = deleteTag({ at, stream, seen: seenTag(stream, 'prod') })
  expect(operation.write).toMatchObject({
    how: 'delete',
    guard: { uid: 'uid-web-app', image: two, spec: { from: registry } },
  })
  expect(operation.sentences).toEqual([
    'The reference of the tag and its history of 2 revisions are lost. Nothing brings them back.',
    'alias follows it, keeps its image, and does not move any more.',
    'Pods that run go on running. What starts anew and names the tag does not find it any more.',
  ])
  expect(operation.command).toBe('oc tag -d app:prod -n web')
  const alone = appStream(null)
  expect(deleteTag({ at, stream: alone, seen: seenTag(alone, 'prod') }).sentences[1]).toBe(
    '2 images are in no other tag of the stream: they may be pruned.',
  )
  expect(deleteTag({ at, stream: alone, seen: undefined }).write).toBeNull()
})
