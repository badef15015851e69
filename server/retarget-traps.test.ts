import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { get } from '@/api/client'
import { imageStreams } from '@/api/resources'
import { draftConsequences } from '@/domain/draft-consequences'
import { specTag, tagHistory, tagRow } from '@/domain/image-stream'
import type { ImageStream, TagReference } from '@/domain/kinds/image-stream'
import { draftOf, type TagDraft } from '@/domain/tag-draft'
import { tagPatch } from '@/domain/tag-patch'
import { previewRetarget } from '@/mutations/dry-run-retarget'
import { RetargetConflict } from '@/mutations/retarget-failure'
import { writeTag } from '@/mutations/write-tag'
import { listeningGateway } from './listening-gateway'

// The traps of retargeting, one a test, by what the dashboard itself sends to a gateway on a socket,
// and by what the cluster then holds. Names are those of docs and rules: S-14 and so on.

const digest = (n: number) => `sha256:${String(n).repeat(64)}`
const at = { namespace: 'shop', stream: 'web', tag: 'prod' }
const api = '/apis/image.openshift.io/v1/namespaces'

let gateway: Awaited<ReturnType<typeof listeningGateway>>
let token = ''

beforeAll(async () => {
  gateway = await listeningGateway({
    'token-file': 'admin,admin,1,"system:masters"\ndev,dev,2\n',
    'roles-file': '- { user: dev, role: edit, project: shop }\n',
  })
  const { fetch } = globalThis
  vi.stubGlobal('fetch', (path: string, { headers, ...init }: RequestInit) =>
    fetch(new URL(path, gateway.url), {
      ...init,
      headers: { ...headers, authorization: `Bearer ${token}` },
    }),
  )
  token = 'admin'
  for (const name of ['shop', 'vault']) {
    await send('POST', '/api/v1/namespaces', { kind: 'Namespace', metadata: { name } })
  }
  await create('vault', 'secret', [])
  await push('vault', 'secret', 'v1', 9)
})

afterAll(async () => {
  vi.unstubAllGlobals()
  await gateway.close()
})

/** A stream with one pushed image, and a tag pinned to it that has annotations and policies. */
beforeEach(async () => {
  token = 'admin'
  await send('DELETE', `${api}/shop/imagestreams/web`).catch(() => {})
  await create('shop', 'web', [])
  await push('shop', 'web', 'v1', 1)
  await push('shop', 'web', 'v2', 2)
  await send('POST', `${api}/shop/imagestreamtags`, {
    kind: 'ImageStreamTag',
    apiVersion: 'image.openshift.io/v1',
    metadata: { name: 'web:prod', annotations: { owner: 'maria' } },
    tag: {
      name: 'prod',
      annotations: { owner: 'maria' },
      from: { kind: 'ImageStreamImage', name: `web@${digest(1)}` },
      importPolicy: { importMode: 'PreserveOriginal' },
      referencePolicy: { type: 'Local' },
    },
  })
})

