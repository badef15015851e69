import { useId } from 'react'
import type { ImportDraft, ImportEffect } from '@/domain/import-plan'
import { parseStreamName } from '@/domain/tag-reference'
import { ChoiceGroup } from '@/ui/choice'
import { Combobox } from '@/ui/combobox'
import { ImportModeChoice, PullChoice, ScheduledChoice } from '@/ui/policy-choices'
import { TextField } from '@/ui/text-field'
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
        <TextField
          label="Tag"
          value={single.tag}
          isMono
          problem={single.effect.kind === 'blocked' ? effectWords(single.effect) : ''}
          onChange={single.onChange}
        >
          {effectWords(single.effect)}
        </TextField>
      )}
      <ChoiceGroup title="New tags" hint="import policy">
        <ScheduledChoice
          isChecked={draft.scheduled}
          onCheck={(scheduled) => onChange({ scheduled })}
        />
      </ChoiceGroup>
      <ImportModeChoice
        modes={['Legacy', 'PreserveOriginal']}
        value={draft.importMode}
        onChange={(importMode) => onChange({ importMode })}
      />
      <PullChoice
        value={draft.referencePolicy}
        onChange={(referencePolicy) => onChange({ referencePolicy })}
      />
    </section>
  )
}
