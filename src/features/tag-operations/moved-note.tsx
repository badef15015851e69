import { sourceWords } from '@/domain/tag-draft'
import type { TagOperation } from '@/domain/tag-operations/tag-operation'
import { readable } from '@/domain/untrusted'
import { Note } from '@/ui/note'
import styles from './moved-note.module.css'
import type { Seen } from './seen-state'

/** Somebody else changed the tag while the dialog was open: it goes on only from what is there now. */
export function MovedNote({ seen, operation }: { seen: Seen; operation: TagOperation }) {
  const name = `${operation.at.stream}:${operation.at.tag}`
  const before = sourceWords(seen.tag?.spec, operation.at) || 'nothing'
  return (
    <div role="alert" className={styles.note}>
      <Note kind="warn" title={`Somebody else changed ${name} while this was open.`}>
        <p className={styles.words}>
          When you opened it, it pointed at <span className="ts-mono">{readable(before)}</span>.
          What you wrote is kept.
        </p>
        <button type="button" className="ts-linkbtn" onClick={seen.catchUp}>
          Go on with what is there now
        </button>
      </Note>
    </div>
  )
}
