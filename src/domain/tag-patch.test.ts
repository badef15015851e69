import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonPatch } from './json-patch'
import type { ReferenceKind, TagReference } from './kinds/image-stream'
import { draftAnnotations, draftOf, draftSource, isScheduled, type TagDraft } from './tag-draft'
import { tagPatch } from './tag-patch'
import { parseTagReference, referenceTarget } from './tag-reference'

const at = { namespace: 'shop', stream: 'web', tag: 'prod' }
const digest = `sha256:${'a'.repeat(64)}`

const registry: TagReference = {
  name: 'prod',
  annotations: null,
  from: { kind: 'DockerImage', name: 'quay.io/acme/web:1' },
  generation: 3,
  importPolicy: { importMode: 'Legacy', scheduled: true },
  referencePolicy: { type: 'Source' },
}

function edited(seen: TagReference | undefined, change: Partial<TagDraft>): TagDraft {
  return { ...draftOf(seen), ...change }
}

test('only what changed is written, and tested to be as it was seen', () => {
  expect(tagPatch(registry, edited(registry, { referencePolicy: 'Local' }))).toEqual([
    { op: 'test', path: '/tag/referencePolicy', value: { type: 'Source' } },
    { op: 'add', path: '/tag/referencePolicy', value: { type: 'Local' } },
  ])
  expect(tagPatch(registry, edited(registry, { insecure: true }))).toEqual([
    { op: 'test', path: '/tag/importPolicy/insecure', value: null },
    { op: 'add', path: '/tag/importPolicy/insecure', value: true },
  ])
})

test('a new source comes with generation 0 (S-19)', () => {
  expect(tagPatch(registry, edited(registry, { from: 'quay.io/acme/web:2' }))).toEqual([
    { op: 'test', path: '/tag/from', value: registry.from },
    {
      op: 'replace',
      path: '/tag/from',
      value: { kind: 'DockerImage', name: 'quay.io/acme/web:2' },
    },
    { op: 'add', path: '/tag/generation', value: 0 },
  ])
})

test('a source outside of registries ends the schedule (S-29), and all tests come first', () => {
  const patch = tagPatch(registry, edited(registry, { from: `web@${digest}` }))
  expect(patch).toEqual([
    { op: 'test', path: '/tag/from', value: registry.from },
    { op: 'test', path: '/tag/importPolicy/scheduled', value: true },
    {
      op: 'replace',
      path: '/tag/from',
      value: { kind: 'ImageStreamImage', name: `web@${digest}` },
    },
    { op: 'add', path: '/tag/generation', value: 0 },
    { op: 'add', path: '/tag/importPolicy/scheduled', value: false },
  ])
})

test('annotations are written where updates read them, and equal in the tag (S-15)', () => {
  const draft = edited(registry, {
    annotations: [
      ['ticket', 'INC-1'],
      ['', ''],
    ],
  })
  expect(tagPatch(registry, draft)).toEqual([
    { op: 'test', path: '/tag/annotations', value: null },
    { op: 'add', path: '/tag/annotations', value: { ticket: 'INC-1' } },
    { op: 'add', path: '/metadata/annotations', value: { ticket: 'INC-1' } },
  ])
})

test('a pushed tag gets its first reference, tested to be without one still', () => {
  const draft = edited(undefined, { from: 'web:dev', annotations: [['a', 'b']] })
  expect(tagPatch(undefined, draft, { at })).toEqual([
    { op: 'test', path: '/tag', value: null },
    {
      op: 'add',
      path: '/tag',
      value: {
        name: 'prod',
        annotations: { a: 'b' },
        from: { kind: 'ImageStreamTag', name: 'web:dev' },
        importPolicy: {},
        referencePolicy: { type: 'Source' },
      },
    },
    { op: 'add', path: '/metadata/annotations', value: { a: 'b' } },
  ])
})

test('a pushed tag that is not told where to point is left alone', () => {
  expect(tagPatch(undefined, edited(undefined, { from: 'nonsense' }))).toEqual([])
})

