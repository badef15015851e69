import type { ReactNode } from 'react'
import { withShortDigests } from '@/domain/digest'
import type { TagDraft } from '@/domain/tag-draft'
import {
  ChangePreview,
  ConsequenceList,
  ImageMove,
  RefusalNote,
  UnaskedNote,
} from '@/ui/change-preview'
import { CommandField, ValueField } from '@/ui/fields'
import { differences } from './draft-fields'
import styles from './retarget-preview.module.css'
import type { Verdict } from './verdict'

/**
 * The consequences of the edit before it is made [E1]: which image, what changes, what will be
 * pulled, what else it does.
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
    <ChangePreview isAsking={verdict.isRunning}>
      {conflict && <section>{conflict}</section>}
      <UnaskedNote words={verdict.unasked} />
      <RefusalNote words={verdict.refusal} />
      <section>
        <h3>What changes</h3>
        {verdict.result && <ImageMove before={heldImage} after={image} />}
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
      <ConsequenceList sentences={consequences} />
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
    </ChangePreview>
  )
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
  const cut = withShortDigests(text)
  return cut.length > 400 ? `${cut.slice(0, 399)}…` : cut
}
