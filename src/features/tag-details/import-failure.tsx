import { Link } from 'react-router'
import { failureAdvice, failureWords, knownReason } from '@/domain/import-failure'
import type { TagFailure, TagRow } from '@/domain/stream-row'
import { willRetry } from '@/domain/tag-state'
import { readable } from '@/domain/untrusted'
import { failuresPath } from '@/paths'
import { Note } from '@/ui/note'
import { RelativeTime } from '@/ui/relative-time'
import styles from './import-failure.module.css'

/**
 * Why the last import failed: the reason in words, what the server said, since when, whether it will
 * be tried again (S-40), and what a person can do, in that order.
 */
export function ImportFailure({
  failure,
  tag,
  namespace,
}: {
  failure: TagFailure
  tag: TagRow
  namespace: string
}) {
  const words = failureWords(failure.reason)
  const title = failure.reason ? `${words} (${failure.reason.slice(0, 80)})` : words
  return (
    <div className={styles.note}>
      <Note kind="bad" title={title}>
        {failure.message && (
          <p className={`ts-mono ${styles.message}`}>{readable(failure.message)}</p>
        )}
        <p>
          {failure.since && (
            <>
              Failing since <RelativeTime at={failure.since} />,{' '}
            </>
          )}
          {willRetry(tag) ? (
            <>
              <b className="ts-strong">tried again by itself</b>, about every 15 minutes: the tag is
              scheduled.
            </>
          ) : (
            <>
              <b className="ts-strong">not retried by itself</b>: the tag is not scheduled.
            </>
          )}
        </p>
        <p>
          {failureAdvice(failure.reason)}
          {!willRetry(tag) && ' Then import the tag again.'}
        </p>
        <p>
          <Link
            className="ts-link"
            to={`${failuresPath(namespace)}?reason=${knownReason(failure.reason)}`}
          >
            All failures in {namespace} with this reason
          </Link>
        </p>
      </Note>
    </div>
  )
}
