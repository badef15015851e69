import type { ReactNode } from 'react'
import { withShortDigests } from '@/domain/digest'
import { readable } from '@/domain/untrusted'
import styles from './change-preview.module.css'
import { DigestText } from './digest-text'
import { Note } from './note'

/**
 * The consequences of a change before it is made [E3], in sections beside the form. While the server
 * is asked again the old answer stays, dimmed.
 */
export function ChangePreview({ isAsking, children }: { isAsking: boolean; children: ReactNode }) {
  return (
    <div
      className={isAsking ? `ts-dialog__prev ${styles.old}` : 'ts-dialog__prev'}
      aria-live="polite"
      aria-busy={isAsking}
    >
      {children}
    </div>
  )
}

/** What the server said to the dry run that it will not have; nothing for ''. */
export function RefusalNote({ words }: { words: string }) {
  if (words === '') return null
  return (
    <section>
      <Note kind="bad" title="The server refuses it.">
        <p className={`ts-mono ${styles.refusal}`}>{readable(words)}</p>
      </Note>
    </section>
  )
}

/** Why there was no dry run: the server did not answer one; nothing for ''. */
export function UnaskedNote({ words }: { words: string }) {
  if (words === '') return null
  return (
    <section>
      <Note kind="warn" title="The server could not be asked beforehand.">
        What is said here is what is known without its dry run.{' '}
        <span className="ts-mono ts-clamp">{readable(words)}</span>
      </Note>
    </section>
  )
}

/** The image that a tag holds, and the one that it comes to hold; '' for none. */
export function ImageMove({ before, after }: { before: string; after: string }) {
  return (
    <div className="ts-move">
      <div>
        <Held digest={before} none="no image" />
        <div className="ts-sub">now</div>
      </div>
      <div className="ts-edge ts-edge--pin">
        <span className="ts-edge__line" aria-hidden="true" />
      </div>
      <div>
        <Held digest={after} none="no image yet" />
        <div className="ts-sub">{afterWords(before, after)}</div>
      </div>
    </div>
  )
}

/** What it will do, in whole sentences; nothing for none. */
export function ConsequenceList({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <section>
      <h3>What it will do</h3>
      <ul className={styles.list}>
        {sentences.map((sentence) => (
          <li key={sentence}>{readable(withShortDigests(sentence))}</li>
        ))}
      </ul>
    </section>
  )
}

function Held({ digest, none }: { digest: string; none: string }) {
  if (!digest) return <span className="ts-muted">{none}</span>
  return <DigestText digest={digest} canCopy={false} />
}

function afterWords(before: string, after: string): string {
  if (!after) return 'comes with the import, or with the source'
  return before === after ? 'the same image' : 'at once'
}
