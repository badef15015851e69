import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type ApiForTests,
  DIGEST_A,
  DIGEST_B,
  openApiForTests,
  push,
  referenceTag,
} from './api-for-tests'

let server: ApiForTests
beforeAll(async () => {
  server = await openApiForTests()
})
afterAll(() => server.close())

const at = '/namespaces/team/imagestreamtags'
const streams = '/namespaces/team/imagestreams'
const reference = (name: string, image: string, more: object = {}) => ({
  metadata: { name },
  tag: { ...referenceTag(name.split(':')[1] ?? '', image), ...more },
})
const pushed = (stream: string, tag: string, digest: string) =>
  server.ask('POST', '/namespaces/team/imagestreammappings', push(stream, tag, digest))
const makeStream = (name: string, spec: object = {}, meta: object = {}) =>
  server.ask('POST', streams, { metadata: { name, ...meta }, spec })
const historyOf = async (stream: string, tag: string) => {
  const { json } = await server.ask('GET', `${streams}/${stream}`)
  return json.status?.tags?.find((list) => list.tag === tag)?.items
}

describe('reading', () => {
  test('shows the stream’s identity, the tag’s annotations and the image’s time (observed 3, 4)', async () => {
    const { json: stream } = await makeStream(
      'read',
      {},
      { labels: { a: 'b' }, annotations: { no: 'no' } },
    )
    await pushed('read', 'x', DIGEST_A)
    await server.ask('PUT', `${at}/read:x`, {
      metadata: { name: 'read:x', annotations: { why: 'because' } },
      tag: {
        from: { kind: 'ImageStreamImage', name: `read@${DIGEST_A}` },
        referencePolicy: { type: 'Local' },
      },
    })
    const { json } = await server.ask('GET', `${at}/read:x`)
    expect(json.metadata).toMatchObject({
      name: 'read:x',
      uid: stream.metadata.uid,
      labels: { a: 'b' },
      annotations: { why: 'because' },
    })
    expect(json.metadata).not.toHaveProperty('managedFields')
    expect(json.metadata).not.toHaveProperty('generation')
    expect(json.image).toMatchObject({
      metadata: { name: DIGEST_A, annotations: { why: 'because' } },
      dockerImageReference: `registry:5000/team/read@${DIGEST_A}`,
    })
  })

  test('finds only tags with an image (observed 1), and names what is missing (observed 15)', async () => {
    await makeStream('partly', { tags: [referenceTag('ref', 'r.e/x:1')] })
    await pushed('partly', 'x', DIGEST_A)
    const missing = async (name: string) =>
      (await server.ask('GET', `${at}/${name}`)).json.details?.name
    expect(await missing('partly:ref')).toBe('partly:ref')
    expect(await missing('nostream:x')).toBe('nostream')
    const { json } = await server.ask('GET', `${at}?fieldSelector=metadata.name!%3Dread`)
    expect(json.metadata).toEqual({})
    expect(json.items.map(({ metadata }) => metadata.name)).toContain('partly:x')
    expect(json.items.map(({ metadata }) => metadata.name)).not.toContain('partly:ref')
  })

  test('a tag whose image is gone is not there', async () => {
    await makeStream('pruned')
    const digest = `sha256:${'d'.repeat(64)}`
    await pushed('pruned', 'x', digest)
    await server.ask('DELETE', `/images/${digest}`)
    const { code, json } = await server.ask('GET', `${at}/pruned:x`)
    expect([code, json.details?.name]).toEqual([404, digest])
  })
})

