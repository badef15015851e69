import { useQuery } from '@tanstack/react-query'
import type { LookSource } from '@/domain/image-look'
import { asText } from '@/domain/untrusted'
import { imageLookQueries } from '@/queries/image-looks'
import { imageQueries } from '@/queries/images'

export interface FoundManifest {
  /** The exact text; undefined while it is not known. */
  manifest: string | undefined
  /** Why there is none, in a sentence; ''. */
  problem: string
}

/**
 * The manifest of something that is kept beside an image. The stored image has it where the cluster
 * kept it and the person may read images (S-50); else its registry is asked, which stores nothing
 * (S-41). `source` null asks nobody.
 */
export function useManifest(source: LookSource | null): FoundManifest {
  const stored = useQuery({
    ...imageQueries.detail(source?.digest ?? ''),
    enabled: source !== null,
  })
  const isStored = asText(stored.data?.dockerImageManifest) !== ''
  const isUnknown = stored.data !== undefined || stored.isError
  const look = useQuery({
    ...imageLookQueries.detail(source ?? nowhere),
    enabled: source !== null && source.reference !== '' && isUnknown && !isStored,
    retry: false,
  })
  if (isStored) return { manifest: asText(stored.data?.dockerImageManifest), problem: '' }
  const looked = asText(look.data?.image.dockerImageManifest)
  if (looked) return { manifest: looked, problem: '' }
  if (source?.reference === '') {
    return { manifest: undefined, problem: `${missing} No registry is known for it.` }
  }
  if (look.error) {
    return {
      manifest: undefined,
      problem: `${missing} The registry was asked: ${look.error.message}`,
    }
  }
  if (look.data) return { manifest: undefined, problem: `${missing} The registry gave none.` }
  return { manifest: undefined, problem: '' }
}

const missing =
  'Its manifest, which has the signature, is not to be had: the cluster does not keep it, or you may not get images.'

const nowhere: LookSource = {
  namespace: '',
  stream: '',
  digest: '',
  reference: '',
  insecure: false,
}
