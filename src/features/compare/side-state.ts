import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type ComparedSide, parseComparedSide } from '@/domain/compared-side'
import { tagHistory, tagNames } from '@/domain/image-stream'
import type { Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { soundImage } from '@/domain/sound-image'
import { failureOf } from '@/queries/failure'
import { imageStreamImageQueries } from '@/queries/image-stream-images'
import { imageStreamQueries } from '@/queries/image-streams'

/** What became of one side of a comparison. */
export type SideState =
  /** Nothing is chosen, or nothing that can be read: `problem` says what to do. */
  | { status: 'unread'; problem: string }
  | { status: 'loading'; side: ComparedSide }
  /** It is not there, in a sentence, and why that may be. */
  | { status: 'absent'; side: ComparedSide; what: string; why: string }
  | { status: 'failed'; side: ComparedSide; title: string; detail: string; onRetry?: () => void }
  | ReadySide

export interface ReadySide {
  status: 'ready'
  side: ComparedSide
  digest: string
  image: Image
  /** Undefined while it is read, or where it cannot be. */
  imageStream: ImageStream | undefined
}

/** Reads the image that a side of the address names; a tag is followed while one looks. */
export function useSide(text: string): SideState {
  const parsed = parseComparedSide(text)
  const side: ComparedSide = parsed.ok
    ? parsed.value
    : { namespace: '', stream: '', tag: '', digest: '' }
  const { namespace, stream, tag } = side
  const stored = useQuery({
    ...imageStreamQueries.detail(namespace, stream),
    enabled: parsed.ok,
  })
  const held = stored.data && tag !== '' ? tagHistory(stored.data, tag)[0] : undefined
  const digest = side.digest || held?.image || ''
  const read = useQuery({
    ...imageStreamImageQueries.detail(namespace, stream, digest),
    enabled: digest !== '',
  })
  const image = useMemo(() => read.data && soundImage(read.data.image), [read.data])

  if (!parsed.ok) return { status: 'unread', problem: parsed.problem }
  if (image) return { status: 'ready', side, digest, image, imageStream: stored.data }
  const error = read.error ?? (tag === '' ? null : stored.error)
  if (error) return failed(side, error, () => void (read.error ? read : stored).refetch())
  if (tag !== '' && stored.isSuccess && digest === '') {
    if (!stored.data) return absent(side, `Image stream ${stream}`)
    if (!tagNames(stored.data).includes(tag)) return absent(side, `Tag ${tag} of ${stream}`)
    const why = held
      ? 'It only names an image of a registry, which was not imported.'
      : 'Nothing was imported or pushed to it so far.'
    return { status: 'absent', side, what: `${stream}:${tag} holds no image.`, why }
  }
  return { status: 'loading', side }
}

function absent(side: ComparedSide, what: string): SideState {
  return {
    status: 'absent',
    side,
    what: `${what} does not exist.`,
    why: 'It may have been deleted, or its name may be misspelt.',
  }
}

function failed(side: ComparedSide, error: Error, onRetry: () => void): SideState {
  const { kind, message } = failureOf(error)
  switch (kind) {
    case 'notFound':
      return {
        status: 'absent',
        side,
        what: 'The image does not exist.',
        why: `It may have been pruned, or ${side.stream} never held it.`,
      }
    case 'forbidden':
      return { status: 'failed', side, title: 'You may not see this image.', detail: message }
    case 'unreachable':
      return {
        status: 'failed',
        side,
        title: 'The cluster cannot be reached.',
        detail: message,
        onRetry,
      }
    default:
      return { status: 'failed', side, title: 'It could not be read.', detail: message, onRetry }
  }
}
