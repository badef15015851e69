import { RhUiAddIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-add-icon'
import { RhUiTrashIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-trash-icon'
import { useId, useRef } from 'react'
import styles from './pair-rows.module.css'

type Pairs = [name: string, value: string][]

/** Names and values to write, a pair a row: labels and annotations. */
export function PairRows({
  legend,
  word,
  pairs,
  problem,
  onChange,
}: {
  legend: string
  /** As in “Add a label”. */
  word: 'label' | 'annotation'
  pairs: Pairs
  problem: string
  onChange: (pairs: Pairs) => void
}) {
  const id = useId()
  const box = useRef<HTMLFieldSetElement>(null)
  const focus = (selector: string) =>
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(selector)?.focus())

  function set(index: number, pair: [string, string]) {
    onChange(pairs.map((old, at) => (at === index ? pair : old)))
  }

  function handleAdd() {
    onChange([...pairs, ['', '']])
    focus(`[data-row="${pairs.length}"] input`)
  }

  function handleRemove(index: number) {
    onChange(pairs.filter((_, at) => at !== index))
    focus('[data-add]')
  }

  return (
    <fieldset
      ref={box}
      className={styles.box}
      aria-describedby={problem ? `${id}-problem` : undefined}
    >
      <legend className="ts-strong">{legend}</legend>
      {pairs.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the name is being typed, the place is the identity
        <div key={index} className={styles.row} data-row={index}>
          <input
            className="ts-input"
            aria-label={`Name of ${word} ${index + 1}`}
            placeholder="name"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={problem !== '' && name.trim() === ''}
            value={name}
            onChange={(event) => set(index, [event.target.value, value])}
          />
          <input
            className="ts-input"
            aria-label={`Value of ${word} ${name || index + 1}`}
            placeholder="value"
            autoComplete="off"
            spellCheck={false}
            value={value}
            onChange={(event) => set(index, [name, event.target.value])}
          />
          <button
            type="button"
            className="ts-iconbtn"
            aria-label={`Remove ${word} ${name || index + 1}`}
            onClick={() => handleRemove(index)}
          >
            <RhUiTrashIcon className="ts-i" />
          </button>
        </div>
      ))}
      {problem && (
        <p id={`${id}-problem`} className={styles.problem} role="status">
          {problem}
        </p>
      )}
      <button type="button" className="ts-linkbtn" data-add onClick={handleAdd}>
        <RhUiAddIcon className="ts-i" /> Add {word === 'label' ? 'a label' : 'an annotation'}
      </button>
    </fieldset>
  )
}
