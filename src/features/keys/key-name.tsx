import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '@/ui/button'
import styles from './key-card.module.css'

/** Gives a key another name. Escape leaves it as it was. */
export function KeyName({
  name,
  onSave,
  onCancel,
}: {
  name: string
  onSave: (name: string) => void
  onCancel: () => void
}) {
  const [text, setText] = useState(name)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()

  useEffect(() => input.current?.select(), [])

  return (
    <form
      className={styles.rename}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') onSave(text.trim())
      }}
    >
      <label className="ts-sr" htmlFor={id}>
        Name of the key
      </label>
      <input
        id={id}
        ref={input}
        className="ts-ctl"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onCancel()}
      />
      <Button
        variant="secondary"
        type="submit"
        {...(text.trim() === '' && { disabledReason: 'A key needs a name' })}
      >
        Save name
      </Button>
      <Button variant="link" onClick={onCancel}>
        Cancel
      </Button>
    </form>
  )
}
