import './detail.css'
import { Modal } from '@patternfly/react-core/dist/esm/components/Modal/Modal'
import { type ReactNode, useId, useRef, useState } from 'react'
import styles from './dialog.module.css'

/**
 * A dialog with a head, a body and a foot with buttons, one form as a whole. Escape closes it, but
 * where something is written only the second time; what is under way keeps it open. Import it only
 * where it is loaded when it is asked for: it brings PatternFly's modal along.
 */
export function Dialog({
  title,
  isNarrow = false,
  isDirty = false,
  isBusy = false,
  onClose,
  onSubmit,
  footer,
  children,
}: {
  title: string
  /** One column: without a preview beside the form. */
  isNarrow?: boolean
  /** Something is written that closing would throw away. */
  isDirty?: boolean
  isBusy?: boolean
  onClose: () => void
  onSubmit?: () => void
  /** The buttons; `isLeaving` after an Escape that would throw something away. */
  footer: (isLeaving: boolean) => ReactNode
  children: ReactNode
}) {
  const titleId = useId()
  const form = useRef<HTMLFormElement>(null)
  const [isLeaving, setIsLeaving] = useState(false)
  const isHeld = isBusy || (isDirty && !isLeaving)

  function handleClose() {
    if (!isBusy) onClose()
  }

  /** The modal hears of the key before anything inside it does, so it asks for open lists itself. */
  function handleEscape() {
    if (form.current?.querySelector('[role="combobox"][aria-expanded="true"]')) return
    if (isHeld) setIsLeaving(isDirty)
    else handleClose()
  }

  return (
    <Modal
      isOpen
      aria-labelledby={titleId}
      className={`ts-dialog ${styles.dialog} ${isNarrow ? styles.narrow : ''}`}
      elementToFocus={`.${styles.form} :is(input, select, [type="submit"])`}
      onClose={handleClose}
      onEscapePress={handleEscape}
    >
      <form
        ref={form}
        className={styles.form}
        noValidate
        onChange={() => setIsLeaving(false)}
        onKeyDown={(event) => {
          // The focus trap listens further out, and would let go of the focus.
          if (event.key === 'Escape' && isHeld) event.stopPropagation()
        }}
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit?.()
        }}
      >
        <header className={`ts-dialog__head ${styles.head}`}>
          <h2 id={titleId}>{title}</h2>
        </header>
        <div className={isNarrow ? 'ts-dialog__body ts-dialog__body--one' : 'ts-dialog__body'}>
          {children}
        </div>
        <footer className="ts-dialog__foot">{footer(isLeaving)}</footer>
      </form>
    </Modal>
  )
}
