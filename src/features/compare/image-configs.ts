import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type OciConfig, parseImageConfig } from '@/domain/image-config'
import type { Image } from '@/domain/kinds/image'
import { asText } from '@/domain/untrusted'
import { imageQueries } from '@/queries/images'

/**
 * The configuration of an image, with its build steps, where the cluster keeps it and this person
 * may read it (S-41, S-50); undefined else. Without it there is less to compare, and nothing wrong.
 */
export function useImageConfig(digest: string): OciConfig | undefined {
  const { data } = useQuery(imageQueries.detail(digest))
  return useMemo(() => configOf(data), [data])
}

function configOf(image: Image | null | undefined): OciConfig | undefined {
  const parsed = parseImageConfig(asText(image?.dockerImageConfig))
  return parsed.ok ? parsed.value : undefined
}
