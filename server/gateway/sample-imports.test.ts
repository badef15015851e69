import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { type ImageApi, openImageApi } from '../image-api/image-api'
import type { ImageStreamImport } from '../image-api/registry/import-request'
import { seedSample } from '../sample/seed-sample'
import { type SampleAnswers, sampleAnswers } from './sample-answers'

let api: ImageApi
let sample: SampleAnswers
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-sample-imports-'))
  sample = sampleAnswers()
  api = await openImageApi({
    dataDir: folder,
    internalRegistry: 'registry:5000',
    publicRegistry: '',
    imports: {
      allowPrivate: false,
      askInstead: sample.askInstead,
      requestTimeoutMs: 300,
      limits: { perSecond: 10_000, burst: 10_000 },
    },
  })
  await seedSample(api)
}, 60_000)

afterAll(async () => {
  await api.close()
  await sample.close()
  rmSync(folder, { recursive: true, force: true })
})

const streams = () => api.store.list<ImageStream>('imagestreams')
const isFailed = (stream: ImageStream, tag: string) =>
  stream.status?.tags?.some((list) => list.tag === tag && list.conditions?.length) ?? false

/** Looks at what the tag points at, without writing anything. */
async function look(stream: ImageStream, tag: string) {
  const wish = stream.spec?.tags?.find(({ name }) => name === tag)
  const body = {
    metadata: { name: stream.metadata.name },
    spec: {
      import: false,
      images: [{ from: wish?.from, importPolicy: wish?.importPolicy, to: { name: tag } }],
    },
  }
  const { namespace = '' } = stream.metadata
  const answer = await api.write.create('imagestreamimports', namespace, body)
  const [outcome] = (answer as ImageStreamImport).status?.images ?? []
  if (!outcome) throw new Error('no image was asked for')
  return outcome
}

/** All tags of the sample that are imported. */
const imported = () =>
  streams().flatMap((stream) =>
    (stream.spec?.tags ?? [])
      .filter(({ from, reference }) => from?.kind === 'DockerImage' && !reference)
      .filter(({ from }) => from?.name.includes('.acme.test') ?? false)
      .map(({ name }) => ({ stream, tag: name })),
  )

describe('imported again, the sample is what it was', () => {
  test('images are the same', async () => {
    const held = imported().filter(({ stream, tag }) => !isFailed(stream, tag))
    expect(held.length).toBeGreaterThan(5)
    const differing: string[] = []
    for (const { stream, tag } of held) {
      const { items } = stream.status?.tags?.find((list) => list.tag === tag) ?? {}
      const { image, status } = await look(stream, tag)
      // Where somebody pushed over an import, the newest is another.
      if (image && !items?.some((item) => item.image === image.metadata.name)) {
        differing.push(`${stream.metadata.name}:${tag} ${image.metadata.name}`)
      }
      if (!image && !status.message?.includes('deadline exceeded') && status.code !== 500) {
        differing.push(`${stream.metadata.name}:${tag} ${status.message}`)
      }
    }
    expect(differing).toEqual([])
  })

  test('failures are told in the same words', async () => {
    const failed = imported().filter(({ stream, tag }) => isFailed(stream, tag))
    expect(failed.length).toBeGreaterThan(5)
    for (const { stream, tag } of failed) {
      const [condition] = stream.status?.tags?.find((list) => list.tag === tag)?.conditions ?? []
      // A quota of the company's, which no registry knows.
      if (condition?.reason === 'ImportFailed') continue
      const { status } = await look(stream, tag)
      expect({ reason: status.reason, message: status.message }).toEqual({
        reason: condition?.reason,
        message: condition?.message,
      })
    }
  })
})

test('a repository that hangs keeps nobody from the others of its registry', async () => {
  const stream = streams().find(({ metadata }) => metadata.name === 'carrier-rates')
  const hanging = look(stream as ImageStream, 'latest')
  const other = imported().find(
    ({ stream: { metadata }, tag }) => `${metadata.name}:${tag}` === 'checkout:3.8',
  )
  if (!other) throw new Error('the sample has no checkout:3.8')
  const first = await Promise.race([hanging, look(other.stream, other.tag)])
  expect(first.status.status).toBe('Success')
  await hanging
})

test('nothing of the sample is written at a start, also not what hangs', async () => {
  const { revision } = api.store
  const pending = streams().filter(({ metadata }) => metadata.name === 'carrier-rates')
  expect(pending).toHaveLength(1)
  api.startImports()
  // Each takes as long as the importer waits for an answer.
  await look(pending[0] as ImageStream, 'latest')
  await look(pending[0] as ImageStream, 'latest')
  expect(api.store.revision).toBe(revision)
})
