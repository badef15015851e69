import { type ReactNode, useId } from 'react'
import styles from './text-field.module.css'

/** A line to write in, with its name above and a word or what is wrong below. */
export function TextField({
  label,
  hint,
  value,
  problem = '',
  suggestions,
  isMono = false,
  onChange,
  children,
}: {
  label: string
  hint?: string
  value: string
  /** What is wrong with it, in a sentence; '' for nothing. */
  problem?: string
  /** Completions, offered by the browser. */
  suggestions?: readonly string[]
  isMono?: boolean
  onChange: (value: string) => void
  /** What is said of it while nothing is wrong. */
  children?: ReactNode
}) {
  const id = useId()
  return (
    <div className="ts-fg">
      <label htmlFor={id}>
        <span>{label}</span>
        {hint && <small>{hint}</small>}
      </label>
      <input
        id={id}
        className={isMono ? `ts-input ${styles.mono}` : 'ts-input'}
        type="text"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={problem !== ''}
        aria-describedby={`${id}-hint`}
        list={suggestions ? `${id}-list` : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {suggestions && (
        <datalist id={`${id}-list`}>
          {suggestions.map((text) => (
            <option key={text} value={text} />
          ))}
        </datalist>
      )}
      <p id={`${id}-hint`} className={problem ? styles.problem : 'hint'} role="status">
        {problem || children}
      </p>
    </div>
  )
}
