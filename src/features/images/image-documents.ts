import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { isManifestList } from '@/domain/image-config'
import { type LookSource, lookSource } from '@/domain/image-look'
import type { Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { soundImage } from '@/domain/sound-image'
import { asText } from '@/domain/untrusted'
import { accessQueries } from '@/queries/access'
import { failureOf } from '@/queries/failure'
import { imageLookQueries, LookError } from '@/queries/image-looks'
import { imageQueries } from '@/queries/images'

/** Why something of an image is not here, and what can be done. */
export interface Unavailable {
  title: string
  advice: string
  /** The server's own words; '' where there are none. */
  message: string
  /** Asks again; absent where asking again would change nothing. */
  onRetry?: () => void
}

export interface ImageDocuments {
  isWaiting: boolean
  /** The exact text of the manifest; '' where it is not here. */
  manifest: string
  /** The exact text of the configuration; '' where it is not here, and for a list. */
  config: string
  /** The images of a list, where the registry told of them. */
  children: readonly Image[]
  /** Where the texts are from, as a sentence; '' while there are none. */
  origin: string
  /** Set where something was to be had and was not. */
  problem: Unavailable | undefined
  source: LookSource
}

const noImages: readonly Image[] = []

/**
 * The exact texts of an image's manifest and configuration. The cluster's own image has them where
 * this person may read it and it was not stripped on import; else its registry is looked at, which
 * stores nothing and needs the right to import (S-41). Use it only in a tab that a person opened.
 */
export function useImageDocuments({
  imageStream,
  digest,
  image,
}: {
  imageStream: ImageStream
  digest: string
  image: Image
}): ImageDocuments {
  const source = useMemo(
    () => lookSource(imageStream, digest, asText(image.dockerImageReference)),
    [imageStream, digest, image],
  )
  const stored = useQuery(imageQueries.detail(digest))
  const kept = {
    manifest: asText(stored.data?.dockerImageManifest),
    config: asText(stored.data?.dockerImageConfig),
  }
  const isList = isManifestList(image)
  const isComplete = kept.manifest !== '' && (isList || isSchema1(image) || kept.config !== '')
  const isWanted = !stored.isPending && !isComplete
  const may = useQuery({
    ...accessQueries.may({
      verb: 'create',
      resource: 'imagestreamimports',
      namespace: source.namespace,
    }),
    enabled: isWanted,
  })
  const isAsked = isWanted && may.data !== false && !may.isPending && source.reference !== ''
  const look = useQuery({ ...imageLookQueries.detail(source), enabled: isAsked })
  const children = useMemo(() => look.data?.children.map(soundImage) ?? noImages, [look.data])

  const manifest = kept.manifest || asText(look.data?.image.dockerImageManifest)
  const config = kept.config || asText(look.data?.image.dockerImageConfig)
  const isWaiting =
    stored.isPending ||
    (isWanted && source.reference !== '' && (may.isPending || (isAsked && look.isPending)))
  return {
    isWaiting,
    manifest,
    config,
    children,
    origin: originOf(isComplete, look.data !== undefined, kept.manifest !== '', source),
    problem: isWaiting || !isWanted ? undefined : problemOf(),
    source,
  }

  function problemOf(): Unavailable | undefined {
    if (look.data) return undefined
    if (source.reference === '') {
      return {
        title: 'No registry is known to have this image',
        advice:
          'Neither the history of the stream nor the image itself names one that can be asked.',
        message: '',
      }
    }
    if (may.data === false) {
      return {
        title: 'The registry may not be asked in your name',
        advice: `The cluster does not keep this, and looking into the registry needs the right to create imagestreamimports in ${source.namespace}.`,
        message: '',
      }
    }
    const onRetry = () => void look.refetch()
    if (look.error instanceof LookError) {
      const { title, advice, message } = look.error.failure
      return { title, advice, message, onRetry }
    }
    const failure = failureOf(look.error)
    const title =
      failure.kind === 'forbidden'
        ? 'The registry may not be asked in your name'
        : 'The cluster could not ask the registry'
    return {
      title,
      advice: 'The cluster keeps no copy of its own.',
      message: failure.message,
      onRetry,
    }
  }
}

function originOf(
  isComplete: boolean,
  wasLookedAt: boolean,
  isManifestKept: boolean,
  { reference }: LookSource,
): string {
  if (isComplete) return 'From the image that the cluster keeps.'
  if (!wasLookedAt) return isManifestKept ? 'From the image that the cluster keeps.' : ''
  const host = reference.split('/', 1)[0] ?? ''
  return `Read from ${host} just for this page: nothing was imported.`
}

function isSchema1(image: Image): boolean {
  return (
    /\bmanifest\.v1\b/.test(asText(image.dockerImageManifestMediaType)) &&
    !asText(image.dockerImageManifestMediaType).includes('oci')
  )
}
