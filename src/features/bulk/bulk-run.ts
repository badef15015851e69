import { useEffect, useRef, useState } from 'react'
import type { BulkAction } from '@/domain/bulk'
import type { BulkTarget } from '@/domain/bulk-target'
import {
  type BulkResult,
  type BulkRun,
  type BulkUndo,
  useBulk,
  useUndoBulk,
} from '@/mutations/bulk'
import { type Toast, useToasts } from '@/ui/toasts'
import { doneToast, undoneToast } from './bulk-toast'

/** A run as far as it is: of the action itself, or of what takes it back. */
export interface BulkProgress {
  of: 'action' | 'undo'
  results: ReadonlyMap<string, BulkResult>
  /** What became of the others before. */
  earlier: ReadonlyMap<string, BulkResult>
  total: number
  isRunning: boolean
  /** How many can be taken back. */
  undoable: number
}

type Send = (run: Pick<BulkRun, 'onResult' | 'signal'>) => Promise<void>

/**
 * Runs an action on many, and keeps what became of each. How it ended is said in a toast once the
 * dialog is closed, which says it as long as it is open. What was done can be taken back from both;
 * nothing is taken back twice.
 */
export function useBulkRun() {
  const { addToast } = useToasts()
  const act = useBulk()
  const takeBack = useUndoBulk()
  const [progress, setProgress] = useState<BulkProgress | null>(null)
  const stopper = useRef<AbortController>(null)
  /** What became of each so far, and what of it can be taken back: a toast outlives the dialog. */
  const known = useRef(new Map<string, BulkResult>())
  const left = useRef(new Map<BulkTarget, BulkUndo>())
  const isOpen = useRef(false)
  const ending = useRef<Toast>(null)

  useEffect(() => {
    isOpen.current = true
    return () => {
      isOpen.current = false
      if (ending.current) addToast(ending.current)
    }
  }, [addToast])

  function end(toast: Toast) {
    if (isOpen.current) ending.current = toast
    else addToast(toast)
  }

  /** Resolves with what became of each; undefined where another run is under way. */
  async function run(of: BulkProgress['of'], targets: readonly BulkTarget[], send: Send) {
    if (stopper.current) return undefined
    const controller = new AbortController()
    stopper.current = controller
    for (const { key } of targets) known.current.delete(key)
    const earlier = new Map(known.current)
    // Of a second try those that were well before stay so; taking back counts for itself.
    const results = new Map(of === 'action' ? earlier : [])
    const total = results.size + targets.length
    const show = (isRunning: boolean) => {
      const undoable = left.current.size
      setProgress({ of, results: new Map(results), earlier, total, isRunning, undoable })
    }
    const onResult = (target: BulkTarget, result: BulkResult) => {
      results.set(target.key, result)
      known.current.set(target.key, result)
      if (result.kind === 'done' && result.undo) left.current.set(target, result.undo)
      if (result.kind === 'undone') left.current.delete(target)
      show(true)
    }
    show(true)
    await send({ signal: controller.signal, onResult })
    stopper.current = null
    show(false)
    return results
  }

  async function start(action: BulkAction, targets: readonly BulkTarget[]) {
    const results = await run('action', targets, (more) =>
      act.mutateAsync({ action, targets, ...more }),
    )
    if (!results) return
    const toast = doneToast(action, results)
    const isUndoable = left.current.size > 0
    end({
      ...toast,
      ...(isUndoable && { action: { label: 'Undo', onClick: () => void undo() } }),
    })
  }

  async function undo() {
    const undos = new Map(left.current)
    const results = await run('undo', [...undos.keys()], (more) =>
      takeBack.mutateAsync({ undos, ...more }),
    )
    if (results) end(undoneToast(undos, results))
  }

  return {
    progress,
    start: (action: BulkAction, targets: readonly BulkTarget[]) => void start(action, targets),
    undo: () => void undo(),
    stop: () => stopper.current?.abort(),
  }
}
