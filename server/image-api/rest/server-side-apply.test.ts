import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ImageApi, openImageApi } from '../image-api'

let folder: string
let api: ImageApi
let app: FastifyInstance

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-apply-'))
  api = await openImageApi({
    dataDir: folder,
    internalRegistry: 'registry:5000',
    publicRegistry: '',
  })
  app = Fastify()
  await app.register(api.plugin)
  await api.write.create('namespaces', '', { metadata: { name: 'team' } })
})

afterEach(async () => {
  await app.close()
  await api.close()
  rmSync(folder, { recursive: true, force: true })
})

const STREAMS = '/apis/image.openshift.io/v1/namespaces/team/imagestreams'
const TAGS = '/apis/image.openshift.io/v1/namespaces/team/imagestreamtags'

async function ask(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  url: string,
  body?: unknown,
  type = '',
) {
  const answer = await app.inject({
    method,
    url,
    headers: body === undefined ? {} : { 'content-type': type || 'application/json' },
    ...(body === undefined
      ? {}
      : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const { statusCode: code, headers } = answer
  return { code, json: JSON.parse(answer.body), warning: headers.warning }
}

const apply = (manager: string, body: unknown, further = '', url = `${STREAMS}/app`) =>
  ask('PATCH', `${url}?fieldManager=${manager}${further}`, body, 'application/apply-patch+yaml')

const from = (name: string) => ({ kind: 'DockerImage', name: `quay.io/acme/${name}` })
const tag = (name: string, image: string) => ({ name, reference: true, from: from(image) })
const stream = (tags: object[], metadata: object = {}) => ({
  apiVersion: 'image.openshift.io/v1',
  kind: 'ImageStream',
  metadata: { name: 'app', ...metadata },
  spec: { tags },
})

interface Entry {
  manager: string
  operation: string
  subresource?: string
  fieldsV1: unknown
}
const owners = (json: { metadata: { managedFields?: Entry[] } }) =>
  Object.fromEntries(
    (json.metadata.managedFields ?? []).map(({ manager, operation, fieldsV1 }) => [
      `${manager} ${operation}`,
      fieldsV1,
    ]),
  )

const ONE = { '.': {}, 'f:from': {}, 'f:name': {}, 'f:reference': {} }

describe('applying an image stream', () => {
  test('makes it, and the manager owns what it gave', async () => {
    const made = await apply('gitops', stream([tag('1', 'a')], { labels: { team: 'web' } }))
    expect(made.code).toBe(201)
    expect(made.json.spec.tags[0]).toMatchObject({ name: '1', from: from('a'), generation: 1 })
    expect(owners(made.json)).toEqual({
      'gitops Apply': {
        'f:metadata': { 'f:labels': { 'f:team': {} } },
        'f:spec': { 'f:tags': { 'k:{"name":"1"}': ONE } },
      },
    })
  })

  test('takes YAML', async () => {
    const text = [
      'apiVersion: image.openshift.io/v1',
      'kind: ImageStream',
      'metadata: {name: app}',
      'spec:',
      '  lookupPolicy: {local: true}',
    ].join('\n')
    const made = await apply('gitops', text)
    expect(made.code).toBe(201)
    expect(made.json.spec.lookupPolicy.local).toBe(true)
  })

  test('again unchanged writes nothing', async () => {
    const body = stream([tag('1', 'a')])
    const first = await apply('gitops', body)
    const second = await apply('gitops', body)
    expect(second.code).toBe(200)
    expect(second.json.metadata).toEqual(first.json.metadata)
  })

  test('by another who agrees makes two owners, and a new version', async () => {
    const first = await apply('gitops', stream([tag('1', 'a')]))
    const second = await apply('other', stream([tag('1', 'a')]))
    expect(Object.keys(owners(second.json))).toEqual(['gitops Apply', 'other Apply'])
    expect(second.json.metadata.resourceVersion).not.toBe(first.json.metadata.resourceVersion)
    expect(second.json.metadata.generation).toBe(1)
  })

  test('by another who does not agree is a conflict, unless it is forced', async () => {
    await apply('gitops', stream([tag('1', 'a')]))
    const refused = await apply('other', stream([tag('1', 'b')]))
    expect(refused).toMatchObject({
      code: 409,
      json: {
        reason: 'Conflict',
        message: 'Apply failed with 1 conflict: conflict with "gitops": .spec.tags[name="1"].from',
        details: {
          causes: [
            {
              reason: 'FieldManagerConflict',
              message: 'conflict with "gitops"',
              field: '.spec.tags[name="1"].from',
            },
          ],
        },
      },
    })
    const forced = await apply('other', stream([tag('1', 'b')]), '&force=true')
    expect(forced.code).toBe(200)
    expect(forced.json.spec.tags[0].from).toEqual(from('b'))
    const { 'f:from': _from, ...left } = ONE
    expect(owners(forced.json)['gitops Apply']).toEqual({
      'f:spec': { 'f:tags': { 'k:{"name":"1"}': left } },
    })
  })

  test('several conflicts are told by manager', async () => {
    await apply('b', stream([tag('1', 'a')]))
    await apply('a', stream([tag('2', 'a')]))
    const { json } = await apply('c', stream([tag('1', 'x'), tag('2', 'x')]))
    expect(json.message).toBe(
      'Apply failed with 2 conflicts: conflicts with "a":\n- .spec.tags[name="2"].from\nconflicts with "b":\n- .spec.tags[name="1"].from',
    )
  })

  test('without a tag takes the tag away, but not those of others', async () => {
    await apply('gitops', stream([tag('1', 'a'), tag('2', 'a')], { labels: { a: '1', b: '1' } }))
    await ask('PATCH', `${STREAMS}/app`, { metadata: { labels: { c: '1' } } }, MERGE)
    await apply('other', stream([tag('3', 'a')]))
    const { json } = await apply('gitops', stream([tag('2', 'a')], { labels: { a: '1' } }))
    expect(json.spec.tags.map(({ name }: { name: string }) => name)).toEqual(['2', '3'])
    expect(json.metadata.labels).toEqual({ a: '1', c: '1' })
  })

  test('without a field that another owns too leaves it', async () => {
    await apply('gitops', stream([{ ...tag('1', 'a'), importPolicy: { insecure: true } }]))
    await apply('other', stream([{ name: '1', importPolicy: { insecure: true } }]))
    const { json } = await apply('gitops', stream([tag('1', 'a')]))
    expect(json.spec.tags[0].importPolicy.insecure).toBe(true)
    const last = await apply('other', stream([{ name: '1' }]))
    expect(last.json.spec.tags[0].importPolicy).not.toHaveProperty('insecure')
  })

  test('on one whose writers were never kept, all is of before-first-apply', async () => {
    await ask('POST', TAGS, { metadata: { name: 'app:1' }, tag: tag('1', 'a') })
    const refused = await apply('gitops', stream([tag('1', 'b')]))
    expect(refused.json.message).toBe(
      'Apply failed with 1 conflict: conflict with "before-first-apply" using image.openshift.io/v1: .spec.tags[name="1"].from',
    )
    const agreed = await apply('gitops', stream([tag('1', 'a')]))
    expect(agreed.code).toBe(200)
    expect(Object.keys(owners(agreed.json))).toEqual(['gitops Apply', 'before-first-apply Update'])
  })

  test('dry run stores nothing', async () => {
    expect((await apply('gitops', stream([]), '&dryRun=All')).code).toBe(201)
    expect((await ask('GET', `${STREAMS}/app`)).code).toBe(404)
  })

  test.each([
    ['another version', { ...stream([]), apiVersion: 'v1' }, 400, 'Incorrect version specified'],
    [
      'managedFields',
      stream([], { managedFields: [{}] }),
      400,
      'metadata.managedFields must be nil',
    ],
    ['no YAML', 'a: [', 400, 'error decoding YAML'],
    ['another name', stream([], { name: 'b' }), 400, 'the name of the object (b) does not match'],
    [
      'an unknown field',
      stream([{ name: '1', x: 1 }]),
      500,
      '.spec.tags[name="1"].x: field not declared in schema',
    ],
    [
      'a wrong type',
      stream([{ name: '1', reference: 'yes' }]),
      500,
      '.spec.tags[name="1"].reference: expected boolean',
    ],
    ['an item without its key', stream([{}]), 500, 'omits key field "name"'],
    [
      'an item twice',
      stream([{ name: '1' }, { name: '1' }]),
      500,
      'duplicate entries for key [name="1"]',
    ],
    [
      'another version of it',
      stream([], { resourceVersion: '1' }),
      409,
      'the object has been modified',
    ],
  ])('refuses %s', async (_what, body, code, message) => {
    await apply('gitops', stream([tag('0', 'a')]))
    const refused = await apply('gitops', body)
    expect(refused.code).toBe(code)
    expect(refused.json.message).toContain(message)
  })
})

const MERGE = 'application/merge-patch+json'

describe('who owns what', () => {
  test('a creation owns what it gave, an update what it changed', async () => {
    await ask('POST', `${STREAMS}?fieldManager=maker`, stream([tag('1', 'a')]))
    const patched = await ask(
      'PATCH',
      `${STREAMS}/app?fieldManager=labeller`,
      { metadata: { labels: { a: '1' } } },
      MERGE,
    )
    const { 'maker Update': maker, 'labeller Update': labeller } = owners(patched.json)
    expect(maker).toMatchObject({
      'f:spec': { 'f:tags': { '.': {}, 'k:{"name":"1"}': { '.': {} } } },
    })
    expect(labeller).toEqual({ 'f:metadata': { 'f:labels': { '.': {}, 'f:a': {} } } })
  })

  test('what another changes is its own', async () => {
    const { json } = await ask('POST', `${STREAMS}?fieldManager=maker`, stream([tag('1', 'a')]))
    const [first] = json.spec.tags
    const body = { ...json, spec: { ...json.spec, tags: [{ ...first, from: from('b') }] } }
    const put = await ask('PUT', `${STREAMS}/app?fieldManager=changer`, body)
    const { 'maker Update': maker, 'changer Update': changer } = owners(put.json)
    expect(maker).not.toHaveProperty(['f:spec', 'f:tags', 'k:{"name":"1"}', 'f:from'])
    expect(changer).toEqual({ 'f:spec': { 'f:tags': { 'k:{"name":"1"}': { 'f:from': {} } } } })
  })

  test('the status has managers of its own', async () => {
    await ask('POST', `${STREAMS}?fieldManager=maker`, stream([tag('1', 'a')]))
    const items = [
      { created: '2026-01-01T00:00:00Z', dockerImageReference: 'a', image: '', generation: 1 },
    ]
    const { json } = await ask(
      'PATCH',
      `${STREAMS}/app/status?fieldManager=controller`,
      { status: { tags: [{ tag: '1', items }] } },
      MERGE,
    )
    const entry = json.metadata.managedFields.find(
      ({ subresource }: Entry) => subresource === 'status',
    )
    expect(entry).toMatchObject({ manager: 'controller', operation: 'Update' })
    expect(Object.keys(entry.fieldsV1)).toEqual(['f:status'])
    const after = await ask('PATCH', `${STREAMS}/app`, { metadata: { labels: { a: '1' } } }, MERGE)
    expect(after.json.metadata.managedFields).toContainEqual(entry)
  })

  test('a client may hand in managedFields, and have them forgotten', async () => {
    const { json } = await ask('POST', `${STREAMS}?fieldManager=maker`, stream([tag('1', 'a')]))
    const [entry] = json.metadata.managedFields
    const renamed = [{ ...entry, manager: 'kubectl', operation: 'Apply' }]
    const replace = (value: unknown) =>
      ask(
        'PATCH',
        `${STREAMS}/app`,
        [{ op: 'replace', path: '/metadata/managedFields', value }],
        'application/json-patch+json',
      )
    expect(Object.keys(owners((await replace(renamed)).json))).toEqual(['kubectl Apply'])
    expect((await replace([{}])).json.metadata).not.toHaveProperty('managedFields')
  })

  test.each([
    { 'k:rubbish': {} },
    { 'k:null': {} },
    { 'v:': {} },
    { 'x:a': {} },
    { 'f:spec': null },
    { 'f:spec': { 'k:[': {} } },
  ])('managedFields that cannot be read change nothing: %j', async (fieldsV1) => {
    const { json } = await ask('POST', STREAMS, stream([tag('1', 'a')]))
    const entry = { manager: 'x', operation: 'Apply', fieldsType: 'FieldsV1', fieldsV1 }
    const metadata = { ...json.metadata, managedFields: [entry] }
    const put = await ask('PUT', `${STREAMS}/app`, { ...json, metadata })
    expect(put.code).toBe(200)
    expect(put.json.metadata.managedFields).toEqual(json.metadata.managedFields)
    expect((await apply('gitops', stream([tag('1', 'b')]))).code).toBe(409)
  })

  test('no more than ten updaters are told apart', async () => {
    await ask('POST', `${STREAMS}?fieldManager=maker`, stream([tag('1', 'a')]))
    for (let n = 0; n < 14; n++) {
      const labels = { [`l${n}`]: '1' }
      await ask('PATCH', `${STREAMS}/app?fieldManager=m${n}`, { metadata: { labels } }, MERGE)
    }
    const { json } = await ask('GET', `${STREAMS}/app`)
    expect(json.metadata.managedFields).toHaveLength(10)
    expect(Object.keys(owners(json))).toContain('ancient-changes Update')
  })
})

describe('applying a tag (observed 29)', () => {
  const at = `${TAGS}/app:1`
  const body = (image: string) => ({
    apiVersion: 'image.openshift.io/v1',
    kind: 'ImageStreamTag',
    metadata: { name: 'app:1' },
    tag: tag('1', image),
  })

  test('makes a stream that is not there', async () => {
    const made = await apply('gitops', body('a'), '', at)
    expect(made.code).toBe(201)
    expect((await ask('GET', `${STREAMS}/app`)).json.spec.tags[0].from).toEqual(from('a'))
  })

  test('that is there is a conflict where it would change, and invalid where not', async () => {
    await apply('gitops', body('a'), '', at)
    const refused = await apply('gitops', body('b'), '', at)
    expect(refused.code).toBe(409)
    expect(refused.json.message).toContain('"before-first-apply"')
    const invalid = [
      await apply('gitops', body('a'), '', at),
      await apply('gitops', body('b'), '&force=true', at),
    ]
    for (const { code, json } of invalid) {
      expect(code).toBe(422)
      expect(json.message).toContain('may not update fields other than metadata.annotations')
    }
  })
})
