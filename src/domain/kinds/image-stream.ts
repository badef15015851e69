import type { Image } from './image'
import type { KubeObject } from './meta'

/** image.openshift.io/v1 ImageStream: tags as wished for (spec) and as they are (status). */
export interface ImageStream extends KubeObject {
  spec?: ImageStreamSpec
  status?: ImageStreamStatus
}

export interface ImageStreamSpec {
  lookupPolicy?: ImageLookupPolicy
  /** A registry repository whose tags are all imported. */
  dockerImageRepository?: string
  tags?: TagReference[] | null
}

export interface ImageLookupPolicy {
  local: boolean
}

export interface ImageStreamStatus {
  /** The stream's repository in the internal registry: `host:port/namespace/name`. */
  dockerImageRepository?: string
  /** The same as reachable from outside the cluster; absent where the registry is not exposed. */
  publicDockerImageRepository?: string
  tags?: NamedTagEventList[] | null
}

/** The wish of one tag: what it should point at, and how it is imported. */
export interface TagReference {
  name: string
  annotations?: Record<string, string> | null
  from?: ObjectReference | null
  reference?: boolean
  generation?: number | null
  importPolicy?: TagImportPolicy
  referencePolicy?: TagReferencePolicy
}

export type ReferenceKind = 'ImageStreamTag' | 'ImageStreamImage' | 'DockerImage'

export interface ObjectReference {
  /** One of ReferenceKind; other words occur in odd objects. */
  kind: string
  name: string
  namespace?: string
}

export interface TagImportPolicy {
  insecure?: boolean
  scheduled?: boolean
  /** 'Legacy' or 'PreserveOriginal'; empty means the cluster's default. */
  importMode?: string
}

export interface TagReferencePolicy {
  /** 'Source' or 'Local'. */
  type: string
}

/** The facts of one tag: its images, newest first (S-1, S-2). */
export interface NamedTagEventList {
  tag: string
  items: TagEvent[] | null
  conditions?: TagEventCondition[] | null
}

export interface TagEvent {
  created: string
  dockerImageReference: string
  /** The digest; empty for `reference: true` tags, which name an image without importing it. */
  image: string
  generation: number
}

/** ImportSuccess=False after a failed import; a success removes it (S-39). */
export interface TagEventCondition {
  type: string
  status: string
  lastTransitionTime: string
  reason?: string
  message?: string
  generation: number
}

/** One tag as written: a tag reference to edit, and the image it holds. */
export interface ImageStreamTag extends KubeObject {
  tag: TagReference | null
  generation: number
  lookupPolicy: ImageLookupPolicy
  conditions?: TagEventCondition[] | null
  image: Image
}

/** One tag, wish and facts together; exists also where there is no image yet (S-8). */
export interface ImageTag extends KubeObject {
  spec: TagReference | null
  status: NamedTagEventList | null
  image: Image | null
}

/** One image of a stream: `metadata.name` is `stream@digest`. */
export interface ImageStreamImage extends KubeObject {
  image: Image
}

/** What a push writes: an image becomes the newest of a tag. */
export interface ImageStreamMapping extends KubeObject {
  image: Image
  tag: string
}

/** `imagestreams/NAME/layers`: sizes of all blobs, and the blobs of each image (S-45). */
export interface ImageStreamLayers extends KubeObject {
  blobs: Record<string, { size: number | null; mediaType: string }>
  images: Record<
    string,
    { imageMissing?: boolean; layers: string[]; config?: string; manifests?: string[] }
  >
}
