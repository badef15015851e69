import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import { parseComparedSide } from '@/domain/compared-side'
import { imageStreamQueries } from '@/queries/image-streams'
import { projectQueries } from '@/queries/projects'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import styles from './side-picker.module.css'
import { sideSuggestions, typedParts } from './side-suggestions'

/** Chooses one side: a project, then a stream, then a tag or a digest, in one field that completes. */
export function SidePicker({
  label,
  value,
  onPick,
  onCancel,
}: {
  /** `Left image` */
  label: string
  /** The side as the address has it. */
  value: string
  onPick: (side: string) => void
  /** Absent where there is nothing to go back to. */
  onCancel?: () => void
}) {
  const id = useId()
  // Another image is mostly one of the same stream.
  const start = parseComparedSide(value).ok ? value.replace(/[:@].*$/s, ':') : value
  const [text, setText] = useState(start)
  const [isTried, setIsTried] = useState(start !== '' && start === value)
  const options = useSuggestions(useDeferredValue(text))
  const parsed = parseComparedSide(text)
  const problem = isTried && !parsed.ok ? parsed.problem : ''

  function handleChange(next: string) {
    setText(next)
    setIsTried(false)
  }

  /** A completion is the whole of a side, where a typed text may go on; but a project is not. */
  function handleChoose(option: string) {
    if (parseComparedSide(option).ok) onPick(option)
  }

  return (
    <form
      className={styles.picker}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setIsTried(true)
        if (parsed.ok) onPick(text.trim())
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel?.()
      }}
    >
      <label htmlFor={id}>{label}</label>
      <Combobox
        id={id}
        value={text}
        options={options}
        onChange={handleChange}
        onChoose={handleChoose}
        isInvalid={problem !== ''}
        describedBy={`${id}-hint`}
        listLabel={`Choices for the ${label.toLowerCase()}`}
      >
        <p id={`${id}-hint`} className={problem ? styles.problem : styles.hint} role="status">
          {problem || 'project/stream:tag, or project/stream@digest'}
        </p>
      </Combobox>
      <div className="ts-row">
        <Button variant="secondary" type="submit">
          Show
        </Button>
        {onCancel && (
          <Button variant="link" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  )
}

function useSuggestions(text: string) {
  const { data: known } = useQuery(projectQueries.list())
  const { namespace, stream } = typedParts(text)
  const { data: project } = useQuery({
    ...imageStreamQueries.rows(namespace),
    enabled: namespace !== '',
  })
  const rows = project?.rows ?? []
  const { data: imageStream } = useQuery({
    ...imageStreamQueries.detail(namespace, stream),
    enabled: rows.some(({ name }) => name === stream),
  })
  return sideSuggestions(text, {
    projects: (known?.projects ?? []).map(({ name }) => name),
    rows,
    imageStream,
  })
}