const again = [{ op: 'add', path: '/tag/generation', value: 0 }]
const spelled = (name: string) => [{ op: 'replace', path: '/tag/from/name', value: name }, ...again]

test.each<[string, TagReference['from'], unknown[]]>([
  ['a registry image', registry.from, again],
  ['a pinned image', { kind: 'ImageStreamImage', name: `web@${digest}` }, spelled(digest)],
  [
    'the same, spelled shortly',
    { kind: 'ImageStreamImage', name: digest },
    spelled(`web@${digest}`),
  ],
  ['a tag of the same stream', { kind: 'ImageStreamTag', name: 'web:dev' }, spelled('dev')],
  ['the same tag, spelled shortly', { kind: 'ImageStreamTag', name: 'dev' }, spelled('web:dev')],
  [
    'the same, with its project',
    { kind: 'ImageStreamTag', name: 'web:dev', namespace: 'shop' },
    spelled('dev'),
  ],
  ['an image of another stream', { kind: 'ImageStreamImage', name: `api@${digest}` }, []],
  // Generation 0 would leave it waiting for ever (observed 41).
  ['a tag of another stream', { kind: 'ImageStreamTag', name: 'api:dev' }, []],
  ['a tag of another project', { kind: 'ImageStreamTag', name: 'web:dev', namespace: 'dev' }, []],
])(
  'a draft that changes nothing takes %s once more, where that is possible',
  (_fact, from, rest) => {
    const seen = { name: 'prod', from: from ?? null }
    expect(tagPatch(seen, draftOf(seen), { at })).toEqual([
      { op: 'test', path: '/tag/from', value: from },
      ...rest,
    ])
  },
)

test('a source can be taken once more beside another change', () => {
  expect(tagPatch(registry, edited(registry, { insecure: true }), { again: true })).toEqual([
    { op: 'test', path: '/tag/from', value: registry.from },
    { op: 'test', path: '/tag/importPolicy/insecure', value: null },
    { op: 'add', path: '/tag/generation', value: 0 },
    { op: 'add', path: '/tag/importPolicy/insecure', value: true },
  ])
})

test('a missing import policy is tested to be missing, and written whole', () => {
  const bare: TagReference = { name: 'prod', from: { kind: 'DockerImage', name: 'quay.io/a/b' } }
  expect(tagPatch(bare, edited(bare, { insecure: true, importMode: 'Legacy' }))).toEqual([
    { op: 'test', path: '/tag/importPolicy', value: null },
    { op: 'add', path: '/tag/importPolicy', value: { insecure: true, importMode: 'Legacy' } },
  ])
})

test('a source that nobody could have typed stays as it is', () => {
  const short: TagReference = { name: 'prod', from: { kind: 'ImageStreamImage', name: 'web@448e' } }
  const patch = tagPatch(short, edited(short, { referencePolicy: 'Local' }))
  expect(patch.map(({ path }) => path)).toEqual(['/tag/referencePolicy', '/tag/referencePolicy'])
})

/** As the server applies it: `test` for null also holds where a member is absent (observed 61). */
function apply(document: unknown, patch: JsonPatch): unknown {
  const result = structuredClone(document) as Record<string, unknown>
  for (const operation of patch) {
    const names = operation.path.slice(1).split('/')
    const last = names.pop() ?? ''
    let parent: Record<string, unknown> = result
    for (const name of names) {
      const next = parent[name]
      if (typeof next !== 'object' || next === null) throw new Error(`no ${name}`)
      parent = next as Record<string, unknown>
    }
    if (operation.op === 'test') {
      expect(parent[last] ?? null, operation.path).toEqual(operation.value)
    } else if (operation.op === 'remove') {
      delete parent[last]
    } else {
      if (operation.op === 'replace') expect(last in parent).toBe(true)
      parent[last] = structuredClone(operation.value)
    }
  }
  return result
}

