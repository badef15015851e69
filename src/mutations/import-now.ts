import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'
import { isConflict, isUnanswered } from '@/api/api-error'
import { create, get } from '@/api/client'
import { imageStreamImports, imageStreams } from '@/api/resources'
import { specTag, tagRow } from '@/domain/image-stream'
import {
  type ImportOutcome,
  importAgainRequest,
  importOutcome,
  outcomeSeen,
} from '@/domain/import-request'
import { importTarget } from '@/domain/import-target'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { toStreamRow } from '@/domain/stream-row'
import { draftOf } from '@/domain/tag-draft'
import { tagPatch } from '@/domain/tag-patch'
import { refreshStream } from '@/queries/image-streams'
import { ImportInterrupted, ImportRefused } from './import-failures'
import { type TagName, writeTag } from './write-tag'

const MOST_CONFLICTS = 3

/** What was imported: the tag itself, or the tag at the end of what it follows. */
export type ImportedTag = ImportOutcome & { tag: string }

/**
 * Imports a tag again, with its own policy, and answers how it went.
 *
 * An ImageStreamImport, and not `generation: 0` on the tag (S-36), for what a person wants to know:
 * a failure that repeats writes nothing (S-39, observed 42), so of the other way nobody would ever
 * hear that it failed again. The stream is read anew and its version sent along, so that a tag that
 * was pinned or pointed elsewhere meanwhile is never replaced (S-34). A 409 is another write of the
 * stream, of any tag: nothing was written, and all is looked at again.
 *
 * Throws ImportRefused where the tag has nothing to import, ImportInterrupted where the connection
 * broke and the tag does not tell what came of it, and the cluster's ApiError for its refusals.
 */
export async function importNow(name: TagName): Promise<ImportedTag> {
  const { namespace } = name
  for (let conflicts = 0; ; conflicts++) {
    const stream = await get(imageStreams, { namespace, name: name.stream })
    const target = importTarget(toStreamRow(stream), name.tag)
    if (!target.ok) throw new ImportRefused(target.problem)
    const { tag } = target
    const wish = specTag(stream, tag)
    if (!wish) throw new ImportRefused(`There is no tag “${tag}” any more.`)
    const before = tagRow(stream, tag)
    try {
      if (target.isAskedOnly) {
        const at = { ...name, tag }
        await writeTag(at, tagPatch(wish, draftOf(wish), { again: true, at }))
        return { kind: 'asked', tag }
      }
      const request = importAgainRequest(stream, wish)
      const { status } = await create(imageStreamImports, namespace, request)
      return { ...importOutcome(status, tag, before), tag }
    } catch (error) {
      if (isConflict(error) && conflicts < MOST_CONFLICTS) continue
      if (isUnanswered(error)) return { ...(await findOut(name, stream, tag)), tag }
      throw error
    }
  }
}

async function findOut(
  { namespace, stream }: TagName,
  seen: ImageStream,
  tag: string,
): Promise<ImportOutcome> {
  const now = await get(imageStreams, { namespace, name: stream }).catch(() => null)
  const outcome = now && outcomeSeen(now, tag, tagRow(seen, tag))
  if (!outcome) throw new ImportInterrupted()
  return outcome
}

/**
 * Imports a tag again; done when the screen shows what came of it. `isPending` is true for as long
 * as the same tag is imported from anywhere on the page, also where its row was scrolled away.
 */
export function useImportNow(name: TagName) {
  const queryClient = useQueryClient()
  const mutationKey = ['import-now', name.namespace, name.stream, name.tag]
  const refresh = () => refreshStream(queryClient, name.namespace, name.stream).catch(() => {})
  const mutation = useMutation({
    mutationKey,
    mutationFn: () => importNow(name),
    onSuccess: refresh,
    onError: () => void refresh(),
  })
  return { ...mutation, isPending: useIsMutating({ mutationKey }) > 0 }
}
