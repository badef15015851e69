import '@patternfly/react-styles/css/components/Button/button.css'
import { type ReactNode, useId, useState } from 'react'
import { readable } from '@/domain/untrusted'
import { Note } from './note'
import styles from './text-or-files.module.css'

export interface GivenBytes {
  bytes: Uint8Array<ArrayBuffer>
  /** The file's name. */
  source: string
}

/** More than any key, signature or statement has; a browser reads it in no time. */
const mostBytes = 8_000_000

/**
 * A field to paste into, on which files can be dropped, and a button that chooses them. What is typed
 * stays until who uses it takes it away: a problem with it is said below.
 */
export function TextOrFiles({
  label,
  hint,
  placeholder,
  text,
  onText,
  onFiles,
  isMultiple = false,
  problem,
  children,
}: {
  label: string
  /** What may be dropped. */
  hint: string
  placeholder: string
  text: string
  onText: (text: string) => void
  onFiles: (files: GivenBytes[]) => void
  isMultiple?: boolean
  /** What is wrong with what was given: a title, and sentences. */
  problem?: { title: string; details: readonly string[] } | undefined
  /** The button that takes the text. */
  children: ReactNode
}) {
  const id = useId()
  const [isOver, setIsOver] = useState(false)
  const [unread, setUnread] = useState('')

  async function take(list: FileList | null) {
    const files = [...(list ?? [])].slice(0, isMultiple ? undefined : 1)
    if (files.length === 0) return
    setUnread('')
    const large = files.find(({ size }) => size > mostBytes)
    if (large) return setUnread(`${large.name} is too large: it has more than 8 MB.`)
    try {
      onFiles(
        await Promise.all(
          files.map(async (file) => ({
            bytes: new Uint8Array(await file.arrayBuffer()),
            source: file.name,
          })),
        ),
      )
    } catch {
      setUnread('The browser could not read it. A folder cannot be dropped, only files.')
    }
  }

  const shown = unread ? { title: 'The file is not read', details: [unread] } : problem
  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the button */}
      <div
        className={isOver ? `${styles.box} ${styles.isOver}` : styles.box}
        onDragOver={(event) => {
          event.preventDefault()
          setIsOver(true)
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setIsOver(false)
          void take(event.dataTransfer.files)
        }}
      >
        <label className="ts-sr" htmlFor={id}>
          {label}
        </label>
        <textarea
          id={id}
          className={styles.text}
          spellCheck={false}
          autoComplete="off"
          placeholder={placeholder}
          value={text}
          aria-invalid={shown !== undefined}
          aria-describedby={shown ? `${id}-problem` : undefined}
          onChange={(event) => onText(event.target.value)}
        />
        <div className={styles.foot}>
          <span className={styles.hint}>{hint}</span>
          <label className={`pf-v6-c-button pf-m-secondary ts-btn ${styles.choose}`}>
            {isMultiple ? 'Choose files' : 'Choose a file'}
            <input
              className="ts-sr"
              type="file"
              multiple={isMultiple}
              onChange={(event) => {
                void take(event.target.files)
                // The same file may be chosen again after it was mended.
                event.target.value = ''
              }}
            />
          </label>
          {children}
        </div>
      </div>
      <div id={`${id}-problem`} role="alert" className={shown ? styles.problems : undefined}>
        {shown && (
          <Note kind="bad" title={shown.title}>
            <ul className={styles.list}>
              {shown.details.map((detail) => (
                <li key={detail}>{readable(detail)}</li>
              ))}
            </ul>
          </Note>
        )}
      </div>
    </div>
  )
}
