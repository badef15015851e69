import type { ImageStream, TagEvent, TagReference } from '@/domain/kinds/image-stream'

/** A digest that looks like one, different for each seed. */
export function aDigest(seed: number | string): string {
  let state = 0x811c9dc5
  for (const char of String(seed)) state = Math.imul(state ^ char.charCodeAt(0), 0x01000193)
  let hex = ''
  for (let word = 0; word < 8; word++) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + word
    hex += (state >>> 0).toString(16).padStart(8, '0')
  }
  return `sha256:${hex}`
}

interface StreamParts {
  name: string
  namespace?: string
  resourceVersion?: string
  uid?: string
  labels?: Record<string, string>
  tags?: TagParts[]
}

interface TagParts {
  name: string
  /** What it points at; a tag that was only pushed has none. */
  wish?: Partial<TagReference>
  /** The seeds of its images, newest first. */
  images?: (number | string)[]
}

/** An image stream as the API sends it, managedFields included. */
export function aStream({
  name,
  namespace = 'web',
  tags = [],
  ...parts
}: StreamParts): ImageStream {
  const { resourceVersion = '1', uid = `uid-${namespace}-${name}`, labels } = parts
  const wishes = tags.filter((tag) => tag.wish).map((tag) => aTag(tag.name, tag.wish))
  const facts = tags.filter((tag) => tag.images)
  return {
    apiVersion: 'image.openshift.io/v1',
    kind: 'ImageStream',
    metadata: {
      name,
      namespace,
      uid,
      resourceVersion,
      generation: 1,
      creationTimestamp: '2026-11-01T08:00:00Z',
      managedFields: [{ manager: 'test', operation: 'Update', fieldsV1: { 'f:spec': {} } }],
      ...(labels ? { labels } : {}),
    },
    spec: { lookupPolicy: { local: false }, ...(wishes.length > 0 ? { tags: wishes } : {}) },
    status: {
      dockerImageRepository: `registry.test:5000/${namespace}/${name}`,
      tags: facts.map(({ name: tag, images = [] }) => ({
        tag,
        items: images.map((seed) => anImage(`${namespace}/${name}`, seed)),
      })),
    },
  }
}

/** The wish of a tag, with the defaults that the API fills in. */
export function aTag(name: string, parts: Partial<TagReference> = {}): TagReference {
  return {
    name,
    annotations: null,
    from: { kind: 'DockerImage', name: 'quay.io/org/app:1' },
    generation: 1,
    importPolicy: { importMode: 'Legacy' },
    referencePolicy: { type: 'Source' },
    ...parts,
  }
}

/** One entry of a tag's history. */
export function anImage(repository: string, seed: number | string): TagEvent {
  const image = aDigest(seed)
  return {
    created: '2026-11-20T12:00:00Z',
    dockerImageReference: `registry.test:5000/${repository}@${image}`,
    image,
    generation: 1,
  }
}
