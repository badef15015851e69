import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRequestContext, Page } from '@playwright/test'
import { parseAllDocuments } from 'yaml'
import type { Image } from '@/domain/kinds/image'
import type { ImageStream, ImageStreamTag, TagReference } from '@/domain/kinds/image-stream'
import type { KubeObject } from '@/domain/kinds/meta'
import { expect, test } from './fixtures'
import { GatewayProcess, needsOwnGateway } from './gateway-process'

// Objects that real clusters answered, kept here as they were, and what the pages say of them. What
// is expected is read off the objects themselves, without the dashboard's own readers.

const shared = process.env.TAGSTREAM_SHARED
if (!shared) {
  process.stdout.write('skipped: TAGSTREAM_SHARED is not set, so there are no live objects\n')
}

/** The objects of a file of the vectors: a list's items, an array's members, or documents. */
function read<T extends KubeObject>(file: string): T[] {
  const text = readFileSync(join(shared ?? '', 'vectors/live', file), 'utf8')
  return parseAllDocuments(text).flatMap((document) => {
    const value = document.toJS() as T | T[] | { items?: T[] }
    if (Array.isArray(value)) return value
    return 'items' in value && Array.isArray(value.items) ? value.items : [value as T]
  })
}

/** What a client may give: the rest of the metadata is the server's own. */
function givenBy<T extends KubeObject>(object: T, more: object = {}): object {
  const { name, namespace, labels, annotations } = object.metadata
  return {
    ...object,
    ...{ apiVersion: 'image.openshift.io/v1', ...more },
    metadata: { name, namespace, labels, annotations },
  }
}

/** The API of a gateway, for putting objects there. */
class Api {
  readonly #request: APIRequestContext
  readonly #url: string

  constructor(request: APIRequestContext, url: string) {
    this.#request = request
    this.#url = url
  }

  async #send(method: string, path: string, data?: unknown, type = 'application/json') {
    const response = await this.#request.fetch(`${this.#url}${path}`, {
      method,
      ...(data === undefined ? {} : { data: JSON.stringify(data) }),
      headers: { 'content-type': type },
    })
    if (!response.ok()) throw new Error(`${method} ${path}: ${await response.text()}`)
    return response.json()
  }

  async project(name: string): Promise<void> {
    await this.#send('POST', '/api/v1/namespaces', { metadata: { name } })
  }

  async image(image: Image): Promise<void> {
    await this.#send(
      'POST',
      '/apis/image.openshift.io/v1/images',
      givenBy(image, { kind: 'Image' }),
    )
  }

  /** A push: the image becomes the newest of the tag. */
  async mapping(namespace: string, stream: string, tag: string, image: Image): Promise<void> {
    await this.#send('POST', `${imagesOf(namespace)}/imagestreammappings`, {
      metadata: { name: stream, namespace },
      tag,
      image: givenBy(image, { kind: 'Image' }),
    })
  }

  /** The stream with the history that it had, which only its status can say. */
  async stream(stream: ImageStream): Promise<void> {
    const { name, namespace = '' } = stream.metadata
    const path = `${imagesOf(namespace)}/imagestreams`
    await this.#send('POST', path, givenBy(stream, { kind: 'ImageStream' }))
    if (!stream.status?.tags) return
    // The importer tries the sources, none of which is here, and notes that before it rests.
    const isAtRest = async () => !tagsOf(await this.read(namespace, name)).some(isAwaited)
    await expect.poll(isAtRest).toBe(true)
    const tags = shifted(stream, await this.read(namespace, name))
    const type = 'application/merge-patch+json'
    await this.#send('PATCH', `${path}/${name}/status`, { status: { tags } }, type)
  }

  read(namespace: string, name: string): Promise<ImageStream> {
    return this.#send('GET', `${imagesOf(namespace)}/imagestreams/${name}`)
  }
}

const imagesOf = (namespace: string) => `/apis/image.openshift.io/v1/namespaces/${namespace}`

let gateway: GatewayProcess
let api: Api
const images = new Map<string, Image>()
let streams: ImageStream[] = []

interface LiveTag {
  name: string
  spec: TagReference | undefined
  images: string[]
  failure: { reason?: string; message?: string } | undefined
}

