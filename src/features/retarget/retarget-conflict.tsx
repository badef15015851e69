import { useEffect, useRef } from 'react'
import type { TagDraft } from '@/domain/tag-draft'
import { Choice } from '@/ui/choice'
import { Note } from '@/ui/note'
import { type DraftField, defaultSide, differences, mergeDrafts, type Sides } from './draft-fields'
import styles from './retarget-conflict.module.css'
import { shortened } from './retarget-preview'

/**
 * Somebody else changed the tag while the form was open: theirs beside mine, field by field. What I
 * did not touch is theirs from the start, so that nothing of theirs is lost by not looking.
 */
export function RetargetConflict({
  name,
  base,
  theirs,
  mine,
  sides,
  onChoose,
}: {
  /** `frontend:prod` */
  name: string
  /** As it was when the form was opened. */
  base: TagDraft
  theirs: TagDraft
  mine: TagDraft
  sides: Sides
  onChoose: (key: string, side: 'mine' | 'theirs') => void
}) {
  const fields = differences(theirs, mine)
  const merged = mergeDrafts({ base, theirs, mine }, sides)
  const saved = differences(theirs, merged)
  const note = useRef<HTMLDivElement>(null)

  // The form that had the focus is gone from the screen: reading goes on here.
  useEffect(() => note.current?.focus(), [])

  return (
    <div className="ts-dialog__form">
      <div ref={note} tabIndex={-1} className={styles.note}>
        <Note kind="warn" title={`Somebody else changed ${name} while you were editing.`}>
          Nothing was saved. Only fields that differ are shown, the rest is the same.
        </Note>
      </div>
      <p className="ts-sub">
        When you opened it, it pointed at{' '}
        <span className="ts-mono">{base.from ? shortened(base.from) : 'nothing'}</span>
      </p>
      <div className="ts-row ts-row--wrap">
        {(['theirs', 'mine'] as const).map((side) => (
          <button
            key={side}
            type="button"
            className="ts-linkbtn"
            onClick={() => {
              for (const { key } of fields) onChoose(key, side)
            }}
          >
            Take all of {side}
          </button>
        ))}
      </div>
      {fields.map((field) => (
        <Field
          key={field.key}
          field={field}
          theirs={theirs}
          mine={mine}
          side={sides[field.key] ?? defaultSide(field.key, base, mine)}
          onChoose={(side) => onChoose(field.key, side)}
        />
      ))}
      <h3 className="ts-h3">What will be saved</h3>
      {saved.length === 0 ? (
        <p className="ts-sub">Nothing: the tag stays as they left it.</p>
      ) : (
        <div className="ts-diff">
          {saved.map(({ key, title, value }) => (
            <div key={key} className="add">
              {title}: {shortened(value(merged)) || 'not set'}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

function Field({
  field,
  theirs,
  mine,
  side,
  onChoose,
}: {
  field: DraftField
  theirs: TagDraft
  mine: TagDraft
  side: 'mine' | 'theirs'
  onChoose: (side: 'mine' | 'theirs') => void
}) {
  const name = `side of ${field.key}`
  return (
    <fieldset className={styles.field}>
      <legend className="ts-strong">{field.title}</legend>
      <Choice
        type="radio"
        name={name}
        title="Theirs, on the server"
        isChecked={side === 'theirs'}
        onCheck={() => onChoose('theirs')}
      >
        <span className="ts-mono ts-clamp">{shortened(field.value(theirs)) || 'not set'}</span>
      </Choice>
      <Choice
        type="radio"
        name={name}
        title="Mine, not saved"
        isChecked={side === 'mine'}
        onCheck={() => onChoose('mine')}
      >
        <span className="ts-mono ts-clamp">{shortened(field.value(mine)) || 'not set'}</span>
      </Choice>
    </fieldset>
  )
}