describe('creating', () => {
  test('makes the stream where there is none, without managedFields (observed 18, 29)', async () => {
    const { code, json } = await server.ask('POST', at, reference('fresh:1', 'r.e/x:1'))
    expect([code, json.generation, json.tag?.generation]).toEqual([201, 0, 1])
    const { json: stream } = await server.ask('GET', `${streams}/fresh`)
    expect(stream.metadata).not.toHaveProperty('managedFields')
    expect(stream.metadata.generation).toBe(1)
  })

  test('is refused where the spec has the tag, not where a push made it (observed 19)', async () => {
    await makeStream('there', { tags: [referenceTag('spec', 'r.e/x:1')] })
    await pushed('there', 'pushed', DIGEST_A)
    expect(
      (await server.ask('POST', at, reference('there:spec', 'r.e/x:2'))).json.details?.kind,
    ).toBe('imagestreamtag')
    expect((await server.ask('POST', at, reference('there:pushed', 'r.e/x:2'))).code).toBe(201)
    expect((await server.ask('GET', `${at}/there:pushed`)).code).toBe(404)
  })

  test('without a reference makes the stream and no tag (observed 20)', async () => {
    const { code, json } = await server.ask('POST', at, { metadata: { name: 'empty:1' } })
    expect([code, json.tag]).toEqual([201, null])
    expect((await server.ask('GET', `${streams}/empty`)).json.spec).not.toHaveProperty('tags')
  })

  // Observed 25.
  test.each([
    ['the object alone: dropped', { a: '1' }, undefined, 201, null],
    ['the tag alone: refused', undefined, { a: '1' }, 422, undefined],
    ['both, but not the same: refused', { a: '1' }, { a: '2' }, 422, undefined],
    ['both: kept', { a: '1' }, { a: '1' }, 201, { a: '1' }],
  ])('annotations on %s', async (_where, outer, inner, code, kept) => {
    const body = reference(`notes:${code}-${JSON.stringify(kept ?? inner)?.length}`, 'r.e/x:1', {
      ...(inner ? { annotations: inner } : {}),
    })
    const answer = await server.ask('POST', at, {
      ...body,
      metadata: { ...body.metadata, ...(outer ? { annotations: outer } : {}) },
    })
    expect(answer.code).toBe(code)
    expect(answer.json.tag?.annotations).toEqual(kept)
  })
})

describe('replacing', () => {
  test('changes the reference, whatever name and annotations it carries (observed 25, 30)', async () => {
    await server.ask('POST', at, reference('put:1', 'r.e/x:1'))
    const { code, json } = await server.ask('PUT', `${at}/put:1`, {
      metadata: { name: 'put:1', annotations: { outer: 'y' } },
      tag: { ...referenceTag('other', 'r.e/x:2'), annotations: { inner: 'x' } },
      generation: 40,
    })
    expect(code).toBe(200)
    expect(json.tag).toMatchObject({ name: '1', annotations: { outer: 'y' }, generation: 2 })
  })

  // Observed 32 and 34.
  test.each([
    ['a missing tag is made', 'made:2', {}, 201],
    ['a missing stream too', 'alsomade:1', {}, 201],
    ['not where a version of it is known', 'nowhere:1', { resourceVersion: '7' }, 404],
    ['a version that is not the stream’s is a conflict', 'made:1', { resourceVersion: '0' }, 409],
    ['labels cannot change', 'made:1', { labels: { a: 'b' } }, 422],
    ['nor the uid', 'made:1', { uid: 'x' }, 422],
    ['nor the finalizers', 'made:1', { finalizers: ['x/y'] }, 422],
  ])('%s', async (_rule, name, meta, code) => {
    await server.ask('POST', at, reference('made:1', 'r.e/x:1'))
    const body = reference(name, 'r.e/x:3')
    const answer = await server.ask('PUT', `${at}/${name}`, {
      ...body,
      metadata: { ...body.metadata, ...meta },
    })
    expect(answer.code).toBe(code)
  })

  test('labels may be left out; the stream keeps them', async () => {
    await makeStream('tidy', { tags: [referenceTag('1', 'r.e/x:1')] }, { labels: { a: 'b' } })
    const { code, json } = await server.ask('PUT', `${at}/tidy:1`, reference('tidy:1', 'r.e/x:2'))
    expect([code, json.metadata.labels]).toEqual([200, { a: 'b' }])
  })

  test('a tag that was only pushed has nothing to annotate (observed 34)', async () => {
    await makeStream('onlypushed')
    await pushed('onlypushed', 'x', DIGEST_A)
    const { json } = await server.ask('PATCH', `${at}/onlypushed:x`, {
      metadata: { annotations: { a: 'b' } },
    })
    expect(json).toMatchObject({
      code: 400,
      message:
        'imagestreamtag x is not a spec tag in imagestream team/onlypushed, cannot be updated',
    })
  })

  test('a patch of what is not there makes it (observed 35)', async () => {
    const { code, json } = await server.ask('PATCH', `${at}/patched:1`, {
      tag: referenceTag('1', 'r.e/x:1'),
    })
    expect([code, json.metadata.name]).toEqual([201, 'patched:1'])
  })

  test('a dry run answers what would be, and writes nothing', async () => {
    await server.ask('POST', at, reference('dry:1', 'r.e/x:1'))
    const { json: before } = await server.ask('GET', `${streams}/dry`)
    const { json } = await server.ask(
      'PUT',
      `${at}/dry:1?dryRun=All`,
      reference('dry:1', 'r.e/x:2'),
    )
    expect(json.tag?.generation).toBe(2)
    expect(json.metadata.resourceVersion).toBe(before.metadata.resourceVersion)
    expect((await server.ask('GET', `${streams}/dry`)).json).toEqual(before)
    const { json: made } = await server.ask(
      'POST',
      `${at}?dryRun=All`,
      reference('dryer:1', 'r.e/x:2'),
    )
    expect(made.metadata).not.toHaveProperty('resourceVersion')
  })
})

