import { useQuery } from '@tanstack/react-query'
import { type HistoryStep, parseImageConfig } from '@/domain/image-config'
import { asText } from '@/domain/untrusted'
import { imageQueries } from '@/queries/images'

export interface BuildHistory {
  /** The steps that built the image, oldest first; undefined while they are not known. */
  steps: readonly HistoryStep[] | undefined
  /** Why there are none, in a sentence; '' while they load and when they are here. */
  problem: string
}

/**
 * The build steps of an image. They are in its configuration, which only the cluster-scoped image
 * carries, and only where it was not stripped on import (S-41); plain viewers may not read it (S-50).
 */
export function useBuildHistory(digest: string): BuildHistory {
  const { data: image, error } = useQuery(imageQueries.detail(digest))
  if (error) {
    return {
      steps: undefined,
      problem: `They are in the image's configuration, which could not be read: ${error.message}`,
    }
  }
  if (image === undefined) return { steps: undefined, problem: '' }
  if (image === null) {
    return {
      steps: undefined,
      problem:
        'They are in the image’s configuration, which only readers of the cluster’s images may see; it needs the right to get images.',
    }
  }
  if (!asText(image.dockerImageConfig)) {
    return {
      steps: undefined,
      problem:
        'They are in the image’s configuration, which the cluster does not keep for imported images. The registry has it.',
    }
  }
  const config = parseImageConfig(asText(image.dockerImageConfig))
  if (!config.ok) return { steps: undefined, problem: config.problem }
  if (config.value.history.length === 0) {
    return { steps: undefined, problem: 'The image was built without writing a history.' }
  }
  return { steps: config.value.history, problem: '' }
}
