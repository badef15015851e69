import { useId } from 'react'
import styles from './bulk-dialog.module.css'

/** What destroys is confirmed by typing how many are meant. */
export function TypedCount({
  count,
  value,
  onChange,
}: {
  count: number
  value: string
  onChange: (value: string) => void
}) {
  const id = useId()
  return (
    <div className="ts-fg">
      <label htmlFor={id}>
        <span>Nothing brings them back. Type {count} to confirm.</span>
      </label>
      <input
        id={id}
        className={`ts-input ${styles.typed}`}
        inputMode="numeric"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
