import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { samplePath } from './sample-hosts'
import { sampleObjects } from './sample-objects'
import { sampleRegistry } from './sample-registry'
import { sha256Digest } from './seeded'

let app: FastifyInstance
const objects = sampleObjects()
const images = new Map(objects.images.map((image) => [image.metadata.name, image as Image]))

beforeAll(async () => {
  app = Fastify()
  await app.register(sampleRegistry, { prefix: '/sample-registry' })
})

afterAll(() => app.close())

/** What `https://HOST/PATH` answers. */
function ask(host: string, path: string, method: 'GET' | 'HEAD' = 'GET') {
  return app.inject({ method, url: `/sample-registry${samplePath(host)}${path}` })
}

function split(pullSpec: string) {
  const [, host = '', repository = '', tag = ''] = /^([^/]+)\/(.+):([^:/]+)$/.exec(pullSpec) ?? []
  return { host, repository, tag }
}

/** Tags that import from a registry, with the newest image that they hold. */
const imports = (objects.imagestreams as ImageStream[]).flatMap(({ metadata, spec, status }) =>
  (spec?.tags ?? [])
    .filter(({ from, reference }) => from?.kind === 'DockerImage' && !reference)
    .map((tag) => {
      const facts = status?.tags?.find((list) => list.tag === tag.name)
      return {
        name: `${metadata.namespace}/${metadata.name}:${tag.name}`,
        pullSpec: tag.from?.name ?? '',
        importMode: tag.importPolicy?.importMode,
        isScheduled: tag.importPolicy?.scheduled === true,
        held: facts?.items?.[0]?.image ?? '',
        isPending: (tag.generation ?? 0) > (facts?.items?.[0]?.generation ?? 0),
        failure: facts?.conditions?.[0]?.reason,
      }
    }),
)
const scheduled = imports.filter(({ isScheduled, failure, isPending }) => {
  return isScheduled && failure === undefined && !isPending
})

test('the base of the API is there', async () => {
  const answer = await ask('registry.acme.test', '/v2/')
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['docker-distribution-api-version']).toBe('registry/2.0')
})

test.each(scheduled)('a scheduled import of $name finds what it holds', async (tag) => {
  const { host, repository, tag: reference } = split(tag.pullSpec)
  const answer = await ask(host, `/v2/${repository}/manifests/${reference}`)
  const digest = sha256Digest(answer.rawPayload)
  expect(answer.headers['docker-content-digest']).toBe(digest)
  const document = answer.json()
  expect(answer.headers['content-type']).toBe(document.mediaType)
  const isLegacyList = tag.importMode === 'Legacy' && document.manifests
  expect(isLegacyList ? document.manifests[0].digest : digest).toBe(tag.held)
})

test('an image can be read by digest, with its configuration', async () => {
  const { host, repository } = split(scheduled[0]?.pullSpec ?? '')
  const held = scheduled[0]?.held ?? ''
  const manifest = await ask(host, `/v2/${repository}/manifests/${held}`)
  expect(manifest.body).toBe(images.get(held)?.dockerImageManifest)
  const config = await ask(host, `/v2/${repository}/blobs/${manifest.json().config.digest}`)
  expect(config.body).toBe(images.get(held)?.dockerImageConfig)
  const layer = await ask(host, `/v2/${repository}/blobs/${manifest.json().layers[0].digest}`)
  expect(layer.statusCode).toBe(404)
  expect(layer.json().errors[0].code).toBe('BLOB_UNKNOWN')
})

test('HEAD has the headers of GET and no body', async () => {
  const path = '/v2/shop/api/manifests/latest'
  const [got, head] = await Promise.all([
    ask('registry.acme.test', path),
    ask('registry.acme.test', path, 'HEAD'),
  ])
  expect(head.body).toBe('')
  expect(head.statusCode).toBe(200)
  for (const name of ['content-type', 'content-length', 'docker-content-digest']) {
    expect(head.headers[name]).toBe(got.headers[name])
  }
})

