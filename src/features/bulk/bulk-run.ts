import { useState } from 'react'
import type { BulkAction, BulkTarget } from '@/domain/bulk'
import { type BulkResult, useBulk } from '@/mutations/bulk'
import { useToasts } from '@/ui/toasts'
import { actionWords } from './action-words'

/** A run as far as it is. */
export interface BulkProgress {
  results: ReadonlyMap<string, BulkResult>
  total: number
  isRunning: boolean
}

/** Runs an action on many, keeps what became of each, and says in a toast how it ended. */
export function useBulkRun() {
  const { addToast } = useToasts()
  const { mutateAsync } = useBulk()
  const [progress, setProgress] = useState<BulkProgress | null>(null)
  const [stopper, setStopper] = useState<AbortController | null>(null)

  function start(action: BulkAction, targets: readonly BulkTarget[]) {
    if (progress?.isRunning) return
    const controller = new AbortController()
    // Of a second try those that were well before stay so.
    const results = new Map(progress?.results)
    for (const { key } of targets) results.delete(key)
    const total = results.size + targets.length
    const show = (isRunning: boolean) =>
      setProgress({ results: new Map(results), total, isRunning })
    setStopper(controller)
    show(true)
    mutateAsync({
      action,
      targets,
      signal: controller.signal,
      onResult: ({ key }, result) => {
        results.set(key, result)
        show(true)
      },
    }).finally(() => {
      show(false)
      const well = [...results.values()].filter(isWell).length
      const isAll = well === total
      addToast({
        kind: isAll ? 'ok' : 'bad',
        title: `${actionWords[action].done}: ${isAll ? '' : `${well.toLocaleString('en')} of `}${total.toLocaleString('en')}`,
        ...(!isAll && { body: 'The dialog says what became of each.' }),
      })
    })
  }

  return { progress, start, stop: () => stopper?.abort() }
}

/** Whether there is nothing left to do. */
export function isWell({ kind }: BulkResult): boolean {
  return kind === 'done' || kind === 'unchanged'
}