/** The tags of a stream, of spec and status together. */
function tagsOf({ spec, status }: ImageStream): LiveTag[] {
  const names = [
    ...(spec?.tags ?? []).map(({ name }) => name),
    ...(status?.tags ?? []).map(({ tag }) => tag),
  ]
  return [...new Set(names)].map((name) => {
    const fact = status?.tags?.find(({ tag }) => tag === name)
    return {
      name,
      spec: spec?.tags?.find((tag) => tag.name === name),
      images: (fact?.items ?? []).map(({ image }) => image),
      failure: fact?.conditions?.find(
        ({ type, status }) => type === 'ImportSuccess' && status === 'False',
      ),
    }
  })
}

/** The tag without the numbers, times and defaults that each server gives itself. */
function kernel({ name, spec, images, failure }: LiveTag) {
  const { reason, message } = failure ?? {}
  const { from, reference, referencePolicy } = spec ?? {}
  return { name, images, reason, message, from, reference, referencePolicy }
}

/** The word for a tag, where its objects leave no doubt. */
function stateWord({ spec, images, failure }: LiveTag): string | undefined {
  if (failure) return 'Import failed'
  if (!spec) return 'Pushed'
  if (spec.from?.kind === 'DockerImage' && spec.reference) return 'Reference'
  if (spec.from?.kind === 'ImageStreamTag' && images.length === 0) return 'Unresolved'
  return undefined
}

/**
 * The history of the stream, its generations as far from those of the wishes as they were: a server
 * counts wishes from its own start, and where history stays behind, it imports again.
 */
function shifted(stream: ImageStream, kept: ImageStream) {
  const wish = ({ spec }: ImageStream, tag: string) =>
    spec?.tags?.find(({ name }) => name === tag)?.generation ?? 0
  return stream.status?.tags?.map((history) => {
    const by = wish(kept, history.tag) - wish(stream, history.tag)
    const shift = <T extends { generation?: number }>(each: T) => ({
      ...each,
      generation: (each.generation ?? 0) + by,
    })
    const { items, conditions } = history
    return {
      ...history,
      items: items?.map(shift) ?? null,
      conditions: conditions?.map(shift) ?? null,
    }
  })
}

/** Whether the importer has not answered yet. */
function isAwaited({ spec, images, failure }: LiveTag): boolean {
  return spec?.from?.kind === 'DockerImage' && !spec.reference && images.length === 0 && !failure
}

/** Signatures and the like are told beside the tags that they are about, and not among them. */
const isAccessory = ({ name }: LiveTag) => /^sha256-[0-9a-f]{64}\.(sig|att|sbom)$/.test(name)

const short = (digest: string) => digest.slice('sha256:'.length, 'sha256:'.length + 12)
const exactly = (text: string) => new RegExp(`^${text.replaceAll(/[.+]/g, '\\$&')}( |,|$)`)

/** The streams that others of other projects are pinned to, with the images that they name. */
async function mapPinned(pinned: ImageStream[]) {
  for (const { from } of pinned.flatMap(({ spec }) => spec?.tags ?? [])) {
    const [name = '', digest = ''] = from?.name.split('@') ?? []
    const image = images.get(digest)
    if (!from?.namespace || !image) continue
    await api.project(from.namespace)
    await api.stream({ metadata: { name, namespace: from.namespace }, spec: {} })
    await api.mapping(from.namespace, name, 'pinned', image)
  }
}

