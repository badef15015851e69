import { Link } from 'react-router'
import { shortDigest } from '@/domain/digest'
import { formatCount } from '@/domain/format-count'
import { failureAdvice, failureWords } from '@/domain/import-failure'
import type { PlannedImport } from '@/domain/import-plan'
import { readable } from '@/domain/untrusted'
import type { TagImportResult } from '@/mutations/import-tags'
import { tagPath } from '@/paths'
import { Button } from '@/ui/button'
import { StateIcon } from '@/ui/state-label'
import { type TableColumn, VirtualTable } from '@/ui/virtual-table'
import styles from './import-form.module.css'
import type { ImportRun } from './import-run'

interface ResultRow {
  plan: PlannedImport
  result: TagImportResult | undefined
}

/** What became of each tag, as it becomes known; what failed can be tried again. */
export function ImportResults({
  run,
  onStop,
  onRetry,
}: {
  run: ImportRun
  onStop: () => void
  onRetry: (plans: PlannedImport[]) => void
}) {
  const { draft, plans, results, isRunning } = run
  const rows: ResultRow[] = plans.map((plan) => ({ plan, result: results.get(plan) }))
  const open = rows.filter(({ result }) => result && !isWell(result) && result.kind !== 'blocked')
  return (
    <section className={`ts-sec ${styles.results}`} aria-label="What was imported">
      <h2>
        {isRunning ? 'Importing' : 'Imported'}
        <span className="ts-count" role="status">
          {formatCount(results.size)} of {formatCount(plans.length)} answered
        </span>
      </h2>
      {isRunning && (
        <progress
          className={styles.bar}
          aria-label="Tags imported"
          value={results.size}
          max={plans.length}
        />
      )}
      <VirtualTable
        caption="Results"
        columns={resultColumns(draft.namespace, draft.stream)}
        rows={rows}
        rowKey={({ plan }) => plan.to}
        rowLabel={({ plan, result }) => `${plan.to}, ${resultWords(result)}`}
      />
      <div className={styles.acts}>
        {isRunning && plans.length - results.size > 0 && (
          <Button variant="secondary" onClick={onStop}>
            Stop after this request
          </Button>
        )}
        {!isRunning && open.length > 0 && (
          <Button variant="secondary" onClick={() => onRetry(open.map(({ plan }) => plan))}>
            Try the {open.length === 1 ? 'failed one' : `${open.length} failed ones`} again
          </Button>
        )}
      </div>
    </section>
  )
}

/** Whether there is nothing left to do about a tag. */
export function isWell(result: TagImportResult): boolean {
  return ['imported', 'unchanged', 'asked'].includes(result.kind)
}

function resultColumns(namespace: string, stream: string): TableColumn<ResultRow>[] {
  return [
    {
      key: 'tag',
      title: 'Tag',
      className: 'c-name',
      cell: ({ plan, result }) =>
        result && (isWell(result) || result.kind === 'failed') ? (
          <Link className="ts-name" to={tagPath(namespace, stream, plan.to)}>
            {stream}:{plan.to}
          </Link>
        ) : (
          <span className="ts-strong">
            {stream}:{plan.to}
          </span>
        ),
    },
    {
      key: 'result',
      title: 'Result',
      className: 'c-rest',
      cell: ({ result }) => (
        <>
          <div className={`ts-state ts-state--plain`}>
            <span className={tone(result)}>
              <StateIcon word={icon(result)} />
            </span>
            {resultWords(result)}
          </div>
          {result?.kind === 'failed' && (
            <div className="ts-sub">
              {readable(result.message)} {failureAdvice(result.reason)}
            </div>
          )}
        </>
      ),
    },
  ]
}

function tone(result: TagImportResult | undefined): string {
  if (!result) return 'ts-busy'
  return isWell(result) ? 'ts-ok' : result.kind === 'notSent' ? 'ts-muted' : 'ts-bad'
}

function icon(result: TagImportResult | undefined) {
  if (!result) return 'importing'
  return isWell(result) ? 'current' : result.kind === 'notSent' ? 'neverImported' : 'importFailed'
}

function resultWords(result: TagImportResult | undefined): string {
  switch (result?.kind) {
    case undefined:
      return 'Waiting'
    case 'imported':
      return `Imported, it holds ${shortDigest(result.image)}`
    case 'unchanged':
      return `Up to date, it holds ${shortDigest(result.image)}`
    case 'asked':
      return 'Asked for'
    case 'failed':
      return result.reason === ''
        ? failureWords(result.reason)
        : `${failureWords(result.reason)} (${result.reason})`
    case 'blocked':
      return `Left out: ${result.problem}`
    case 'refused':
      return `Refused: ${readable(result.message)}`
    case 'unknown':
      return 'The connection broke, and it is not known what came of it'
    case 'notSent':
      return result.why === '' ? 'Not asked for' : `Not asked for: ${readable(result.why)}`
  }
}
