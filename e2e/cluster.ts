import type { APIRequestContext } from '@playwright/test'
import type { DockerConfig, Image } from '@/domain/kinds/image'
import type {
  ImageStream,
  ImageStreamTag,
  ObjectReference,
  TagEvent,
  TagReference,
} from '@/domain/kinds/image-stream'
import type { ImageImport, ImageStreamImport } from '@/domain/kinds/image-stream-import'
import type { KubeObject } from '@/domain/kinds/meta'

const IMAGE_API = '/apis/image.openshift.io/v1'

/** The digest that stands for image `n` of a test: made up, well formed, and different for each n. */
export function digest(n: number): string {
  return `sha256:${n.toString(16).padStart(8, '0').repeat(8)}`
}

/** What of a pushed image matters to a test: its layers by number, and what it runs with. */
interface PushedImage {
  layers?: number[]
  config?: DockerConfig
}

const defaultConfig: DockerConfig = { Env: ['PATH=/usr/bin'], Cmd: ['serve'], User: '1001' }

/** One project of the API under test, to prepare a test and to see what it left. */
export class Cluster {
  readonly project: string
  readonly #request: APIRequestContext
  readonly #base: string

  constructor(request: APIRequestContext, project: string, base = '') {
    this.project = project
    this.#request = request
    this.#base = base
  }

