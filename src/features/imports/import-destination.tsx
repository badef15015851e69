import { useId } from 'react'
import type { ImportDraft, ImportEffect } from '@/domain/import-plan'
import { parseStreamName } from '@/domain/tag-reference'
import { Choice, ChoiceGroup } from '@/ui/choice'
import { Combobox } from '@/ui/combobox'
import { effectWords } from './effect-words'
import styles from './import-form.module.css'

/** The stream, the tag, and how a new tag behaves. */
export function ImportDestination({
  draft,
  streams,
  single,
  onChange,
}: {
  draft: ImportDraft
  /** Names of the streams that the project has; null while they are not known. */
  streams: readonly string[] | null
  /** For one image: the tag that it becomes. For a repository each chosen tag has its own. */
  single: { tag: string; effect: ImportEffect; onChange: (tag: string) => void } | null
  onChange: (change: Partial<ImportDraft>) => void
}) {
  const id = useId()
  const name = parseStreamName(draft.stream)
  const isThere = streams?.includes(draft.stream) === true
  return (
    <section className="ts-sec">
      <h2>Where to</h2>
      <div className="ts-fg">
        <label htmlFor={id}>
          <span>Image stream</span>
          <small>in project {draft.namespace}</small>
        </label>
        <Combobox
          id={id}
          value={draft.stream}
          options={(streams ?? [])
            .filter((stream) => stream.includes(draft.stream))
            .slice(0, 40)
            .map((stream) => ({ text: stream, title: stream, hint: '', group: 'Image streams' }))}
          onChange={(text) => onChange({ stream: text.trim() })}
          isInvalid={!name.ok}
          describedBy={`${id}-hint`}
          listLabel="Image streams"
        >
          <p id={`${id}-hint`} className={name.ok ? 'hint' : styles.problem} role="status">
            {!name.ok
              ? name.problem
              : isThere
                ? 'Is there already; the tags are added to it.'
                : streams === null
                  ? 'Is made if it is not there.'
                  : 'A new image stream is made.'}
          </p>
        </Combobox>
      </div>
      {single && (
        <div className="ts-fg">
          <label htmlFor={`${id}-tag`}>
            <span>Tag</span>
          </label>
          <input
            id={`${id}-tag`}
            className={`ts-input ${styles.reference}`}
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={single.effect.kind === 'blocked'}
            aria-describedby={`${id}-tag-hint`}
            value={single.tag}
            onChange={(event) => single.onChange(event.target.value)}
          />
          <p
            id={`${id}-tag-hint`}
            className={single.effect.kind === 'blocked' ? styles.problem : 'hint'}
            role="status"
          >
            {effectWords(single.effect)}
          </p>
        </div>
      )}
      <Policies draft={draft} onChange={onChange} />
    </section>
  )
}

function Policies({
  draft,
  onChange,
}: {
  draft: ImportDraft
  onChange: (change: Partial<ImportDraft>) => void
}) {
  return (
    <>
      <ChoiceGroup title="New tags" hint="import policy">
        <Choice
          type="checkbox"
          name="scheduled"
          title="Scheduled"
          isChecked={draft.scheduled}
          onCheck={(scheduled) => onChange({ scheduled })}
        >
          Looks for a newer image about every 15 minutes. Not for an image by digest.
        </Choice>
      </ChoiceGroup>
      <ChoiceGroup title="Of a list of platforms" hint="import mode">
        <Choice
          type="radio"
          name="importMode"
          title="Take one (Legacy)"
          isChecked={draft.importMode === 'Legacy'}
          onCheck={() => onChange({ importMode: 'Legacy' })}
        >
          The platform of this cluster, as oc does unless told otherwise.
        </Choice>
        <Choice
          type="radio"
          name="importMode"
          title="Keep all (PreserveOriginal)"
          isChecked={draft.importMode === 'PreserveOriginal'}
          onCheck={() => onChange({ importMode: 'PreserveOriginal' })}
        >
          Each node pulls its own.
        </Choice>
      </ChoiceGroup>
      <ChoiceGroup title="Pods pull" hint="reference policy">
        <Choice
          type="radio"
          name="referencePolicy"
          title="From the source"
          isChecked={draft.referencePolicy === 'Source'}
          onCheck={() => onChange({ referencePolicy: 'Source' })}
        >
          The registry must be reachable from the nodes.
        </Choice>
        <Choice
          type="radio"
          name="referencePolicy"
          title="Through the internal registry"
          isChecked={draft.referencePolicy === 'Local'}
          onCheck={() => onChange({ referencePolicy: 'Local' })}
        >
          The cluster’s own registry passes the image on, and may keep a copy.
        </Choice>
      </ChoiceGroup>
    </>
  )
}