async function send(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(path, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json()
}

function create(namespace: string, name: string, tags: TagReference[]) {
  return send('POST', `${api}/${namespace}/imagestreams`, {
    kind: 'ImageStream',
    apiVersion: 'image.openshift.io/v1',
    metadata: { name },
    spec: { tags },
  })
}

function push(namespace: string, stream: string, tag: string, n: number) {
  const name = digest(n)
  return send('POST', `${api}/${namespace}/imagestreammappings`, {
    kind: 'ImageStreamMapping',
    apiVersion: 'image.openshift.io/v1',
    metadata: { name: stream, namespace },
    tag,
    image: {
      metadata: { name },
      dockerImageReference: `registry.example.com/${namespace}/${stream}@${name}`,
      dockerImageMetadata: { kind: 'DockerImage', apiVersion: 'image.openshift.io/1.0' },
      dockerImageMetadataVersion: '1.0',
    },
  })
}

const read = (): Promise<ImageStream> => get(imageStreams, { namespace: 'shop', name: 'web' })
const reference = async () => specTag(await read(), 'prod')
const held = async () => tagHistory(await read(), 'prod').map(({ image }) => image)

async function retarget(change: Partial<TagDraft>, seen?: TagReference) {
  const before = seen ?? (await reference())
  return writeTag(at, tagPatch(before, { ...draftOf(before), ...change }, { at }))
}

test('S-14: a new source leaves annotations and policies as they are', async () => {
  await retarget({ from: `@${digest(2)}` })
  expect(await reference()).toMatchObject({
    from: { kind: 'ImageStreamImage', name: digest(2) },
    annotations: { owner: 'maria' },
    importPolicy: { importMode: 'PreserveOriginal' },
    referencePolicy: { type: 'Local' },
  })
  expect(await held()).toEqual([digest(2), digest(1)])
})

test('S-15: annotations that are changed, added and taken away are stored', async () => {
  await retarget({ annotations: [['ticket', 'INC-1']] })
  expect((await reference())?.annotations).toEqual({ ticket: 'INC-1' })
  await retarget({ annotations: [] })
  expect((await reference())?.annotations ?? {}).toEqual({})
})

test('S-16: a change of another tag is in nobody’s way, one of the same part is a conflict', async () => {
  const seen = await reference()
  await push('shop', 'web', 'v1', 3)
  await retarget({ referencePolicy: 'Source' }, seen)
  expect((await reference())?.referencePolicy).toEqual({ type: 'Source' })
  await expect(retarget({ referencePolicy: 'Source' }, seen)).rejects.toThrow(RetargetConflict)
})

test('S-19: the source that is stored already is taken again after a push', async () => {
  await push('shop', 'web', 'prod', 2)
  expect((await held())[0]).toBe(digest(2))
  await retarget({})
  expect((await held())[0]).toBe(digest(1))
})

test('S-21: an entry of the history that is overwritten is told before, and is overwritten', async () => {
  await retarget({ from: 'registry.example.com/a:1', reference: true })
  const before = await reference()
  const row = tagRow(await read(), 'prod')
  const draft: TagDraft = { ...draftOf(before), from: 'registry.example.com/a:2' }
  expect(draftConsequences(before, draft, { ...at, row })).toContain(
    'The newest entry of the history is overwritten by this.',
  )
  const count = (await held()).length
  await retarget(draft)
  expect(await held()).toHaveLength(count)
})

test('S-23: an image of a project that one may not pull from is refused, and said so unchanged', async () => {
  token = 'dev'
  const refusal = await previewRetarget(
    at,
    tagPatch(await reference(), { ...draftOf(await reference()), from: 'vault/secret:v1' }, { at }),
  ).catch((error: unknown) => error)
  expect(refusal).toMatchObject({ name: 'ApiError', code: 422 })
  expect(String(refusal)).toMatch(/spec\.tags\[prod\]\.from: Forbidden: vault\/secret/)
  await expect(retarget({ from: 'vault/secret:v1' })).rejects.toThrow(/Forbidden/)
  token = 'admin'
  expect((await reference())?.from?.name).toBe(`web@${digest(1)}`)
})

test('S-24: an image that the stream never held is refused, a tag that it has not yet is taken', async () => {
  await expect(retarget({ from: `web@${digest(7)}` })).rejects.toMatchObject({ code: 422 })
  await retarget({ from: 'web:later' })
  expect((await reference())?.from).toEqual({ kind: 'ImageStreamTag', name: 'web:later' })
  expect((await held())[0]).toBe(digest(1))
})

test('S-25: a schedule ends with a source outside of registries, where it would be refused', async () => {
  await retarget({ from: 'registry.example.com/a:1', scheduled: true })
  expect((await reference())?.importPolicy?.scheduled).toBe(true)
  const seen = await reference()
  const asked = writeTag(at, [
    { op: 'test', path: '/tag/from', value: seen?.from ?? null },
    { op: 'add', path: '/tag/from', value: { kind: 'ImageStreamTag', name: 'web:v2' } },
  ])
  await expect(asked).rejects.toThrow(/may be scheduled for background import/)
  await retarget({ from: 'web:v2' })
  expect((await reference())?.importPolicy?.scheduled ?? false).toBe(false)
})

test('S-28: a dry run answers with the image to come, and stores nothing', async () => {
  const before = await read()
  const seen = specTag(before, 'prod')
  const patch = tagPatch(seen, { ...draftOf(seen), from: 'web:v2' }, { at })
  const answer = await previewRetarget(at, patch)
  expect(answer.image.metadata.name).toBe(digest(2))
  expect(answer.tag?.from?.name).toBe('web:v2')
  expect((await read()).metadata.resourceVersion).toBe(before.metadata.resourceVersion)
})
