import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { baseAmong, namedBase } from '@/domain/base-image'
import { byDigest } from '@/domain/image-look'
import type { Image } from '@/domain/kinds/image'
import { orderedLayers } from '@/domain/layers'
import { parseManifestDocument } from '@/domain/manifest-document'
import { asText } from '@/domain/untrusted'
import { imageLookQueries } from '@/queries/image-looks'
import type { ImageDocuments } from './image-documents'
import type { otherImages } from './layer-sharing'

/** Where the image that this one is built on ends, and how that is known. */
export interface BaseImage {
  /** How many layers it has; 0 where only its name is known. */
  layers: number
  /** What the image calls it; '' where it does not say. */
  name: string
  /** An image of the stream with just these layers; '' where it is none of the stream. */
  digest: string
}

/**
 * The base image. An image may name it (OCI image spec, base.name and base.digest): its layers are
 * then those of the named one, read from its registry. Else another image of the stream whose layers
 * are all the first ones of this one is what it is built on, or made from the same.
 */
export function useBaseImage(
  image: Image,
  documents: ImageDocuments,
  others: ReturnType<typeof otherImages>,
): BaseImage | undefined {
  const { manifest, source, isWaiting } = documents
  const layers = useMemo(() => orderedLayers(image).map(({ name }) => asText(name)), [image])
  const named = useMemo(() => {
    const document = manifest === '' ? undefined : parseManifestDocument(manifest)
    const labels = image.dockerImageMetadata?.Config?.Labels
    return namedBase(document?.ok ? document.value.annotations : undefined, labels)
  }, [manifest, image])
  const inStream = others.find(({ digest }) => digest === named?.digest)
  const reference = named ? byDigest(named.name, named.digest) : ''
  const look = useQuery({
    ...imageLookQueries.detail({ ...source, digest: named?.digest ?? '', reference }),
    // Where this image itself could be looked at, its base is worth a try.
    enabled: !isWaiting && reference !== '' && !inStream && documents.problem === undefined,
  })

  if (named) {
    const told = look.data ? [look.data.image, ...look.data.children] : []
    const candidates = told.map((each) => ({
      digest: asText(each.metadata?.name),
      layers: orderedLayers(each).map(({ name }) => asText(name)),
    }))
    const found = baseAmong(layers, inStream ? [inStream] : candidates)
    return {
      layers: found?.layers.length ?? 0,
      name: named.name || named.digest,
      digest: inStream?.digest ?? '',
    }
  }
  const found = baseAmong(layers, others)
  return found && { layers: found.layers.length, name: '', digest: found.digest }
}
