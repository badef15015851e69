import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import styles from './combobox.module.css'

export interface ComboboxOption {
  text: string
  title: string
  hint: string
  group: string
}

/**
 * A text field that offers completions (the ARIA combobox pattern). Arrow keys open and walk the
 * list, Enter takes the marked option, Escape closes the list before it closes anything else.
 */
export function Combobox({
  id,
  value,
  options,
  onChange,
  onChoose,
  isInvalid,
  describedBy,
  listLabel,
  children,
}: {
  id: string
  value: string
  options: ComboboxOption[]
  onChange: (value: string) => void
  /** An option was taken from the list, where that is more than typing the same. */
  onChoose?: (value: string) => void
  isInvalid: boolean
  describedBy: string
  listLabel: string
  /** What is said of the value, under the field and above the list. */
  children: ReactNode
}) {
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const [marked, setMarked] = useState(-1)
  // A list of nothing but what is written already only hides what is below it.
  const hasMore = options.some((option) => option.text !== value)
  const isShown = isOpen && hasMore
  const markedOption = isShown ? options[marked] : undefined

  function mark(index: number) {
    setMarked(index)
    list.current?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' })
  }

  function choose(option: ComboboxOption) {
    onChange(option.text)
    setMarked(-1)
    // "project/" is only half of a reference: its streams come next.
    setIsOpen(option.text.endsWith('/'))
    onChoose?.(option.text)
  }

  function handleKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!isShown) {
        setIsOpen(true)
        mark(event.key === 'ArrowDown' ? 0 : options.length - 1)
        return
      }
      const step = event.key === 'ArrowDown' ? 1 : -1
      mark((marked + step + options.length) % options.length)
    } else if (event.key === 'Enter' && markedOption) {
      event.preventDefault()
      choose(markedOption)
    } else if (event.key === 'Enter' && isShown) {
      event.preventDefault()
      setIsOpen(false)
    } else if (event.key === 'Escape' && isShown) {
      event.preventDefault()
      event.stopPropagation()
      setIsOpen(false)
      setMarked(-1)
    } else if (event.key === 'Tab') {
      setIsOpen(false)
    }
  }

  return (
    <div className={styles.box}>
      <input
        id={id}
        className={`ts-input ${styles.input}`}
        type="text"
        role="combobox"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={listId}
        aria-activedescendant={markedOption ? `${listId}-${marked}` : undefined}
        aria-invalid={isInvalid}
        aria-describedby={describedBy}
        value={value}
        onChange={(event) => {
          onChange(event.target.value)
          setIsOpen(true)
          setMarked(-1)
        }}
        onFocus={(event) => {
          // The beginning of a long reference says more than its end.
          const input = event.target
          requestAnimationFrame(() => {
            input.scrollLeft = 0
          })
        }}
        onClick={() => setIsOpen(true)}
        onBlur={() => setIsOpen(false)}
        onKeyDown={handleKeyDown}
      />
      {children}
      <div
        id={listId}
        ref={list}
        role="listbox"
        aria-label={listLabel}
        className={styles.list}
        hidden={!isShown}
      >
        {isShown &&
          grouped(options).map(({ name, entries }) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a list of options
            <div key={name} role="group" aria-label={name}>
              <div className={styles.group} aria-hidden="true">
                {name}
              </div>
              {entries.map(({ option, index }) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the input handles the keys
                // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus
                <div
                  key={option.text}
                  id={`${listId}-${index}`}
                  data-index={index}
                  role="option"
                  aria-selected={index === marked}
                  className={styles.option}
                  // The field must not lose the focus, or the list would close before the click.
                  onMouseDown={(event) => event.preventDefault()}
                  onMouseMove={() => index !== marked && setMarked(index)}
                  onClick={() => choose(option)}
                >
                  <span className="ts-trunc" title={option.text}>
                    {option.title}
                  </span>
                  <span className={styles.hint}>{option.hint}</span>
                </div>
              ))}
            </div>
          ))}
      </div>
    </div>
  )
}

interface OptionGroup {
  name: string
  entries: { option: ComboboxOption; index: number }[]
}

/** Neighbours of one group together, each with its place in the whole list. */
function grouped(options: ComboboxOption[]): OptionGroup[] {
  const groups: OptionGroup[] = []
  for (const [index, option] of options.entries()) {
    const last = groups.at(-1)
    if (last?.name === option.group) last.entries.push({ option, index })
    else groups.push({ name: option.group, entries: [{ option, index }] })
  }
  return groups
}
