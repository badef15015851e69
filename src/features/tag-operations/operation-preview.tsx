import { shortDigest } from '@/domain/digest'
import type { SeenTag } from '@/domain/tag-operations/seen-tag'
import type { TagOperation } from '@/domain/tag-operations/tag-operation'
import { readable } from '@/domain/untrusted'
import { DigestText } from '@/ui/digest-text'
import { CommandField, ValueField } from '@/ui/fields'
import { Note } from '@/ui/note'
import styles from './operation-preview.module.css'
import { Restarts } from './restarts'
import type { WriteVerdict } from './write-verdict'

/** The consequences before the button: the image, what it will do, what starts anew, the command. */
export function OperationPreview({
  operation,
  seen,
  verdict,
  missing,
}: {
  operation: TagOperation
  seen: SeenTag | undefined
  verdict: WriteVerdict
  /** The rights that are missing, in a sentence; '' for none. */
  missing: string
}) {
  const { sentences, command, write, blocker } = operation
  const image = verdict.result?.image?.metadata?.name ?? ''
  const pulled = verdict.result?.image?.dockerImageReference ?? ''
  return (
    <div
      className={verdict.isRunning ? `ts-dialog__prev ${styles.old}` : 'ts-dialog__prev'}
      aria-live="polite"
      aria-busy={verdict.isRunning}
    >
      {missing && (
        <section>
          <Note kind="warn" title="You may not do this.">
            {missing} Somebody who manages the project can give it to you.
          </Note>
        </section>
      )}
      {verdict.unasked && (
        <section>
          <Note kind="warn" title="The server could not be asked beforehand.">
            What is said here is what is known without its dry run.{' '}
            <span className="ts-mono ts-clamp">{readable(verdict.unasked)}</span>
          </Note>
        </section>
      )}
      {verdict.refusal && (
        <section>
          <Note kind="bad" title="The server refuses it.">
            <p className={`ts-mono ${styles.refusal}`}>{readable(verdict.refusal)}</p>
          </Note>
        </section>
      )}
      {blocker && <p className="ts-sub">{blocker}</p>}
      {verdict.result && <Move before={seen?.image ?? ''} after={image} />}
      {sentences.length > 0 && (
        <section>
          <h3>What it will do</h3>
          <ul className={styles.list}>
            {sentences.map((sentence) => (
              <li key={sentence}>{withShortDigests(sentence)}</li>
            ))}
          </ul>
        </section>
      )}
      {write && (
        <Restarts
          at={operation.at}
          isGone={write.how === 'delete'}
          image={image}
          reference={pulled}
          before={seen?.image ?? ''}
        />
      )}
      {pulled && (
        <section>
          <h3>Pulled from then on</h3>
          <ValueField value={pulled} label="Pull string" wraps />
        </section>
      )}
      {command && (
        <section>
          <h3>
            {operation.write?.how === 'untrack' ? 'The same in a terminal' : 'The same with oc'}
          </h3>
          <CommandField command={command} />
          {command.startsWith('oc tag ') && write?.how === 'patch' && (
            <p className={`ts-sub ${styles.caution}`}>
              oc tag also resets annotations and policies of the tag; this dialog does not.
            </p>
          )}
        </section>
      )}
    </div>
  )
}

function Move({ before, after }: { before: string; after: string }) {
  return (
    <section>
      <h3>The image</h3>
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

/** A sentence with its digests cut short, to be read. */
function withShortDigests(text: string): string {
  return readable(
    text.replace(/sha256:[0-9a-f]{64}/g, (digest) => `sha256:${shortDigest(digest)}…`),
  )
}
