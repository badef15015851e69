import { failureAdvice, failureWords } from '@/domain/import-failure'
import type { TagFailure, TagRow } from '@/domain/stream-row'
import { willRetry } from '@/domain/tag-state'
import { readable } from '@/domain/untrusted'
import { Note } from '@/ui/note'
import { RelativeTime } from '@/ui/relative-time'
import styles from './import-failure.module.css'

/**
 * Why the last import failed: the reason in words, what the server said, since when, whether it will
 * be tried again (S-40), and what a person can do, in that order.
 */
export function ImportFailure({ failure, tag }: { failure: TagFailure; tag: TagRow }) {
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
          {!willRetry(tag) &&
            ' Retarget the tag, even to the same source, to have it imported again.'}
        </p>
      </Note>
    </div>
  )
}
