import type { KubeObject } from './meta'

/** image.openshift.io/v1 Image; `metadata.name` is the digest of its manifest. */
export interface Image extends KubeObject {
  dockerImageReference?: string
  dockerImageMetadata?: DockerImageMetadata | null
  dockerImageMetadataVersion?: string
  /** The exact text of the manifest; blank except on `images` and where it was not stripped (S-41). */
  dockerImageManifest?: string
  dockerImageManifestMediaType?: string
  /** The exact text of the configuration, with the build history; blank like the manifest. */
  dockerImageConfig?: string
  dockerImageLayers?: ImageLayer[] | null
  /** For a manifest list or index: its entries. */
  dockerImageManifests?: ImageManifest[] | null
  dockerImageSignatures?: string[] | null
  signatures?: ImageSignature[] | null
}

export interface ImageLayer {
  name: string
  /** Bytes, compressed. */
  size: number
  mediaType: string
}

export interface ImageManifest {
  digest: string
  mediaType: string
  /** Bytes of the manifest itself, not of what it names. */
  manifestSize: number
  architecture: string
  os: string
  variant?: string
}

/** docker10.DockerImage as the API returns it. It has no build history (S-41). */
export interface DockerImageMetadata {
  kind?: string
  apiVersion?: string
  Id?: string
  Parent?: string
  Comment?: string
  Created?: string | null
  Container?: string
  DockerVersion?: string
  Author?: string
  Architecture?: string
  /** Bytes: configuration and layers, compressed. */
  Size?: number
  Config?: DockerConfig | null
  ContainerConfig?: DockerConfig | null
}

/** What a container of the image runs with. */
export interface DockerConfig {
  Hostname?: string
  Domainname?: string
  User?: string
  ExposedPorts?: Record<string, unknown> | null
  Env?: string[] | null
  Cmd?: string[] | null
  Entrypoint?: string[] | null
  Image?: string
  Volumes?: Record<string, unknown> | null
  WorkingDir?: string
  OnBuild?: string[] | null
  Labels?: Record<string, string> | null
  StopSignal?: string
  Healthcheck?: {
    Test?: string[]
    /** Nanoseconds, as are the next two. */
    Interval?: number
    Timeout?: number
    StartPeriod?: number
    Retries?: number
  } | null
  Shell?: string[] | null
}

/** A signature kept with an image. The server never reads `content` (S-47). */
export interface ImageSignature extends KubeObject {
  type: string
  /** Base64. */
  content: string
  conditions?: { type: string; status: string; reason?: string; message?: string }[] | null
  imageIdentity?: string
  signedClaims?: Record<string, string> | null
  created?: string | null
  issuedBy?: { organization?: string; commonName?: string } | null
  issuedTo?: { organization?: string; commonName?: string; publicKeyID?: string } | null
}