  async #send<T>(method: string, path: string, data?: unknown, type?: string): Promise<T> {
    const response = await this.#request.fetch(this.#base + path, {
      method,
      ...(data === undefined ? {} : { data: JSON.stringify(data) }),
      headers: { 'content-type': type ?? 'application/json' },
    })
    if (!response.ok()) {
      throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`)
    }
    return response.json() as Promise<T>
  }

  #path(resource: string, name = '') {
    const end = name && `/${encodeURIComponent(name)}`
    return `${IMAGE_API}/namespaces/${this.project}/${resource}${end}`
  }

  async makeProject(): Promise<void> {
    await this.#send('POST', '/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: this.project },
    })
  }

  async removeProject(): Promise<void> {
    await this.#send('DELETE', `/api/v1/namespaces/${this.project}`)
  }

  createStream(
    name: string,
    tags: Partial<TagReference>[] = [],
    metadata: Partial<KubeObject['metadata']> = {},
  ): Promise<ImageStream> {
    return this.#send('POST', this.#path('imagestreams'), {
      apiVersion: 'image.openshift.io/v1',
      kind: 'ImageStream',
      metadata: { name, ...metadata },
      spec: { tags },
    })
  }

  stream(name: string): Promise<ImageStream> {
    return this.#send('GET', this.#path('imagestreams', name))
  }

  deleteStream(name: string): Promise<unknown> {
    return this.#send('DELETE', this.#path('imagestreams', name))
  }

  label(name: string, labels: Record<string, string>): Promise<ImageStream> {
    return this.#send(
      'PATCH',
      this.#path('imagestreams', name),
      { metadata: { labels } },
      'application/merge-patch+json',
    )
  }

  /** What a push does: image `n` becomes the newest of the tag; the stream must exist. */
  push(
    stream: string,
    tag: string,
    n: number,
    { layers = [9_000_000 + n], config = defaultConfig }: PushedImage = {},
  ): Promise<unknown> {
    const size = (layer: number) => layer - 8_000_000
    return this.#map(stream, tag, n, {
      dockerImageLayers: layers.map((layer) => ({
        name: digest(layer),
        size: size(layer),
        mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      })),
      dockerImageManifestMediaType: 'application/vnd.oci.image.manifest.v1+json',
      dockerImageMetadata: {
        kind: 'DockerImage',
        apiVersion: 'image.openshift.io/1.0',
        Id: digest(8_000_000 + n),
        Created: '2026-11-20T17:40:00Z',
        Architecture: 'amd64',
        Size: layers.reduce((sum, layer) => sum + size(layer), 0),
        Config: config,
      },
    })
  }

  /** A list of platforms becomes the newest image of the tag; its images were pushed before. */
  pushList(
    stream: string,
    tag: string,
    n: number,
    platforms: Record<string, number>,
  ): Promise<unknown> {
    return this.#map(stream, tag, n, {
      dockerImageManifestMediaType: 'application/vnd.oci.image.index.v1+json',
      dockerImageManifests: Object.entries(platforms).map(([platform, image]) => {
        const [os = '', architecture = ''] = platform.split('/')
        const mediaType = 'application/vnd.oci.image.manifest.v1+json'
        return { digest: digest(image), mediaType, manifestSize: 500, os, architecture }
      }),
      dockerImageMetadata: {
        kind: 'DockerImage',
        apiVersion: 'image.openshift.io/1.0',
        Id: digest(n),
        Created: '2026-11-20T17:40:00Z',
      },
    })
  }

  #map(stream: string, tag: string, n: number, image: Partial<Image>): Promise<unknown> {
    const name = digest(n)
    return this.#send('POST', this.#path('imagestreammappings'), {
      apiVersion: 'image.openshift.io/v1',
      kind: 'ImageStreamMapping',
      metadata: { name: stream, namespace: this.project },
      tag,
      image: {
        metadata: { name },
        dockerImageReference: `registry.example.com/team/${stream}@${name}`,
        dockerImageMetadataVersion: '1.0',
        ...image,
      },
    })
  }

  /** Imports an image of a registry over plain HTTP, lists as they are; throws where that fails. */
  async importImage(stream: string, tag: string, from: string): Promise<void> {
    const answer = await this.#send<ImageStreamImport>('POST', this.#path('imagestreamimports'), {
      apiVersion: 'image.openshift.io/v1',
      kind: 'ImageStreamImport',
      metadata: { name: stream },
      spec: {
        import: true,
        images: [
          {
            from: { kind: 'DockerImage', name: from },
            to: { name: tag },
            importPolicy: { insecure: true, importMode: 'PreserveOriginal' },
          },
        ],
      },
    })
    const status = answer.status?.images?.[0]?.status
    if (status?.status !== 'Success') throw new Error(`${from}: ${status?.message}`)
  }

  /** Makes an image the newest of a tag, as a push of it would, with whatever it says. */
  pushImage(stream: string, tag: string, image: Image): Promise<unknown> {
    return this.#send('POST', this.#path('imagestreammappings'), {
      apiVersion: 'image.openshift.io/v1',
      kind: 'ImageStreamMapping',
      metadata: { name: stream, namespace: this.project },
      tag,
      image,
    })
  }

  /** Keeps a signature beside image `n`, as podman and skopeo do: base64 of whatever it is. */
  sign(n: number, content: string, name = 'made-by-a-test'): Promise<unknown> {
    return this.#send('POST', `${IMAGE_API}/imagesignatures`, {
      apiVersion: 'image.openshift.io/v1',
      kind: 'ImageSignature',
      metadata: { name: `${digest(n)}@${name}` },
      type: 'AtomicImageV1',
      content,
    })
  }

  /** The history that a tag had, which only the stream's status can say; newest first. */
  async setHistory(name: string, tag: string, items: TagEvent[]): Promise<unknown> {
    const stream = await this.stream(name)
    const others = (stream.status?.tags ?? []).filter((each) => each.tag !== tag)
    const status = { ...stream.status, tags: [...others, { tag, items }] }
    return this.#send('PUT', `${this.#path('imagestreams', name)}/status`, { ...stream, status })
  }

  tag(stream: string, tag: string): Promise<ImageStreamTag> {
    return this.#send('GET', this.#path('imagestreamtags', `${stream}:${tag}`))
  }

  /** A tag with a wish of its own, in a stream that may exist. */
  createTag(stream: string, tag: string, from: ObjectReference): Promise<ImageStreamTag> {
    return this.#send('POST', this.#path('imagestreamtags'), {
      apiVersion: 'image.openshift.io/v1',
      kind: 'ImageStreamTag',
      metadata: { name: `${stream}:${tag}` },
      tag: { name: tag, from },
    })
  }

  /** Changes members of the tag's reference as another person would, without a guard. */
  changeTag(stream: string, tag: string, change: Partial<TagReference>): Promise<ImageStreamTag> {
    return this.#send(
      'PATCH',
      this.#path('imagestreamtags', `${stream}:${tag}`),
      { tag: change },
      'application/merge-patch+json',
    )
  }

  /** What `oc annotate istag` sends. */
  annotateTag(
    stream: string,
    tag: string,
    annotations: Record<string, string>,
  ): Promise<ImageStreamTag> {
    return this.#send(
      'PATCH',
      this.#path('imagestreamtags', `${stream}:${tag}`),
      { metadata: { annotations } },
      'application/merge-patch+json',
    )
  }

  /** A workload or a build as it is given, in a resource such as `apps/v1/deployments`. */
  createWorkload(
    resource: string,
    name: string,
    object: { annotations?: Record<string, string>; spec: object; status?: object },
  ): Promise<KubeObject> {
    const at = resource.lastIndexOf('/')
    const path = `/apis/${resource.slice(0, at)}/namespaces/${this.project}${resource.slice(at)}`
    const { annotations = {}, ...rest } = object
    return this.#send('POST', path, { metadata: { name, annotations }, ...rest })
  }

  /** What `oc import-image` sends: the stream is made where it is not there. */
  importImages(stream: string, images: readonly ImageImport[]): Promise<ImageStreamImport> {
    return this.#send('POST', this.#path('imagestreamimports'), {
      apiVersion: 'image.openshift.io/v1',
      kind: 'ImageStreamImport',
      metadata: { name: stream, namespace: this.project },
      spec: { import: true, images },
    })
  }

  /** The body that `oc tag` sends, by the verb that it uses: it replaces the whole reference (S-13). */
  ocTag(stream: string, tag: string, reference: Partial<TagReference>): Promise<ImageStreamTag> {
    return this.#send('PUT', this.#path('imagestreamtags', `${stream}:${tag}`), {
      kind: 'ImageStreamTag',
      apiVersion: 'image.openshift.io/v1',
      metadata: { name: `${stream}:${tag}`, namespace: this.project },
      tag: {
        name: tag,
        reference: false,
        importPolicy: { insecure: false, scheduled: false, importMode: 'Legacy' },
        referencePolicy: { type: 'Source' },
        ...reference,
      },
    })
  }

  deleteTag(stream: string, tag: string): Promise<unknown> {
    return this.#send('DELETE', this.#path('imagestreamtags', `${stream}:${tag}`))
  }
}
