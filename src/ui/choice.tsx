import { type ReactNode, useId } from 'react'
import styles from './choice.module.css'

/** Choices that belong together, under a title. */
export function ChoiceGroup({
  title,
  hint,
  problem,
  children,
}: {
  title: string
  hint?: string
  problem?: string | undefined
  children: ReactNode
}) {
  const id = useId()
  return (
    <fieldset className={styles.group} aria-describedby={problem ? id : undefined}>
      <legend>
        <span className="ts-strong">{title}</span>
        {hint && <small> {hint}</small>}
      </legend>
      {children}
      {problem && (
        <p id={id} className={styles.problem} role="status">
          {problem}
        </p>
      )}
    </fieldset>
  )
}

/** One choice, and a word on what it does. What cannot be chosen stays focusable and says why. */
export function Choice({
  type,
  name,
  title,
  isChecked,
  disabledReason = '',
  onCheck,
  children,
}: {
  type: 'radio' | 'checkbox'
  name: string
  title: ReactNode
  isChecked: boolean
  disabledReason?: string
  onCheck: (isChecked: boolean) => void
  children?: ReactNode
}) {
  const id = useId()
  const isDisabled = disabledReason !== ''
  return (
    <label className={isChecked ? 'ts-opt is-on' : 'ts-opt'}>
      <input
        type={type}
        name={name}
        checked={isChecked}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-meaning`}
        aria-disabled={isDisabled || undefined}
        onChange={(event) => !isDisabled && onCheck(event.target.checked)}
      />
      <b id={`${id}-title`} className={isDisabled ? 'ts-muted' : undefined}>
        {title}
      </b>
      <small id={`${id}-meaning`}>{isDisabled ? disabledReason : children}</small>
    </label>
  )
}