async function expectStreamPage(page: Page, stream: ImageStream) {
  const { name, namespace } = stream.metadata
  const tags = tagsOf(stream)
  await page.goto(`${gateway.url}/ns/${namespace}/image-streams/${name}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await expect(page.getByRole('link', { name: /^Tags/ }).last()).toHaveText(`Tags${tags.length}`)
  for (const [index, tag] of tags.entries()) {
    if (isAccessory(tag) || (tags.length > 12 && index % 10 > 0)) continue
    // A long table has only the rows that are seen; its filter brings each of them.
    await page.getByRole('searchbox', { name: /^Filter/ }).fill(tag.name)
    const row = page.getByRole('row', { name: exactly(tag.name) })
    await expect(row).toContainText(
      tag.images[0] ? short(tag.images[0]) : /no image yet|named only/,
    )
    await expect(row).toContainText(stateWord(tag) ?? /Current|Diverged|Never imported|Unresolved/)
  }
}

async function expectTagPage(
  page: Page,
  stream: ImageStream,
  tag: LiveTag,
  images: Map<string, Image>,
) {
  const { name, namespace } = stream.metadata
  const main = page.getByRole('main')
  await page.goto(
    `${gateway.url}/ns/${namespace}/image-streams/${name}/tags/${encodeURIComponent(tag.name)}`,
  )
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${name}:${tag.name}`)
  await expect(main).toContainText(stateWord(tag) ?? /Current|Diverged|Never imported|Unresolved/)
  if (tag.failure) await expect(main).toContainText(tag.failure.message ?? '')
  const [newest] = tag.images
  const image = newest ? images.get(newest) : undefined
  if (!newest || !image) return
  await expect(main).toContainText(short(newest))
  const manifests = image.dockerImageManifests ?? []
  const platforms = page.getByRole('table', { name: 'Platforms' }).getByRole('row')
  await expect(platforms).toHaveCount(manifests.length > 0 ? manifests.length + 1 : 0)
  for (const { os, architecture, digest } of manifests) {
    const row = platforms.filter({ hasText: `${os}/${architecture}` })
    await expect(row.filter({ hasText: short(digest) })).toHaveCount(1)
  }
  const layers = image.dockerImageLayers ?? []
  if (manifests.length === 0) {
    const platform = image.dockerImageMetadata?.Architecture
    if (platform) await expect(main).toContainText(platform)
    await expect(main).toContainText(layers.length === 1 ? '1 layer' : `${layers.length} layers`)
  }
}

async function expectHistory(page: Page, stream: ImageStream, tag: LiveTag) {
  const { name, namespace } = stream.metadata
  await page.goto(
    `${gateway.url}/ns/${namespace}/image-streams/${name}/tags/${tag.name}?tab=history`,
  )
  const entries = page.getByRole('list', { name: `History of ${tag.name}` }).getByRole('listitem')
  await expect(entries).toHaveCount(tag.images.length)
  for (const [index, image] of tag.images.entries()) {
    await expect(entries.nth(index)).toContainText(short(image))
  }
}

async function expectLayers(page: Page, path: string, image: Image) {
  await page.goto(`${gateway.url}${path}?tab=layers`)
  const main = page.getByRole('main')
  const layers = image.dockerImageLayers ?? []
  await expect(main).toContainText(new RegExp(`Layers${layers.length}(\\D|$)`))
  for (const { name } of layers) await expect(main).toContainText(short(name))
}

