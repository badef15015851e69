import { parseAllDocuments } from 'yaml'
import { parseImageConfig } from '@/domain/image-config'
import { imagesOf, tagConditions, tagHistory } from '@/domain/image-stream'
import type { Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { manifestDigest, parseManifestDocument } from '@/domain/manifest-document'
import { type Bytes, sha256Digest, utf8Text } from '@/domain/signatures/bytes'
import { asMembers, membersAt } from '@/domain/signatures/strict-json'
import { asCount, asObjects, asText } from '@/domain/untrusted'
import type { ReadFile, Vector } from './vector'

type Json = Record<string, unknown>

/** What we find in a manifest. */
export async function manifest(vector: Vector, read: ReadFile): Promise<object> {
  const bytes = read(vector.file)
  const parsed = parseManifestDocument(utf8Text(bytes) ?? '')
  const common = { digest: await manifestDigest(bytes), size: bytes.length }
  if (!parsed.ok) return { ...common, unparseable: true }
  const { value } = parsed
  const { type, mediaType, artifactType, subject } = value
  const named = { ...common, type, mediaType, artifactType, subject }
  if (value.type === 'index') return { ...named, entries: value.entries }
  if (value.type === 'schema1') {
    const { name, tag, signatures, layers } = value
    const rawDigest = await sha256Digest(bytes)
    return { ...named, name, tag, signatures, layers: layers.length, rawDigest }
  }
  const { config, layers, totalLayerBytes } = value
  return {
    ...named,
    config: config?.digest,
    configMediaType: config?.mediaType,
    layers,
    totalLayerBytes,
  }
}

/** What we find in an image's configuration. */
export async function imageConfig(vector: Vector, read: ReadFile): Promise<object> {
  const bytes = read(vector.file)
  const parsed = parseImageConfig(utf8Text(bytes) ?? '')
  if (!parsed.ok) return { unparseable: true }
  const { os, architecture, variant, created, diffIds, history } = parsed.value
  return {
    type: 'config',
    digest: await sha256Digest(bytes),
    size: bytes.length,
    os,
    architecture,
    variant,
    created,
    diffIDs: diffIds.length,
    history: history.length,
    emptyLayers: history.filter((step) => step.empty_layer).length,
  }
}

/** What we find in a file with image streams as a product ships it. */
export async function imageStreamSource(vector: Vector, read: ReadFile): Promise<object> {
  const documents = documentsOf(read(vector.file))
  return {
    documents: documents.map(({ kind, apiVersion }) => ({ kind, apiVersion })),
    streams: documents.flatMap(streamsIn).map((stream) => {
      const tags = asObjects((stream as unknown as ImageStream).spec?.tags)
      const fromKinds: Record<string, number> = {}
      for (const { from } of tags) {
        if (from?.kind) fromKinds[from.kind] = (fromKinds[from.kind] ?? 0) + 1
      }
      return {
        name: membersAt(stream, 'metadata')?.name,
        apiVersion: stream.apiVersion,
        specTags: tags.map(({ name }) => String(name)),
        fromKinds,
        hidden: tags.filter(({ annotations }) =>
          (annotations?.tags ?? '').split(',').some((word) => word.trim() === 'hidden'),
        ).length,
      }
    }),
  }
}

/** What we find in objects as clusters answer them. */
export async function liveObject(vector: Vector, read: ReadFile): Promise<object> {
  const documents = documentsOf(read(vector.file))
  const [first] = documents
  if (first?.kind === 'APIResourceList') {
    const resources = asObjects(first.resources as Json[]).map(({ name }) => name)
    return { kind: first.kind, groupVersion: first.groupVersion, resources }
  }
  if (first?.kind === 'ImageList') return imageList(first)
  return { documents: documents.map(liveFacts) }
}

function liveFacts(document: Json): object {
  const metadata = membersAt(document, 'metadata')
  const common = {
    kind: document.kind,
    apiVersion: document.apiVersion,
    name: metadata?.name,
    namespace: metadata?.namespace,
  }
  if (document.kind === 'ImageStream') {
    const stream = document as unknown as ImageStream
    const names = asObjects(stream.status?.tags).map(({ tag }) => tag)
    return {
      ...common,
      images: imagesOf(stream).size,
      specTags: asObjects(stream.spec?.tags).map(({ name }) => name),
      statusTags: Object.fromEntries(
        names.map((tag) => [
          tag,
          {
            items: tagHistory(stream, tag).length,
            conditions: tagConditions(stream, tag).map(({ type }) => type),
          },
        ]),
      ),
    }
  }
  const image = (asMembers(document.image) ?? document) as unknown as Image
  const layers = asObjects(image.dockerImageLayers)
  return {
    ...common,
    image: asText(image.metadata?.name),
    layers: layers.length,
    layerBytes: layers.reduce((sum, { size }) => sum + asCount(size), 0),
    manifests: asObjects(image.dockerImageManifests).length,
    mediaType: asText(image.dockerImageManifestMediaType),
  }
}

function imageList(list: Json): object {
  const items = asObjects(list.items as Image[])
  const types: Record<string, number> = {}
  for (const { dockerImageManifestMediaType: type = '' } of items)
    types[type] = (types[type] ?? 0) + 1
  const [first] = items
  return {
    kind: list.kind,
    apiVersion: list.apiVersion,
    items: items.length,
    itemsHaveNoKindOrApiVersion: items.every((item) => !item.kind && !item.apiVersion),
    manifestMediaTypes: types,
    managed: items.filter(
      ({ metadata }) => metadata?.annotations?.['openshift.io/image.managed'] === 'true',
    ).length,
    withSignatures: items.filter(({ signatures }) => asObjects(signatures).length > 0).length,
    layers: items.reduce((sum, image) => sum + asObjects(image.dockerImageLayers).length, 0),
    bytesOfFirst: asObjects(first?.dockerImageLayers).reduce((sum, { size }) => sum + size, 0),
    first: first?.metadata?.name,
  }
}

function streamsIn(document: Json): Json[] {
  if (document.kind === 'ImageStream') return [document]
  const items = asObjects((document.items ?? document.objects) as Json[])
  const isStreamList = document.kind === 'ImageStreamList'
  return items.flatMap((item) => (isStreamList ? [item] : streamsIn(item)))
}

function documentsOf(bytes: Bytes): Json[] {
  const text = utf8Text(bytes) ?? ''
  const documents = parseAllDocuments(text, { uniqueKeys: false })
  if (!Array.isArray(documents)) return []
  return documents.flatMap((document) => {
    const members = asMembers(document.toJS())
    return members ? [members] : []
  })
}
