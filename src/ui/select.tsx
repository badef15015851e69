import { AngleDownIcon } from '@patternfly/react-icons/dist/esm/icons/angle-down-icon'
import type { ReactNode } from 'react'

/** The browser's own list of choices, looking like our other controls. */
export function Select<Value extends string>({
  label,
  choices,
  value,
  onChange,
  icon,
}: {
  label: string
  choices: readonly { value: Value; text: string }[]
  value: Value
  onChange: (value: Value) => void
  icon?: ReactNode
}) {
  return (
    <span className="ts-select">
      {icon}
      <select
        className="ts-ctl"
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.target.value)
          if (chosen) onChange(chosen.value)
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </select>
      <AngleDownIcon className="ts-i ts-select__end" />
    </span>
  )
}
