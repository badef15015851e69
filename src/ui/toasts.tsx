import { RhUiCheckCircleFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-circle-fill-icon'
import { RhUiCloseIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-close-icon'
import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react'

export interface Toast {
  kind: 'ok' | 'bad'
  title: string
  body?: ReactNode
  /** As a rule "Undo". Pressing it closes the toast. */
  action?: { label: string; onClick: () => void }
}

interface ShownToast extends Toast {
  id: number
}

/** How long a success stays; a failure stays until it is closed. */
const lifetime = 8_000

const ToastsContext = createContext<((toast: Toast) => void) | null>(null)

/** Says what became of what a person did, at the lower end corner and to screen readers. */
export function useToasts(): { addToast: (toast: Toast) => void } {
  const addToast = useContext(ToastsContext)
  if (!addToast) throw new Error('useToasts is used outside ToastsProvider')
  return { addToast }
}

/** Keeps and shows the toasts of everything below it. */
export function ToastsProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<ShownToast[]>([])
  const nextId = useRef(1)

  const addToast = useCallback((toast: Toast) => {
    const id = nextId.current++
    setToasts((before) => [...before, { ...toast, id }])
  }, [])
  const close = useCallback((id: number) => {
    setToasts((before) => before.filter((toast) => toast.id !== id))
  }, [])

  return (
    <ToastsContext value={addToast}>
      {children}
      <section className="ts-toasts" aria-label="Results" aria-live="polite">
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onClose={close} />
        ))}
      </section>
    </ToastsContext>
  )
}

function ToastCard({ toast, onClose }: { toast: ShownToast; onClose: (id: number) => void }) {
  const { id, kind, title, body, action } = toast
  const [isHeld, setIsHeld] = useState(false)
  const Icon = kind === 'ok' ? RhUiCheckCircleFillIcon : RhUiErrorFillIcon

  // Nobody should have to race a toast that they are reading or about to press.
  useEffect(() => {
    if (kind === 'bad' || isHeld) return
    const timer = setTimeout(() => onClose(id), lifetime)
    return () => clearTimeout(timer)
  }, [id, kind, isHeld, onClose])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices being read, and offers nothing to press
    <div
      className={`ts-toast ts-toast--${kind}`}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <Icon className="ts-i" />
      <span className="ts-strong">{title}</span>
      <button
        type="button"
        className="ts-iconbtn ts-iconbtn--s"
        aria-label={`Close: ${title}`}
        onClick={() => onClose(id)}
      >
        <RhUiCloseIcon className="ts-i" />
      </button>
      {body && <div className="ts-toast__body">{body}</div>}
      {action && (
        <div className="ts-toast__acts">
          <button
            type="button"
            className="ts-linkbtn"
            onClick={() => {
              onClose(id)
              action.onClick()
            }}
          >
            {action.label}
          </button>
        </div>
      )}
    </div>
  )
}
