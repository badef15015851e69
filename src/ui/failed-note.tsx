import { readable } from '@/domain/untrusted'
import styles from './failed-note.module.css'
import { Note } from './note'

/** Why what somebody asked for was not done, with the server's words, unchanged. */
export function FailedNote({ title, words }: { title: string; words: string }) {
  return (
    <div role="alert" className={styles.note}>
      <Note kind="bad" title={title}>
        <p className={`ts-mono ${styles.words}`}>{readable(words)}</p>
      </Note>
    </div>
  )
}