/** An ImageStreamTag as the API shows it. */
function objectOf(tag: TagReference | null) {
  const annotations = tag?.annotations ?? undefined
  return { metadata: { name: 'web:prod', ...(annotations ? { annotations } : {}) }, tag }
}

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const froms = fc.constantFrom<TagReference['from'][]>(
  { kind: 'DockerImage', name: 'quay.io/acme/web:1' },
  { kind: 'DockerImage', name: 'web:dev' },
  { kind: 'ImageStreamTag', name: 'web:dev' },
  { kind: 'ImageStreamTag', name: 'web:dev', namespace: 'dev' },
  { kind: 'ImageStreamTag', name: 'dev' },
  { kind: 'ImageStreamImage', name: `web@${digest}` },
  null,
)
const annotations = fc.dictionary(fc.constantFrom('a', 'b', 'x/c', '__proto__'), fc.string(), {
  maxKeys: 3,
  noNullPrototype: true,
})

/** References as the server keeps them: false members are absent, or rarely there. */
const references: fc.Arbitrary<TagReference> = fc
  .record({
    from: froms,
    annotations: fc.oneof(fc.constantFrom(null, undefined), annotations),
    reference: optional(fc.boolean()),
    generation: fc.nat(9),
    importPolicy: optional(
      fc.record(
        {
          insecure: fc.boolean(),
          scheduled: fc.boolean(),
          importMode: fc.constantFrom('Legacy', 'PreserveOriginal', ''),
        },
        { requiredKeys: [], noNullPrototype: true },
      ),
    ),
    referencePolicy: optional(fc.constantFrom({ type: 'Source' }, { type: 'Local' })),
  })
  .map((parts) => {
    const known = Object.entries(parts).filter(([, value]) => value !== undefined)
    return { name: 'prod', ...Object.fromEntries(known) } as TagReference
  })

/** What a draft points at, however it is spelled. */
function sourceOf({ from }: { from: string }): unknown {
  const parsed = parseTagReference(from)
  return (parsed.ok && referenceTarget(parsed.value, at)) || from
}

test('applied to what was seen, the patch gives the draft, for every pair', () => {
  fc.assert(
    fc.property(fc.option(references), references, (seen, wanted) => {
      fc.pre(wanted.from !== null || seen === null || seen.from === null)
      fc.pre(wanted.from !== null || seen !== null)
      const draft = draftOf(wanted)
      const patch = tagPatch(seen, draft, { at })
      const firstChange = patch.findIndex(({ op }) => op !== 'test')
      expect(patch[0]?.op).toBe('test')
      expect(
        patch.slice(firstChange < 0 ? patch.length : firstChange).some(({ op }) => op === 'test'),
      ).toBe(false)

      const result = apply(objectOf(seen), patch) as ReturnType<typeof objectOf>
      const after = draftOf({ ...(result.tag ?? { name: 'prod' }) })
      // Taken once more, the source has its other spelling and is the same tag or image.
      expect({ ...after, from: sourceOf(after) }).toEqual({
        ...draft,
        from: sourceOf(draft),
        scheduled: isScheduled(draft, seen ?? undefined),
        annotations: expect.any(Array),
      })
      // What counts on an update are the annotations of the object (S-15).
      const stored = (result.metadata as { annotations?: Record<string, string> }).annotations
      expect(stored ?? {}).toEqual(draftAnnotations(draft))
      expect(draftAnnotations(after)).toEqual(draftAnnotations(draft))
      const kind = draftSource(draft, seen ?? undefined)?.kind as ReferenceKind | undefined
      expect(result.tag?.from?.kind).toBe(kind)
    }),
    { numRuns: 500 },
  )
})

test('the patch fails where a part that it changes was changed by somebody else', () => {
  const draft = edited(registry, { from: 'quay.io/acme/web:2', insecure: true })
  const patch = tagPatch(registry, draft)
  const moved = { ...registry, from: { kind: 'DockerImage', name: 'quay.io/acme/web:9' } }
  expect(() => apply(objectOf(moved), patch)).toThrow()
  const insecure = { ...registry, importPolicy: { importMode: 'Legacy', insecure: true } }
  expect(() => apply(objectOf(insecure), patch)).toThrow()
  const local = { ...registry, referencePolicy: { type: 'Local' } }
  expect(apply(objectOf(local), patch)).toMatchObject({
    tag: { referencePolicy: { type: 'Local' } },
  })
})
