import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { type ApiForTests, openApiForTests } from '../registry/api-for-tests'
import type { StoreEvent } from '../storage/store'
import { FakeRegistry } from './testing/fake-registry'

let registry: FakeRegistry
let server: ApiForTests

beforeEach(async () => {
  registry = await new FakeRegistry().start()
  server = await openApiForTests({
    imports: {
      allowPrivate: true,
      requestTimeoutMs: 200,
      limits: { perSecond: 10_000, burst: 10_000 },
      controller: { backoff: { first: 20, longest: 60_000 }, scheduledIntervalMs: 100 },
    },
  })
})

afterEach(async () => {
  await server.close()
  await registry.close()
})

const wish = (name: string, repository: string, further: object = {}) => ({
  name,
  from: { kind: 'DockerImage', name: `${registry.host}/${repository}` },
  importPolicy: { insecure: true },
  ...further,
})

const createStream = (spec: object, metadata: object = {}) =>
  server.ask('POST', '/namespaces/team/imagestreams', {
    metadata: { name: 'app', ...metadata },
    spec,
  })

const patchTag = (tag: string, change: object) =>
  server.ask('PATCH', `/namespaces/team/imagestreamtags/app:${tag}`, { tag: change })

function stream(): ImageStream {
  const found = server.api.store.get<ImageStream>('imagestreams', 'team', 'app')
  if (!found) throw new Error('the stream is gone')
  return found
}

const facts = (tag: string) => stream().status?.tags?.find((list) => list.tag === tag)
const image = (tag: string) => facts(tag)?.items?.[0]?.image
const reason = (tag: string) => facts(tag)?.conditions?.[0]?.reason

/** Resolves when this holds, looked at after each change of a stream. */
function until(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return
      stop()
      resolve()
    }
    const stop = server.api.store.subscribe((_event: StoreEvent) => look())
    look()
  })
}

/** Resolves when the registry has been asked for a path so often. */
const asked = (part: string, times: number) =>
  expect
    .poll(() => registry.asked.filter((path) => path.includes(part)).length, { interval: 5 })
    .toBeGreaterThanOrEqual(times)

test('what a stream wishes for is imported, all its tags in one write (observed 40)', async () => {
  const { digest } = registry.image('team/app', '1')
  server.api.startImports()
  await createStream({
    tags: [
      wish('good', 'team/app:1'),
      wish('lost', 'team/app:lost'),
      wish('mere', 'team/app:1', { reference: true }),
    ],
  })
  const created = server.api.store.revision
  await until(() => image('good') === digest)
  expect(reason('lost')).toBe('NotFound')
  expect(stream().metadata.generation).toBe(2)
  expect(stream().spec?.tags?.map(({ generation }) => generation)).toEqual([2, 2, 1])
  expect(server.api.store.revision).toBe(created + 2)
})

test('what was wished for while nobody listened is imported at the start', async () => {
  const { digest } = registry.image('team/app', '1')
  await createStream({ tags: [wish('x', 'team/app:1')] })
  server.api.startImports()
  await until(() => image('x') === digest)
})

test('generation 0 imports again, and the same failure again is not written (S-40)', async () => {
  server.api.startImports()
  await createStream({ tags: [wish('x', 'team/app:1')] })
  await until(() => reason('x') === 'NotFound')
  const manifests = () => registry.asked.filter((path) => path.includes('/manifests/')).length
  const before = manifests()

  await patchTag('x', { generation: 0 })
  const { revision } = server.api.store
  await asked('/manifests/', before + 1)
  expect(stream().metadata.generation).toBe(3)

  // Any other change of the stream lets it try again, as on a real server.
  const { digest } = registry.image('team/app', '1')
  await server.ask('PATCH', '/namespaces/team/imagestreams/app', {
    metadata: { labels: { a: 'b' } },
  })
  expect(server.api.store.revision).toBe(revision + 1)
  await until(() => image('x') === digest)
  expect(facts('x')).not.toHaveProperty('conditions')
})

