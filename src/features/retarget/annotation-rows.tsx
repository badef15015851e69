import { RhUiAddIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-add-icon'
import { RhUiTrashIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-trash-icon'
import { useId, useRef } from 'react'
import styles from './annotation-rows.module.css'

/** The annotations of a tag, a key and a value a row. */
export function AnnotationRows({
  annotations,
  problem,
  onChange,
}: {
  annotations: [key: string, value: string][]
  problem: string
  onChange: (annotations: [key: string, value: string][]) => void
}) {
  const id = useId()
  const box = useRef<HTMLFieldSetElement>(null)

  function set(index: number, pair: [string, string]) {
    onChange(annotations.map((old, at) => (at === index ? pair : old)))
  }

  function handleAdd() {
    onChange([...annotations, ['', '']])
    requestAnimationFrame(() => focusIn(box.current, `[data-row="${annotations.length}"] input`))
  }

  function handleRemove(index: number) {
    onChange(annotations.filter((_, at) => at !== index))
    requestAnimationFrame(() => focusIn(box.current, '[data-add]'))
  }

  return (
    <fieldset
      ref={box}
      className={styles.box}
      aria-describedby={problem ? `${id}-problem` : undefined}
    >
      <legend className="ts-strong">Annotations</legend>
      {annotations.map(([key, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the key is being typed, the place is the identity
        <div key={index} className={styles.row} data-row={index}>
          <input
            className="ts-input"
            aria-label={`Key of annotation ${index + 1}`}
            placeholder="key"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={problem !== '' && key.trim() === ''}
            value={key}
            onChange={(event) => set(index, [event.target.value, value])}
          />
          <input
            className="ts-input"
            aria-label={`Value of annotation ${key || index + 1}`}
            placeholder="value"
            autoComplete="off"
            spellCheck={false}
            value={value}
            onChange={(event) => set(index, [key, event.target.value])}
          />
          <button
            type="button"
            className="ts-iconbtn"
            aria-label={`Remove annotation ${key || index + 1}`}
            onClick={() => handleRemove(index)}
          >
            <RhUiTrashIcon className="ts-i" />
          </button>
        </div>
      ))}
      {problem && (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      )}
      <button type="button" className="ts-linkbtn" data-add onClick={handleAdd}>
        <RhUiAddIcon className="ts-i" /> Add an annotation
      </button>
    </fieldset>
  )
}

function focusIn(box: HTMLElement | null, selector: string) {
  box?.querySelector<HTMLElement>(selector)?.focus()
}
