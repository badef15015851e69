import type { SeenTag } from '@/domain/tag-operations/seen-tag'
import type { TagOperation } from '@/domain/tag-operations/tag-operation'
import {
  ChangePreview,
  ConsequenceList,
  ImageMove,
  RefusalNote,
  UnaskedNote,
} from '@/ui/change-preview'
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
    <ChangePreview isAsking={verdict.isRunning}>
      {missing && (
        <section>
          <Note kind="warn" title="You may not do this.">
            {missing} Somebody who manages the project can give it to you.
          </Note>
        </section>
      )}
      <UnaskedNote words={verdict.unasked} />
      <RefusalNote words={verdict.refusal} />
      {blocker && <p className="ts-sub">{blocker}</p>}
      {verdict.result && (
        <section>
          <h3>The image</h3>
          <ImageMove before={seen?.image ?? ''} after={image} />
        </section>
      )}
      <ConsequenceList sentences={sentences} />
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
    </ChangePreview>
  )
}
