import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiForTests, DIGEST_A, openApiForTests, push, referenceTag } from './api-for-tests'

let server: ApiForTests
beforeAll(async () => {
  server = await openApiForTests()
})
afterAll(() => server.close())

const at = '/namespaces/team/imagetags'
const streams = '/namespaces/team/imagestreams'
const body = (name: string, image: string, more: object = {}) => ({
  metadata: { name },
  spec: { ...referenceTag(name.split(':')[1] ?? '', image), ...more },
})

describe('an image tag', () => {
  test('is there for a wish or facts, with the stream’s metadata (observed 6)', async () => {
    const { json: stream } = await server.ask('POST', streams, {
      metadata: { name: 'both', annotations: { note: 'stream' } },
      spec: { tags: [{ name: 'lost', from: { kind: 'ImageStreamTag', name: 'none' } }] },
    })
    await server.ask('POST', '/namespaces/team/imagestreammappings', push('both', 'x', DIGEST_A))
    const { json: lost } = await server.ask('GET', `${at}/both:lost`)
    expect(lost).toMatchObject({ status: null, image: null, spec: { name: 'lost' } })
    expect(lost.metadata).toEqual({
      ...stream.metadata,
      name: 'both:lost',
      resourceVersion: expect.any(String),
    })
    const { json: pushed } = await server.ask('GET', `${at}/both:x`)
    expect(pushed).toMatchObject({
      spec: null,
      status: { tag: 'x' },
      image: { metadata: { name: DIGEST_A } },
    })
    const { json: list } = await server.ask('GET', `${at}?labelSelector=!x`)
    expect(list.items.map(({ metadata, image }) => [metadata.name, image])).toEqual([
      ['both:lost', null],
      ['both:x', null],
    ])
    expect((await server.ask('GET', `${at}/both:none`)).code).toBe(404)
  })

  test('needs a wish to be made, which is named like it (observed 20)', async () => {
    expect((await server.ask('POST', at, { metadata: { name: 'new:1' } })).code).toBe(422)
    expect((await server.ask('POST', at, body('new:1', 'r.e/x:1', { name: '2' }))).code).toBe(422)
    expect((await server.ask('POST', at, body('new:1', 'r.e/x:1', { name: '' }))).code).toBe(201)
    expect((await server.ask('POST', at, body('new:1', 'r.e/x:1'))).json.details?.kind).toBe(
      'imagetags',
    )
  })

  test('has its annotations in the spec (observed 25)', async () => {
    const annotations = { inner: 'x' }
    const made = body('noted:1', 'r.e/x:1', { annotations })
    const { json } = await server.ask('POST', at, {
      ...made,
      metadata: { ...made.metadata, annotations: { outer: 'y' } },
    })
    expect(json.spec?.annotations).toEqual(annotations)
    expect(json.metadata).not.toHaveProperty('annotations')
  })
})

describe('a write to a tag of a stream', () => {
  const patch = (name: string, spec: object | null) =>
    server.ask('PATCH', `${at}/${name}`, { spec })

  test('without managedFields is taken', async () => {
    await server.ask('POST', at, body('free:1', 'r.e/x:1'))
    const { code, json } = await patch('free:1', { from: { name: 'r.e/x:2' } })
    expect([code, json.spec?.generation]).toEqual([200, 2])
    expect((await server.ask('PUT', `${at}/free:2`, body('free:2', 'r.e/x:1'))).code).toBe(201)
  })

  // Observed 29.
  test.each<[string, string, object | null, number]>([
    ['that changes something is refused', '1', { from: { name: 'r.e/x:2' } }, 422],
    ['that adds something is refused', '1', { importPolicy: { scheduled: true } }, 422],
    ['that makes a tag is refused', 'new', referenceTag('new', 'r.e/x:2'), 422],
    ['that changes nothing is taken', '1', { from: { name: 'r.e/x:1' } }, 200],
    ['that takes the wish away is taken', '2', null, 200],
  ])('with managedFields %s', async (_what, tag, spec, code) => {
    await server.ask('POST', streams, {
      metadata: { name: 'managed' },
      spec: { tags: [referenceTag('1', 'r.e/x:1'), referenceTag('2', 'r.e/x:1')] },
    })
    expect((await patch(`managed:${tag}`, spec)).code).toBe(code)
  })

  test('untracks it: the history stays (observed 31)', async () => {
    await server.ask('POST', at, body('tracked:1', 'r.e/x:1'))
    const { json } = await patch('tracked:1', null)
    expect(json).toMatchObject({
      spec: null,
      status: { items: [{ dockerImageReference: 'r.e/x:1' }] },
    })
  })

  test('must send the status as it is (observed 31)', async () => {
    await server.ask('POST', at, body('kept:1', 'r.e/x:1'))
    const { json: tag } = await server.ask('GET', `${at}/kept:1`)
    expect((await server.ask('PUT', `${at}/kept:1`, { ...tag, status: null })).code).toBe(422)
    expect((await server.ask('PUT', `${at}/kept:1`, tag)).code).toBe(200)
  })

  test('is refused for another version of the stream (observed 32)', async () => {
    const { json } = await server.ask('POST', at, body('stale:1', 'r.e/x:1'))
    await patch('stale:1', { from: { name: 'r.e/x:2' } })
    expect((await server.ask('PUT', `${at}/stale:1`, json)).json).toMatchObject({
      code: 409,
      details: { kind: 'imagetags' },
    })
  })
})

test('deleting takes wish and history', async () => {
  await server.ask('POST', at, body('gone:1', 'r.e/x:1'))
  expect((await server.ask('DELETE', `${at}/gone:1`)).code).toBe(200)
  expect((await server.ask('DELETE', `${at}/gone:1`)).json.details?.kind).toBe('imagetags')
})
