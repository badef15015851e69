import type { BulkItem } from '@/domain/bulk'
import { failureAdvice, failureWords } from '@/domain/import-failure'
import { readable } from '@/domain/untrusted'
import { type BulkResult, isWell } from '@/mutations/bulk'
import { StateIcon } from '@/ui/state-label'
import styles from './bulk-dialog.module.css'

/** One of many: what would happen to it, and once it was its turn, how it went. */
export function BulkItemLine({
  item: { name, sentence, isLeftOut },
  isStarted,
  result,
}: {
  item: BulkItem
  isStarted: boolean
  result: BulkResult | undefined
}) {
  return (
    <div className={isLeftOut ? styles.out : undefined}>
      <div className={styles.name}>{readable(name)}</div>
      <div className="ts-sub">
        {isLeftOut ? (
          <>
            <span className="ts-strong">Left out.</span> {readable(sentence)}
          </>
        ) : isStarted ? (
          <ResultWords result={result} />
        ) : (
          readable(sentence)
        )}
      </div>
    </div>
  )
}

function ResultWords({ result }: { result: BulkResult | undefined }) {
  if (!result) return 'Waiting'
  if (result.kind === 'notStarted') return 'Not begun'
  return (
    <>
      <span className={isWell(result) ? 'ts-ok' : 'ts-bad'}>
        <StateIcon word={isWell(result) ? 'current' : 'importFailed'} />
      </span>{' '}
      {result.kind === 'done' && 'Done'}
      {result.kind === 'unchanged' && 'Up to date already'}
      {result.kind === 'undone' && 'Taken back'}
      {result.kind === 'failed' && failedWords(result)}
    </>
  )
}

function failedWords({ reason, message }: Extract<BulkResult, { kind: 'failed' }>): string {
  // Only a registry's refusal has a reason; all others say themselves what is wrong.
  if (reason === '') return readable(message)
  // Registries end their sentences, or not.
  const said = readable(message).replace(/\.?$/, '.')
  return `${failureWords(reason)} (${reason}): ${said} ${failureAdvice(reason)}`
}
