import { formatCount } from '@/domain/format-count'
import type { RestartLine } from '@/domain/restart-line'
import { readable } from '@/domain/untrusted'
import type { Consequence } from '@/domain/what-fires'
import styles from './restart-list.module.css'

const most = 20

/** What a change restarts or builds, one a line, and how far that is known. */
export function RestartList({
  title,
  hint,
  lines,
  nothing,
  notes,
}: {
  title: string
  /** Beside the title, as in “2 at once”; '' for nothing. */
  hint: string
  lines: readonly RestartLine[]
  /** Said where there is no line. */
  nothing: string
  notes: readonly string[]
}) {
  return (
    <section>
      <h3>
        {title} <small className="ts-muted">{hint}</small>
      </h3>
      {lines.length === 0 ? (
        <p className="ts-sub">{readable(nothing)}</p>
      ) : (
        <ul className={styles.list}>
          {lines.slice(0, most).map(({ name, words }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a workload has several triggers
            <li key={`${index} ${name}`}>
              <span>{readable(name)}</span>
              <span className="ts-muted">{readable(words)}</span>
            </li>
          ))}
        </ul>
      )}
      {lines.length > most && <p className="ts-sub">and {formatCount(lines.length - most)} more</p>}
      <p className="ts-sub">{readable(notes.join(' '))}</p>
    </section>
  )
}

/** How many start at once; '' where nothing has a trigger. */
export function atOnceWords(found: readonly Consequence[]): string {
  if (found.length === 0) return ''
  const firing = found.filter(({ effect }) => effect === 'fires').length
  if (firing === 0) return 'nothing at once'
  return firing === 1 ? '1 at once' : `${formatCount(firing)} at once`
}
