import type { ResourceDefinition } from '../rest/resource-definition'
import { imageSignatures } from './image-signatures'
import { imageStreamImages } from './image-stream-images'
import { imageStreamLayers } from './image-stream-layers'
import { imageStreamMappings } from './image-stream-mappings'
import { imageStreamTags } from './image-stream-tags'
import { imageStreamSecrets, imageStreamStatus, imageStreams } from './image-streams'
import { imageTags } from './image-tags'
import { images } from './images'

/** The resources of image.openshift.io/v1. */
export function registryDefinitions(): ResourceDefinition[] {
  return [
    images,
    imageSignatures,
    imageStreamImages,
    imageStreamMappings,
    imageStreams,
    imageStreamLayers,
    imageStreamSecrets,
    imageStreamStatus,
    imageStreamTags,
    imageTags,
  ]
}
