import { useMemo } from 'react'
import { type HistoryStep, parseImageConfig } from '@/domain/image-config'
import type { Image } from '@/domain/kinds/image'
import { parseManifestDocument } from '@/domain/manifest-document'
import { schema1History } from '@/domain/schema1-history'
import { asText } from '@/domain/untrusted'
import { useDigestCheck } from './digest-check'
import type { ImageDocuments, Unavailable } from './image-documents'

export interface BuildHistory {
  /** The steps that built the image, oldest first; undefined while they are not known. */
  steps: readonly HistoryStep[] | undefined
  /** Why there are none; undefined while they load and when they are here. */
  problem: Unavailable | undefined
}

const plain = (title: string, advice: string): Unavailable => ({ title, advice, message: '' })

/**
 * The build steps of an image: of its configuration, or for Docker's first schema of its manifest.
 * What does not have the digest that it should is not believed.
 */
export function useBuildHistory(
  documents: ImageDocuments,
  digest: string,
  image: Image,
): BuildHistory {
  const { manifest, config, isWaiting, problem } = documents
  const configDigest = useConfigDigest(manifest, image)
  const manifestCheck = useDigestCheck(manifest, digest, true)
  const configCheck = useDigestCheck(config, configDigest, false)
  const read = useMemo(() => readHistory(manifest, config), [manifest, config])

  if (isWaiting) return { steps: undefined, problem: undefined }
  if (manifestCheck?.verdict === 'different' || configCheck?.verdict === 'different') {
    const advice =
      'They would be those of other bytes than the digest names. The manifests tab shows both.'
    return { steps: undefined, problem: plain('What was read is not this image', advice) }
  }
  if (problem) return { steps: undefined, problem }
  if ((manifest && !manifestCheck) || (config && !configCheck)) {
    return { steps: undefined, problem: undefined }
  }
  return read
}

/** What the configuration must be named by: as the manifest says, else as the cluster noted it. */
export function useConfigDigest(manifest: string, image: Image): string {
  return useMemo(() => {
    const document = manifest === '' ? undefined : parseManifestDocument(manifest)
    const told = document?.ok && document.value.type === 'manifest' ? document.value.config : null
    return told?.digest || asText(image.dockerImageMetadata?.Id)
  }, [manifest, image])
}

function readHistory(manifest: string, config: string): BuildHistory {
  if (config === '') {
    const steps = schema1History(manifest)
    if (steps.length > 0) return { steps, problem: undefined }
    return {
      steps: undefined,
      problem: plain(
        'There is no configuration',
        'Only a configuration tells how an image was built.',
      ),
    }
  }
  const parsed = parseImageConfig(config)
  if (!parsed.ok) {
    return { steps: undefined, problem: plain('The configuration cannot be read', parsed.problem) }
  }
  if (parsed.value.history.length > 0) return { steps: parsed.value.history, problem: undefined }
  const advice = 'Some builders leave it out. The layers are all there is to know.'
  return {
    steps: undefined,
    problem: plain('The image was built without writing a history', advice),
  }
}
