import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type OciConfig, parseImageConfig } from '@/domain/image-config'
import { lookSource } from '@/domain/image-look'
import type { Image } from '@/domain/kinds/image'
import { asText } from '@/domain/untrusted'
import { imageLookQueries } from '@/queries/image-looks'
import { imageQueries } from '@/queries/images'
import type { ReadySide } from './side-state'

export interface ConfigState {
  /** With its build steps; undefined while it is not known. */
  config: OciConfig | undefined
  /** The cluster does not have it, and the registry may: it is asked when a person wants it. */
  canAsk: boolean
  isAsked: boolean
  /** Why the registry did not give it; '' where it did, or was not asked. */
  problem: string
}

/**
 * The configuration of an image: as the cluster keeps it where this person may read that (S-41, S-50),
 * else as its registry has it, once somebody asks for it. Without it there is less to compare.
 */
export function useImageConfig(
  { imageStream, digest, image }: ReadySide,
  asks: boolean,
): ConfigState {
  const { data: stored, isPending } = useQuery(imageQueries.detail(digest))
  const kept = useMemo(() => configOf(stored), [stored])
  const source = imageStream && lookSource(imageStream, digest, image.dockerImageReference)
  const canAsk = !isPending && !kept && source !== undefined && source.reference !== ''
  const look = useQuery({
    ...imageLookQueries.detail(
      source ?? { namespace: '', stream: '', digest, reference: '', insecure: false },
    ),
    enabled: asks && canAsk,
    retry: false,
  })
  const looked = useMemo(() => configOf(look.data?.image), [look.data])
  return {
    config: kept ?? looked,
    canAsk: canAsk && !looked && !look.isError,
    isAsked: look.isFetching,
    problem: look.error?.message ?? '',
  }
}

function configOf(image: Image | null | undefined): OciConfig | undefined {
  const parsed = parseImageConfig(asText(image?.dockerImageConfig))
  return parsed.ok ? parsed.value : undefined
}
