import type { Image } from './image'
import type { ObjectReference, TagImportPolicy } from './image-stream'
import type { KubeObject, Status } from './meta'

/**
 * A question to registries, named for the stream whose project's logins are used. With
 * `spec.import: false` the answer is looked at and nothing is stored (S-28, S-41). The answer is 201
 * even where every image failed (observed 53).
 */
export interface ImageStreamImport extends KubeObject {
  spec: { import: boolean; images?: ImageImport[] | null }
  status?: { images?: ImageImportStatus[] | null }
}

export interface ImageImport {
  from: ObjectReference
  to?: { name: string }
  importPolicy?: TagImportPolicy
  includeManifest?: boolean
}

export interface ImageImportStatus {
  tag?: string
  status?: Partial<Status>
  image?: Image | null
  /** The images of a list that is kept as it is, with manifest and configuration in a look (S-41). */
  manifests?: Image[] | null
}