test.describe('what real clusters answered shows as it is', () => {
  test.skip(!shared, 'TAGSTREAM_SHARED is not set')
  needsOwnGateway()
  test.describe.configure({ mode: 'default' })
  test.setTimeout(120_000)

  test.beforeAll(async ({ playwright }) => {
    gateway = await GatewayProcess.prepare()
    await gateway.start()
    api = new Api(await playwright.request.newContext(), gateway.url)
    for (const image of [
      ...read<Image>('cluster-4.22/images.json'),
      ...read<Image>('ci-tools-triple/images.yaml'),
      ...read<Image>('ci-tools/59c70bff_image.yaml'),
    ]) {
      if (images.has(image.metadata.name)) continue
      images.set(image.metadata.name, image)
      await api.image(image)
    }
    streams = [
      // The streams of the shop point at those of the platform, which so have to be there.
      ...read<ImageStream>('cluster-4.22/imagestreams-platform.json'),
      ...read<ImageStream>('cluster-4.22/imagestreams-shop.json'),
      ...read<ImageStream>('ci-tools-triple/imagestream.yaml'),
      ...read<ImageStream>('insights/example.json'),
    ]
    for (const namespace of new Set(streams.map(({ metadata }) => metadata.namespace ?? ''))) {
      await api.project(namespace)
    }
    await mapPinned(read<ImageStream>('ci-tools-triple/imagestream.yaml'))
    for (const stream of streams) await api.stream(stream)
  })

  test.afterAll(() => gateway.remove())

  test('kept as they were', async () => {
    for (const stream of streams) {
      const kept = await api.read(stream.metadata.namespace ?? '', stream.metadata.name)
      expect(tagsOf(kept).map(kernel), stream.metadata.name).toEqual(tagsOf(stream).map(kernel))
    }
  })

  test('in the lists of streams and tags', async ({ page }) => {
    for (const namespace of new Set(streams.map(({ metadata }) => metadata.namespace))) {
      const own = streams.filter(({ metadata }) => metadata.namespace === namespace)
      await page.goto(`${gateway.url}/ns/${namespace}/image-streams`)
      for (const stream of own) {
        const row = page.getByRole('row', { name: exactly(stream.metadata.name) })
        const tags = tagsOf(stream)
        await expect(row).toBeVisible()
        if (tags.length === 0) await expect(row).toContainText('no tags yet')
        if (tags.some(({ failure }) => failure)) await expect(row).toContainText('Import failed')
      }
      await expect(page.getByRole('table').first()).toHaveAttribute(
        'aria-rowcount',
        String(own.length + 1),
      )

      const tags = own.flatMap(tagsOf).filter((tag) => !isAccessory(tag))
      await page.goto(`${gateway.url}/ns/${namespace}/tags`)
      if (tags.length === 0) continue
      await expect(page.getByRole('main')).toContainText(new RegExp(`(^|\\D)${tags.length} tags?`))
    }
  })

  test('in the pages of streams', async ({ page }) => {
    for (const stream of streams) await expectStreamPage(page, stream)
  })

  test('in the pages of tags', async ({ page }) => {
    for (const stream of streams) {
      for (const [index, tag] of tagsOf(stream).entries()) {
        if (index < 8) await expectTagPage(page, stream, tag, images)
        if (tag.images.length > 1) await expectHistory(page, stream, tag)
      }
    }
  })

  test('in the layers of images', async ({ page }) => {
    for (const stream of streams) {
      const { name, namespace } = stream.metadata
      const digest = tagsOf(stream).flatMap((tag) => tag.images)[0] ?? ''
      const image = images.get(digest)
      if (!image?.dockerImageLayers?.length) continue
      const path = `/ns/${namespace}/image-streams/${name}/images/${encodeURIComponent(digest)}`
      await expectLayers(page, path, image)
    }
  })

  test('as an image of several platforms, mapped into a stream', async ({ page }) => {
    const [tag] = read<ImageStreamTag>('ci-tools/redhat-operator-index_v4.10_istag_manifests.yaml')
    if (!tag) throw new Error('the vector is empty')
    const { image } = tag
    await api.project('ns')
    const metadata = { name: 'redhat-operator-index', namespace: 'ns' }
    await api.stream({ metadata, spec: { lookupPolicy: { local: true } } } as ImageStream)
    await api.mapping('ns', 'redhat-operator-index', 'v4.10', image)
    const stream = await api.read('ns', 'redhat-operator-index')
    await expectStreamPage(page, stream)
    for (const each of tagsOf(stream)) {
      expect(each.images).toEqual([image.metadata.name])
      await expectTagPage(page, stream, each, new Map([[image.metadata.name, image]]))
    }
    // The entry for amd64 leads to the image that it names.
    await page
      .getByRole('table', { name: 'Platforms' })
      .getByRole('link', { name: /amd64/ })
      .click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('59c70bff3ab1')
    await expect(page.getByRole('main')).toContainText('6 layers')
  })

  test('as 122 images of another cluster, mapped into one stream', async ({ page }) => {
    const list = read<Image>('imagelist-ocp-2023.json')
    await api.project('many')
    await api.stream({ metadata: { name: 'all', namespace: 'many' }, spec: {} } as ImageStream)
    for (const [index, image] of list.entries()) {
      await api.mapping('many', 'all', `i${String(index).padStart(3, '0')}`, image)
    }
    const stream = await api.read('many', 'all')
    expect(tagsOf(stream)).toHaveLength(122)
    await expectStreamPage(page, stream)
    const byDigest = new Map(list.map((image) => [image.metadata.name, image]))
    const schema1 = list.findIndex(({ dockerImageManifestMediaType }) =>
      dockerImageManifestMediaType?.includes('manifest.v1'),
    )
    for (const index of [0, 40, schema1]) {
      const tag = tagsOf(stream).find(({ name }) => name === `i${String(index).padStart(3, '0')}`)
      if (!tag) throw new Error(`no tag for image ${index}`)
      await expectTagPage(page, stream, tag, byDigest)
      const image = list[index]
      if (image) await expectLayers(page, `/ns/many/image-streams/all/tags/${tag.name}`, image)
    }
  })
})
