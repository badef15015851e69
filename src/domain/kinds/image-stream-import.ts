import type { Image } from './image'
import type {
  ImageStream,
  ObjectReference,
  TagImportPolicy,
  TagReferencePolicy,
} from './image-stream'
import type { KubeObject, Status } from './meta'

/**
 * image.openshift.io/v1 ImageStreamImport: registries are asked, and with `import: true` what they
 * answer becomes what tags hold (S-32). With `import: false` nothing is stored (S-28, observed 52).
 */
export interface ImageStreamImport extends KubeObject {
  spec: {
    import: boolean
    images?: ImageImport[] | null
    repository?: RepositoryImport | null
  }
  status?: ImageStreamImportStatus
}

/** A whole repository; its `from` has neither tag nor digest. */
export interface RepositoryImport {
  from: ObjectReference
  importPolicy?: TagImportPolicy
  referencePolicy?: TagReferencePolicy
  /** Asks for the exact texts of manifest and configuration (S-41). */
  includeManifest?: boolean
}

export interface ImageImport extends RepositoryImport {
  /** The tag that gets the image; the tag of the source where it is left out (observed 53). */
  to?: { name: string }
}

export interface ImageStreamImportStatus {
  /** One for each of `spec.images`, in their order. */
  images?: ImageImportStatus[] | null
  repository?: {
    status?: EmbeddedStatus
    /** The first tags of the repository, each with how it went (S-37). */
    images?: ImageImportStatus[] | null
    /** The names of all further tags. */
    additionalTags?: string[] | null
  }
  /** The stream after the import. */
  import?: ImageStream
}

export interface ImageImportStatus {
  tag?: string
  /** How it went: the request itself succeeds also where every image failed (S-32). */
  status?: EmbeddedStatus
  image?: Image | null
  /** The images of a manifest list, where the list itself is kept. */
  manifests?: Image[] | null
}

/** A Status inside another object: it does not say its kind. */
export type EmbeddedStatus = Partial<Omit<Status, 'kind' | 'apiVersion'>>
