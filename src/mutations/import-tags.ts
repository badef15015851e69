import { useMutation, useQueryClient } from '@tanstack/react-query'
import { isConflict, isNotFound, isUnanswered } from '@/api/api-error'
import { create, get } from '@/api/client'
import { imageStreamImports, imageStreams } from '@/api/resources'
import { tagRow } from '@/domain/image-stream'
import {
  blockedImports,
  type ImportDraft,
  importTagsRequest,
  type PlannedImport,
} from '@/domain/import-plan'
import { type ImportOutcome, importOutcome, outcomeSeen } from '@/domain/import-request'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { refreshStream } from '@/queries/image-streams'

/** How the import of one tag went, or why it was not sent. */
export type TagImportResult =
  | ImportOutcome
  /** An import would have replaced what the tag is now (S-34). */
  | { kind: 'blocked'; problem: string }
  /** The connection broke, and the tag does not tell what came of it. Not sent again. */
  | { kind: 'unknown' }
  /** The cluster refused the request that this tag was in. */
  | { kind: 'refused'; message: string }
  /** Was not asked for: the person stopped, or the connection broke before, which `why` then says. */
  | { kind: 'notSent'; why: string }

/** A real server asks a registry twice a second (S-37): a request of five images takes seconds. */
const AT_ONCE = 5
const MOST_CONFLICTS = 3

export interface TagImports {
  draft: ImportDraft
  plans: readonly PlannedImport[]
  /** Told of each tag as soon as it is known how it went. */
  onResult: (plan: PlannedImport, result: TagImportResult) => void
  /** Ends it after the request that is under way. */
  signal: AbortSignal
}

/**
 * Imports images as tags of a stream, a few in each request, one request after the other: each
 * carries the version that the one before left. Every tag gets a result, whatever happens.
 */
export async function importTags({ draft, plans, onResult, signal }: TagImports): Promise<void> {
  for (let start = 0; start < plans.length; start += AT_ONCE) {
    const chunk = plans.slice(start, start + AT_ONCE)
    if (signal.aborted) {
      for (const plan of plans.slice(start)) onResult(plan, { kind: 'notSent', why: '' })
      return
    }
    const results = await importChunk(draft, chunk)
    for (const plan of chunk) onResult(plan, results.get(plan) ?? { kind: 'unknown' })
    const isBroken = [...results.values()].some(
      ({ kind }) => kind === 'unknown' || kind === 'notSent',
    )
    if (!isBroken) continue
    for (const plan of plans.slice(start + AT_ONCE)) onResult(plan, { kind: 'notSent', why: '' })
    return
  }
}

type Results = Map<PlannedImport, TagImportResult>

async function importChunk(draft: ImportDraft, chunk: readonly PlannedImport[]): Promise<Results> {
  for (let conflicts = 0; ; conflicts++) {
    const results: Results = new Map()
    const refuse = (message: string) => {
      for (const plan of chunk) {
        if (!results.has(plan)) results.set(plan, { kind: 'refused', message })
      }
      return results
    }
    let stream: ImageStream | undefined
    try {
      stream = await readStream(draft)
    } catch (error) {
      if (!isUnanswered(error)) return refuse(messageOf(error))
      for (const plan of chunk) results.set(plan, { kind: 'notSent', why: messageOf(error) })
      return results
    }
    for (const [plan, problem] of blockedImports(stream, chunk)) {
      results.set(plan, { kind: 'blocked', problem })
    }
    const sent = chunk.filter((plan) => !results.has(plan))
    if (sent.length === 0) return results
    try {
      const request = importTagsRequest(draft, sent, stream)
      const { status } = await create(imageStreamImports, draft.namespace, request)
      for (const [index, plan] of sent.entries()) {
        const before = stream && tagRow(stream, plan.to)
        results.set(plan, importOutcome(status, plan.to, before, index))
      }
      return results
    } catch (error) {
      if (isConflict(error) && conflicts < MOST_CONFLICTS) continue
      if (!isUnanswered(error)) return refuse(messageOf(error))
      const now = await readStream(draft).catch(() => undefined)
      for (const plan of sent) {
        const before = stream && tagRow(stream, plan.to)
        const outcome = now && outcomeSeen(now, plan.to, before)
        results.set(plan, outcome ?? { kind: 'unknown' })
      }
      return results
    }
  }
}

async function readStream({ namespace, stream }: ImportDraft): Promise<ImageStream | undefined> {
  try {
    return await get(imageStreams, { namespace, name: stream })
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Imports images as tags [E12]; done when the screen shows the stream as it then is. */
export function useImportTags() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: importTags,
    onSettled: (_data, _error, { draft }) =>
      refreshStream(queryClient, draft.namespace, draft.stream).catch(() => {}),
  })
}
