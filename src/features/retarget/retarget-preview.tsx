import type { ReactNode } from 'react'
import { shortDigest } from '@/domain/digest'
import type { TagDraft } from '@/domain/tag-draft'
import { DigestText } from '@/ui/digest-text'
import { CommandField, ValueField } from '@/ui/fields'
import { Note } from '@/ui/note'
import { differences } from './draft-fields'
import styles from './retarget-preview.module.css'
import type { Verdict } from './verdict'

/**
 * The consequences of the edit before it is made [E1]: which image, what changes, what will be
 * pulled, what else it does. While the server is asked again the old answer stays, dimmed.
 */
export function RetargetPreview({
  seen,
  draft,
  heldImage,
  verdict,
  consequences,
  command,
  conflict,
  pulledNow,
  restarts,
}: {
  seen: TagDraft
  draft: TagDraft
  /** The digest that the tag holds now; '' for none. */
  heldImage: string
  verdict: Verdict
  consequences: string[]
  command: string
  /** That somebody else changed the tag; nothing as a rule. */
  conflict: ReactNode
  /** The pull string as it is; '' while there is no image. */
  pulledNow: string
  /** What restarts or builds. */
  restarts: ReactNode
}) {
  const changes = differences(seen, draft)
  const image = verdict.result?.image?.metadata?.name ?? ''
  const pulled = verdict.result?.image?.dockerImageReference ?? ''
  return (
    <div
      className={verdict.isRunning ? `ts-dialog__prev ${styles.old}` : 'ts-dialog__prev'}
      aria-live="polite"
      aria-busy={verdict.isRunning}
    >
      {conflict && <section>{conflict}</section>}
      {verdict.unasked && (
        <section>
          <Note kind="warn" title="The server could not be asked beforehand.">
            What is said here is what is known without its dry run.{' '}
            <span className="ts-mono ts-clamp">{verdict.unasked}</span>
          </Note>
        </section>
      )}
      {verdict.refusal && (
        <section>
          <Note kind="bad" title="The server refuses it.">
            <p className={`ts-mono ${styles.refusal}`}>{verdict.refusal}</p>
          </Note>
        </section>
      )}
      <section>
        <h3>What changes</h3>
        {verdict.result && (
          <div className="ts-move">
            <div>
              <Held digest={heldImage} none="no image" />
              <div className="ts-sub">now</div>
            </div>
            <div className="ts-edge ts-edge--pin">
              <span className="ts-edge__line" aria-hidden="true" />
            </div>
            <div>
              <Held digest={image} none="no image yet" />
              <div className="ts-sub">{afterWords(heldImage, image)}</div>
            </div>
          </div>
        )}
        {changes.length === 0 ? (
          <p className="ts-sub">Nothing in the tag’s reference.</p>
        ) : (
          <div className={`ts-diff ${styles.diff}`}>
            {changes.map(({ key, title, value }) => (
              <Change key={key} title={title} before={value(seen)} after={value(draft)} />
            ))}
          </div>
        )}
      </section>
      {consequences.length > 0 && (
        <section>
          <h3>What it will do</h3>
          <ul className={styles.list}>
            {consequences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      {pulled && (
        <section>
          <h3>Pulled from then on</h3>
          <ValueField value={pulled} label="Pull string" wraps />
          <p className="ts-sub">
            {pulled === pulledNow ? 'As it is now.' : pulledNow && 'Instead of '}
            {pulled !== pulledNow && pulledNow && (
              <span className="ts-mono ts-clamp">{shortened(pulledNow)}</span>
            )}
          </p>
        </section>
      )}
      {restarts}
      {command && (
        <section>
          <h3>The same with oc</h3>
          <CommandField command={command} />
        </section>
      )}
    </div>
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

function Change({ title, before, after }: { title: string; before: string; after: string }) {
  return (
    <>
      {before && (
        <div className="del">
          <span className="ts-sr">Before: </span>
          {title}: {shortened(before)}
        </div>
      )}
      {after && (
        <div className="add">
          <span className="ts-sr">After: </span>
          {title}: {shortened(after)}
        </div>
      )}
    </>
  )
}

/** A reference with its digest cut short, to compare by eye. */
export function shortened(text: string): string {
  const cut = text.replace(/sha256:[0-9a-f]{64}/g, (digest) => `sha256:${shortDigest(digest)}…`)
  return cut.length > 400 ? `${cut.slice(0, 399)}…` : cut
}