test('a registry that hangs leaves the tag importing, and is asked again (S-61)', async () => {
  const { digest } = registry.image('team/app', '1')
  registry.misbehave(/manifests/, (_request, reply) => reply.hijack())
  server.api.startImports()
  await createStream({ tags: [wish('x', 'team/app:1')] })
  const created = server.api.store.revision
  await asked('/manifests/', 2)
  expect(server.api.store.revision).toBe(created)
  expect(facts('x')).toBeUndefined()
  registry.behave()
  await until(() => image('x') === digest)
})

test('a registry that asks to wait is left alone for so long', async () => {
  registry.misbehave(/manifests/, (_request, reply) =>
    reply.code(429).header('retry-after', '3600').send({}),
  )
  server.api.startImports()
  await createStream({ tags: [wish('x', 'team/app:1')] })
  await asked('/manifests/', 1)
  registry.behave()
  const { digest } = registry.image('team/other', '1')
  // Somebody who wishes for something else does not wait.
  await patchTag('x', { from: { kind: 'DockerImage', name: `${registry.host}/team/other:1` } })
  await until(() => image('x') === digest)
  expect(registry.asked.filter((path) => path.includes('team/app'))).toHaveLength(1)
})

test('a wish that changes while it is imported is imported anew, and nothing else is written', async () => {
  registry.image('team/app', '1')
  const { digest } = registry.image('team/other', '1')
  let isChanged = false
  registry.misbehave(/team\/app\/manifests/, async (_request, reply) => {
    registry.behave()
    await patchTag('x', { from: { kind: 'DockerImage', name: `${registry.host}/team/other:1` } })
    isChanged = true
    return reply.code(404).send({})
  })
  server.api.startImports()
  await createStream({ tags: [wish('x', 'team/app:1')] })
  await until(() => image('x') === digest)
  expect(isChanged).toBe(true)
  expect(facts('x')?.items).toHaveLength(1)
})

test('a stream of a whole repository gets its tags once (observed 46)', async () => {
  for (const tag of ['1.0', '2.0']) registry.image('team/app', tag)
  server.api.startImports()
  await createStream(
    { dockerImageRepository: `${registry.host}/team/app` },
    { annotations: { 'openshift.io/image.insecureRepository': 'true' } },
  )
  await until(() => (stream().spec?.tags ?? []).length === 2)
  expect(stream().status?.tags?.map(({ tag }) => tag)).toEqual(['1.0', '2.0'])
  registry.image('team/app', '3.0')
  await server.ask('PATCH', '/namespaces/team/imagestreams/app', {
    metadata: { labels: { a: 'b' } },
  })
  expect(registry.asked.filter((path) => path.includes('/tags/list'))).toHaveLength(1)
})

test('scheduled tags are looked at again and again, others are not (S-43)', async () => {
  const first = registry.image('team/app', '1')
  server.api.startImports()
  await createStream({
    tags: [
      wish('scheduled', 'team/app:1', { importPolicy: { insecure: true, scheduled: true } }),
      wish('once', 'team/app:1'),
    ],
  })
  await until(() => image('scheduled') === first.digest)
  const { revision } = server.api.store
  const before = registry.asked.filter((path) => path.includes('/manifests/')).length
  await asked('/manifests/', before + 2)
  expect(server.api.store.revision).toBe(revision)
  const second = registry.image('team/app', '1', { architecture: 'arm64' })
  await until(() => image('scheduled') === second.digest)
  expect(image('once')).toBe(first.digest)
})

test('closing gives up what hangs, and writes nothing more', async () => {
  registry.misbehave(/manifests/, (_request, reply) => reply.hijack())
  server.api.startImports()
  await createStream({ tags: [wish('x', 'team/app:1')] })
  await asked('/manifests/', 1)
  const events: StoreEvent[] = []
  server.api.store.subscribe((event) => events.push(event))
  await server.close()
  expect(events).toEqual([])
})
