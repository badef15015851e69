import { useMutation } from '@tanstack/react-query'
import { isNotFound } from '@/api/api-error'
import { get } from '@/api/client'
import { imageStreams } from '@/api/resources'
import type { BulkAction } from '@/domain/bulk'
import type { BulkTarget } from '@/domain/bulk-target'
import { tagRow } from '@/domain/image-stream'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { sameTag, type TagRow } from '@/domain/stream-row'
import { draftOf, type EditedTag } from '@/domain/tag-draft'
import { deleteTag as deletion } from '@/domain/tag-operations/delete-tag'
import { pinTag } from '@/domain/tag-operations/pin-tag'
import { seenTag } from '@/domain/tag-operations/seen-tag'
import type { TagOperation } from '@/domain/tag-operations/tag-operation'
import type { TagWrite } from '@/domain/tag-operations/tag-write'
import { undoWrites } from '@/domain/tag-operations/undo-tag'
import { tagPatch } from '@/domain/tag-patch'
import { sendStreamWrite } from './change-stream'
import { sendTagWrite } from './change-tag'
import { importNow } from './import-now'

/** How it went with one of many. */
export type BulkResult =
  /** `undo` is what takes it back, guarded as it was; null where nothing does. */
  | { kind: 'done'; undo: BulkUndo | null }
  | { kind: 'unchanged' }
  /** Was done, and taken back again. */
  | { kind: 'undone' }
  | { kind: 'failed'; reason: string; message: string }
  /** The person stopped before it was its turn. */
  | { kind: 'notStarted' }

/** Whether there is nothing left to do. */
export function isWell({ kind }: BulkResult): boolean {
  return kind === 'done' || kind === 'unchanged' || kind === 'undone'
}

/** The writes that take one change of many back. */
export interface BulkUndo {
  at: EditedTag
  writes: readonly TagWrite[]
}

interface Run {
  /** Told of each as soon as it is known how it went. */
  onResult: (target: BulkTarget, result: BulkResult) => void
  /** What is under way is finished, and nothing more is begun. */
  signal: AbortSignal
}

export interface BulkRun extends Run {
  action: BulkAction
  targets: readonly BulkTarget[]
}

export interface BulkUndoRun extends Run {
  undos: ReadonlyMap<BulkTarget, BulkUndo>
}

/** So many streams are worked on together; each has one request under way. */
const TOGETHER = 4

/**
 * Does the same to many. Those of one stream come one after the other, for every write of a stream
 * changes its version, and imports would refuse each other. Each has a result, whatever happens.
 */
export function runBulk({ action, targets, ...run }: BulkRun): Promise<void> {
  return runEach(targets, run, (target) => change(action, target))
}

/** Takes back what a run has done [E14], each guarded as it was made, and each with a result. */
export function undoBulk({ undos, ...run }: BulkUndoRun): Promise<void> {
  return runEach([...undos.keys()], run, async (target) => {
    const undo = undos.get(target)
    if (undo) for (const write of undo.writes) await sendTagWrite(undo.at, write)
    return { kind: 'undone' }
  })
}

async function runEach(
  targets: readonly BulkTarget[],
  { onResult, signal }: Run,
  act: (target: BulkTarget) => Promise<BulkResult>,
): Promise<void> {
  const queues = [...byStream(targets).values()]
  const worker = async () => {
    for (let queue = queues.shift(); queue; queue = queues.shift()) {
      for (const target of queue) {
        onResult(target, signal.aborted ? { kind: 'notStarted' } : await act(target).catch(failed))
      }
    }
  }
  await Promise.all(Array.from({ length: TOGETHER }, worker))
}

function failed(error: unknown): BulkResult {
  const message = error instanceof Error ? error.message : String(error)
  return { kind: 'failed', reason: '', message }
}

function byStream(targets: readonly BulkTarget[]): Map<string, BulkTarget[]> {
  const queues = new Map<string, BulkTarget[]>()
  for (const target of targets) {
    const queue = queues.get(target.stream.key)
    if (queue) queue.push(target)
    else queues.set(target.stream.key, [target])
  }
  return queues
}

async function change(action: BulkAction, { stream, tag }: BulkTarget): Promise<BulkResult> {
  const { namespace, name } = stream
  if (!tag) {
    await deleteStream(stream)
    return { kind: 'done', undo: null }
  }
  const at = { namespace, stream: name, tag: tag.name }
  if (action === 'import') {
    const outcome = await importNow(at)
    if (outcome.kind === 'failed') return outcome
    return outcome.kind === 'unchanged' ? { kind: 'unchanged' } : { kind: 'done', undo: null }
  }
  const current = await get(imageStreams, { namespace, name })
  assertAsSeen(current, stream.key, tag)
  const seen = seenTag(current, tag.name)
  if (action === 'pin') {
    return send(pinTag({ at, stream: current, seen, isRemembered: false }))
  }
  if (action === 'deleteTags') return send(deletion({ at, stream: current, seen }))
  const spec = seen?.spec
  if (!spec) throw changed()
  const patch = tagPatch(spec, { ...draftOf(spec), ...policyOf(action) }, { at })
  return send({ at, seen, write: { how: 'patch', patch }, blocker: '' })
}

async function send({
  at,
  seen,
  write,
  blocker,
}: Pick<TagOperation, 'at' | 'seen' | 'write' | 'blocker'>): Promise<BulkResult> {
  if (!write) throw new Error(blocker)
  const answer = await sendTagWrite(at, write)
  const after = answer?.tag ?? undefined
  const writes = undoWrites({ at, write, before: seen, after, uid: seen?.uid ?? '' })
  return { kind: 'done', undo: writes.length > 0 ? { at, writes } : null }
}

function policyOf(action: BulkAction) {
  if (action === 'schedule' || action === 'unschedule') return { scheduled: action === 'schedule' }
  return { referencePolicy: action === 'pullLocal' ? ('Local' as const) : ('Source' as const) }
}

/** The tag is as it was shown when the person decided (S-60); the write itself is guarded besides. */
function assertAsSeen(current: ImageStream, key: string, tag: TagRow): void {
  const now = tagRow(current, tag.name)
  const { uid, namespace, name } = current.metadata
  const isSameStream = key === (uid || `${namespace}/${name}`)
  if (!isSameStream || !now || !sameTag(tag, now)) throw changed()
}

async function deleteStream({ namespace, name, key, tags }: BulkTarget['stream']): Promise<void> {
  const current = await get(imageStreams, { namespace, name }).catch((error: unknown) => {
    throw isNotFound(error) ? changed() : error
  })
  const uid = current.metadata.uid ?? ''
  if (uid !== key) throw changed()
  // Tags that came meanwhile were in nobody's mind.
  await sendStreamWrite({ namespace, stream: name }, { how: 'delete', uid, most: tags.length })
}

function changed(): Error {
  return new Error('Somebody else changed it meanwhile. It was left as it is.')
}

/** The same as a hook; a run goes on also where the page has gone. */
export function useBulk() {
  return useMutation({ mutationFn: runBulk })
}

export function useUndoBulk() {
  return useMutation({ mutationFn: undoBulk })
}