describe('following', () => {
  test('a tag follows pushes to another of its stream, in the same write (observed 45)', async () => {
    await makeStream('alias')
    await pushed('alias', 'dev', DIGEST_A)
    await server.ask('PUT', `${at}/alias:prod`, {
      metadata: { name: 'alias:prod' },
      tag: { from: { kind: 'ImageStreamTag', name: 'alias:dev' } },
    })
    const { json: before } = await server.ask('GET', `${streams}/alias`)
    await pushed('alias', 'dev', DIGEST_B)
    const { json: after } = await server.ask('GET', `${streams}/alias`)
    expect(Number(after.metadata.resourceVersion)).toBeGreaterThan(
      Number(before.metadata.resourceVersion),
    )
    expect(after.metadata.generation).toBe(before.metadata.generation)
    expect((await historyOf('alias', 'prod'))?.map(({ image }) => image)).toEqual([
      DIGEST_B,
      DIGEST_A,
    ])
  })

  test('a copy from another project stays what it was (S-5)', async () => {
    await makeStream('source')
    await pushed('source', 'v1', DIGEST_A)
    const { code } = await server.ask('PUT', '/namespaces/other/imagestreamtags/copy:1', {
      metadata: { name: 'copy:1' },
      tag: { from: { kind: 'ImageStreamTag', namespace: 'team', name: 'source:v1' } },
    })
    expect(code).toBe(201)
    await pushed('source', 'v1', DIGEST_B)
    const { json } = await server.ask('GET', '/namespaces/other/imagestreamtags/copy:1')
    expect(json.image?.metadata.name).toBe(DIGEST_A)
  })
})

test('deleting takes wish and history, asks for the uid only, and works once (observed 48)', async () => {
  await makeStream('gone', { tags: [referenceTag('1', 'r.e/x:1')] })
  const remove = (preconditions: object) => server.ask('DELETE', `${at}/gone:1`, { preconditions })
  expect((await remove({ uid: 'x' })).code).toBe(409)
  const { json } = await remove({ resourceVersion: '1' })
  expect(json).toEqual({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' })
  expect((await remove({})).code).toBe(404)
  expect(await historyOf('gone', '1')).toBeUndefined()
  expect((await server.ask('GET', `${streams}/gone`)).json.metadata.generation).toBe(2)
})
