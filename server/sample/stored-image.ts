import type { Image, ImageSignature } from '@/domain/kinds/image'
import { extentOf, type SampleImage } from './oci-image'

/** How Go writes that there is no time; the API writes null. */
const ZERO_TIME = '0001-01-01T00:00:00Z'

export interface StoredImageSettings {
  uid: string
  /** When the cluster first heard of the image. */
  created: string
  /** `host/repository@digest`. */
  reference: string
  /** Pushed into the internal registry, not imported from another one. */
  isPushed: boolean
  signatures: readonly ImageSignature[]
}

/**
 * The Image object that a cluster keeps of it, with manifest and configuration as of an image pushed by an
 * old client (S-41), and the metadata that the server derives from them (observed 4, 47).
 */
export function storedImage(image: SampleImage, settings: StoredImageSettings): Image {
  const isList = image.children.length > 0
  const annotations = {
    ...(isList ? {} : { 'image.openshift.io/dockerLayersOrder': 'ascending' }),
    ...(settings.isPushed ? { 'openshift.io/image.managed': 'true' } : {}),
  }
  return {
    metadata: {
      name: image.digest,
      uid: settings.uid,
      creationTimestamp: settings.created,
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
    dockerImageReference: settings.reference,
    dockerImageMetadata: metadataOf(image, settings.created),
    dockerImageMetadataVersion: '1.0',
    dockerImageManifest: image.manifest,
    ...(isList ? {} : { dockerImageLayers: image.layers }),
    ...(settings.signatures.length > 0 ? { signatures: [...settings.signatures] } : {}),
    dockerImageManifestMediaType: image.mediaType,
    ...(image.config === undefined ? {} : { dockerImageConfig: image.config.text }),
    ...(isList ? { dockerImageManifests: image.children.map(manifestOf) } : {}),
  }
}

/** docker10.DockerImage: for a list only Id and the time of its import. */
function metadataOf(
  image: SampleImage,
  created: string,
): NonNullable<Image['dockerImageMetadata']> {
  const head = { kind: 'DockerImage', apiVersion: 'image.openshift.io/1.0' }
  if (image.config === undefined) {
    return { ...head, Id: image.digest, Created: created, ContainerConfig: {} }
  }
  const config = JSON.parse(image.config.text)
  const sizes = new Map(image.layers.map(({ name, size }) => [name, size]))
  const layerBytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  return {
    ...head,
    Id: image.config.digest,
    Created: config.created === ZERO_TIME ? null : (config.created ?? null),
    ...(config.container === undefined ? {} : { Container: config.container }),
    ContainerConfig: config.container_config ?? {},
    ...(config.docker_version === undefined ? {} : { DockerVersion: config.docker_version }),
    ...(config.author === undefined ? {} : { Author: config.author }),
    Config: config.config,
    Architecture: image.platform.architecture,
    Size: layerBytes + extentOf(image.config).size,
  }
}

function manifestOf(child: SampleImage) {
  return {
    digest: child.digest,
    mediaType: child.mediaType,
    manifestSize: Buffer.byteLength(child.manifest),
    architecture: child.platform.architecture,
    os: child.platform.os,
    ...(child.platform.variant === undefined ? {} : { variant: child.platform.variant }),
  }
}
