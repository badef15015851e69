import { useMemo } from 'react'
import { type OciConfig, parseImageConfig } from '@/domain/image-config'
import type { DockerConfig, Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { soundImage } from '@/domain/sound-image'
import { useConfigDigest } from './build-history'
import { useDigestCheck } from './digest-check'
import { useImageDocuments } from './image-documents'

export interface VerifiedConfig {
  isWaiting: boolean
  /** The configuration, where it was to be had and has the digest that it should. */
  config: OciConfig | undefined
  /** What a container runs with, of the configuration, else of the API's summary of it. */
  process: DockerConfig | undefined
  origin: string
}

/**
 * The configuration of an image. The API's summary leaves out what Docker's oldest clients did not
 * know: the operating system, the variant, stop signal, health check and shell. So the configuration
 * itself is read (S-41), and believed if it is the one that the manifest names.
 */
export function useVerifiedConfig({
  digest,
  image,
  imageStream,
}: {
  digest: string
  image: Image
  imageStream: ImageStream
}): VerifiedConfig {
  const documents = useImageDocuments({ imageStream, digest, image })
  const { manifest, config: text, isWaiting, origin } = documents
  const manifestCheck = useDigestCheck(manifest, digest, true)
  const check = useDigestCheck(text, useConfigDigest(manifest, image), false)
  const isBelieved = check?.verdict === 'same' && manifestCheck?.verdict !== 'different'
  const config = useMemo(() => {
    const parsed = isBelieved ? parseImageConfig(text) : undefined
    return parsed?.ok ? parsed.value : undefined
  }, [isBelieved, text])
  const process = useMemo(() => {
    const metadata = image.dockerImageMetadata
    if (!config) return metadata?.Config ?? metadata?.ContainerConfig ?? undefined
    const read = soundImage({ dockerImageMetadata: { Config: config.config } })
    return read.dockerImageMetadata?.Config ?? undefined
  }, [config, image])
  return { isWaiting: isWaiting || (text !== '' && !check), config, process, origin }
}
