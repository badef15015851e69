import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { parseImageReference } from '@/domain/image-reference'
import type { LookAt, LookedTag } from '@/domain/reference-look'
import { failureOf } from '@/queries/failure'
import { referenceLookQueries } from '@/queries/reference-looks'

/** What a look came to: an image, the tags of a repository, or why there is neither. */
export type Look =
  | { kind: 'image'; tag: LookedTag }
  | { kind: 'tags'; tags: LookedTag[] }
  /** `cluster`: no registry was asked, for the cluster refused it or is away. */
  | { kind: 'failed'; by: 'registry' | 'cluster'; reason: string; message: string }

/** So few at once, that a slow server answers each in a few seconds (S-37). */
const AT_ONCE = 4
const nothing: LookAt = { namespace: '', reference: '', insecure: false }

/** Looks at a reference, once it is asked for; and at further tags of a repository, a few at a time. */
export function useLook() {
  const queryClient = useQueryClient()
  const [asked, setAsked] = useState<LookAt | null>(null)
  const [further, setFurther] = useState(noFurther)
  const isRepository = asked !== null && namesRepository(asked.reference)
  const at = asked ?? nothing
  const image = useQuery({
    ...referenceLookQueries.image(at),
    enabled: asked !== null && !isRepository,
  })
  const repository = useQuery({
    ...referenceLookQueries.repository(at),
    enabled: isRepository,
  })
  const query = isRepository ? repository : image

  function ask(next: LookAt) {
    setFurther(noFurther)
    if (asked && sameLook(asked, next)) void query.refetch()
    else setAsked(next)
  }

  function stop() {
    void queryClient.cancelQueries({ queryKey: referenceLookQueries.all })
    setAsked(null)
  }

  async function lookFurther(tags: string[]) {
    if (!asked) return
    const chunks = Array.from({ length: Math.ceil(tags.length / AT_ONCE) }, (_, index) =>
      tags.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
    )
    setFurther((before) => ({ ...before, isRunning: true, done: 0, of: tags.length }))
    for (const chunk of chunks) {
      const found = await queryClient
        .fetchQuery(referenceLookQueries.tags(asked, chunk))
        .catch((error: unknown) => failedTags(chunk, error))
      setFurther((before) => ({
        ...before,
        done: before.done + chunk.length,
        tags: new Map([...before.tags, ...found.map((tag) => [tag.tag, tag] as const)]),
      }))
    }
    setFurther((before) => ({ ...before, isRunning: false }))
  }

  return {
    asked,
    ask,
    stop,
    look: lookOf(isRepository, image, repository, further.tags),
    isLooking: query.isFetching,
    further: { ...further, run: (tags: string[]) => void lookFurther(tags) },
  }
}

export function sameLook(one: LookAt, other: LookAt): boolean {
  return (
    one.namespace === other.namespace &&
    one.reference === other.reference &&
    one.insecure === other.insecure
  )
}

/** Whether a reference names all tags of a repository, and not one image. */
export function namesRepository(reference: string): boolean {
  const parsed = parseImageReference(reference)
  return parsed.ok && parsed.value.tag === '' && parsed.value.digest === ''
}

const noFurther = {
  tags: new Map<string, LookedTag>() as ReadonlyMap<string, LookedTag>,
  isRunning: false,
  done: 0,
  of: 0,
}

function lookOf(
  isRepository: boolean,
  image: { data: LookedTag | undefined; error: Error | null },
  repository: {
    data:
      | { ok: true; tags: LookedTag[] }
      | { ok: false; reason: string; message: string }
      | undefined
    error: Error | null
  },
  further: ReadonlyMap<string, LookedTag>,
): Look | null {
  const { data, error } = isRepository ? repository : image
  if (error) return { kind: 'failed', by: 'cluster', reason: '', message: error.message }
  if (data === undefined) return null
  if ('tag' in data) {
    return data.state === 'failed'
      ? { kind: 'failed', by: 'registry', reason: data.reason, message: data.message }
      : { kind: 'image', tag: data }
  }
  if (!data.ok) {
    return { kind: 'failed', by: 'registry', reason: data.reason, message: data.message }
  }
  const tags = data.tags.map((tag) => further.get(tag.tag) ?? tag)
  return { kind: 'tags', tags }
}

function failedTags(tags: readonly string[], error: unknown): LookedTag[] {
  const { message } = failureOf(error)
  return tags.map((tag) => ({ tag, state: 'failed', reason: '', message }))
}