test('tags come in pages', async () => {
  const first = await ask('registry.acme.test', '/v2/shop/api/tags/list?n=3')
  expect(first.json()).toEqual({ name: 'shop/api', tags: ['1.4', '1.5', '2.0'] })
  expect(first.headers.link).toBe('</v2/shop/api/tags/list?n=3&last=2.0>; rel="next"')
  const second = await ask('registry.acme.test', '/v2/shop/api/tags/list?n=3&last=2.0')
  expect(second.json().tags).toEqual(['2.1', 'latest'])
  expect(second.headers.link).toBeUndefined()
})

describe('a failing import finds its failure', () => {
  const answers: Record<string, [status: number, code: string]> = {
    Unauthorized: [401, 'UNAUTHORIZED'],
    Forbidden: [403, 'DENIED'],
    NotFound: [404, 'NAME_UNKNOWN'],
  }
  test.each(imports.filter(({ failure }) => failure && failure in answers))(
    '$name: $failure',
    async ({ pullSpec, failure = '' }) => {
      const { host, repository, tag } = split(pullSpec)
      const answer = await ask(host, `/v2/${repository}/manifests/${tag}`)
      expect([answer.statusCode, answer.json().errors[0].code]).toEqual(answers[failure])
    },
  )

  test('a login does not help where it is refused', async () => {
    const answer = await ask('registry.acme.test', '/v2/partners/loyalty-widget/manifests/1')
    expect(answer.headers['www-authenticate']).toMatch(
      /^Bearer realm="https:\/\/registry\.acme\.test\/token",/,
    )
    expect((await ask('registry.acme.test', '/token')).statusCode).toBe(401)
  })

  test('one repository breaks, one talks rubbish, and one registry is of another protocol', async () => {
    const broken = await ask('registry.acme.test', '/v2/ci/jenkins-agent/manifests/base')
    expect(broken.statusCode).toBe(500)
    const rubbish = await ask('registry.acme.test', '/v2/labs/feature-store/manifests/0.40')
    expect(rubbish.statusCode).toBe(200)
    expect(() => rubbish.json()).toThrow()
    const legacy = await ask('legacy.acme.test:5000', '/v2/')
    expect(legacy.statusCode).toBe(404)
    expect(legacy.headers['docker-distribution-api-version']).toBeUndefined()
  })

  test('what is still asked for is put off, or hangs until the client goes', async () => {
    const pending = imports.filter(({ isPending, failure }) => isPending && !failure)
    expect(new Set(pending.map(({ pullSpec }) => split(pullSpec).repository))).toEqual(
      new Set(['labs/exchange-rates', 'logistics/carrier-rates']),
    )
    const busy = await ask('registry.acme.test', '/v2/labs/exchange-rates/manifests/daily')
    expect([busy.statusCode, busy.headers['retry-after']]).toEqual([429, '3600'])
    const address = await app.listen({ host: '127.0.0.1', port: 0 })
    const request = fetch(
      `${address}/sample-registry/v2/logistics/carrier-rates/manifests/latest`,
      { signal: AbortSignal.timeout(300) },
    )
    await expect(request).rejects.toThrow(/timeout/)
  })
})

test('nothing that may be imported names a registry outside the sample', () => {
  const outside = imports.filter(({ pullSpec }) => samplePath(split(pullSpec).host) === undefined)
  expect(outside).toEqual([])
})

test('unknown repositories and tags are refused in the words of the specification', async () => {
  const repository = await ask('registry.acme.test', '/v2/no/such/manifests/1')
  expect(repository.json().errors[0].code).toBe('NAME_UNKNOWN')
  const tag = await ask('registry.acme.test', '/v2/shop/api/manifests/9')
  expect(tag.json().errors[0].code).toBe('MANIFEST_UNKNOWN')
})
