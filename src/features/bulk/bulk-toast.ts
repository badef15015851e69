import type { BulkAction } from '@/domain/bulk'
import type { BulkTarget } from '@/domain/bulk-target'
import { formatCount } from '@/domain/format-count'
import { readable } from '@/domain/untrusted'
import { type BulkResult, type BulkUndo, isWell } from '@/mutations/bulk'
import type { Toast } from '@/ui/toasts'
import { actionWords } from './action-words'

const most = 5

/** How a run ended. */
export function doneToast(action: BulkAction, results: ReadonlyMap<string, BulkResult>): Toast {
  const words = tally([...results.values()])
  return {
    kind: words.isAll ? 'ok' : 'bad',
    title: `${actionWords[action].done}: ${words.text}`,
  }
}

/** How taking back ended. The dialog may be closed by then, so the toast names what was not. */
export function undoneToast(
  undos: ReadonlyMap<BulkTarget, BulkUndo>,
  results: ReadonlyMap<string, BulkResult>,
): Toast {
  if (undos.size === 0) return { kind: 'ok', title: 'All of it is taken back already' }
  const words = tally([...results.values()])
  const failed = [...undos].flatMap(([{ key }, { at }]) => {
    const result = results.get(key)
    const why = result?.kind === 'failed' ? result.message : 'It was stopped before.'
    return !result || isWell(result) ? [] : [`${at.stream}:${at.tag}: ${why}`]
  })
  const more = failed.length > most ? ` And ${failed.length - most} more.` : ''
  return {
    kind: words.isAll ? 'ok' : 'bad',
    title: `Taken back: ${words.text}`,
    ...(failed.length > 0 && { body: readable(`${failed.slice(0, most).join(' ')}${more}`) }),
  }
}

function tally(results: readonly BulkResult[]): { text: string; isAll: boolean } {
  const well = results.filter(isWell).length
  const isAll = well === results.length
  const total = formatCount(results.length)
  return { isAll, text: isAll ? total : `${formatCount(well)} of ${total}` }
}
