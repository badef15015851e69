import { RhUiCheckIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-icon'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'

export interface MenuItem {
  label: string
  icon?: ReactNode
  onSelect: () => void
  /** Given for one of several choices. */
  isChecked?: boolean
  isDanger?: boolean
  /** A line above it: what destroys stands apart. */
  isApart?: boolean
  /** Why it cannot be used: it stays reachable and says this. */
  disabledReason?: string
  /** The key that does the same, where there is one. */
  shortcut?: string
}

/** A button that opens a list of things to do. Arrow keys, Home, End and Escape work as in any menu. */
export function Menu({
  label,
  items,
  className = 'ts-iconbtn',
  children,
  onOpen,
}: {
  /** The button's name; also the menu's. */
  label: string
  items: MenuItem[]
  /** Called when it opens: what only the items need is asked for then. */
  onOpen?: () => void
  className?: string
  /** What the button looks like. */
  children: ReactNode
}) {
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (!isOpen) return
    list.current?.classList.toggle('is-above', hasRoomAboveOnly(list.current, button.current))
    const checked = list.current?.querySelector<HTMLElement>('[aria-checked="true"]')
    const first = list.current?.querySelector<HTMLElement>('[role^="menuitem"]')
    ;(checked ?? first)?.focus()
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setIsOpen(false)
    }
    document.addEventListener('pointerdown', onPointerDown)
    return () => document.removeEventListener('pointerdown', onPointerDown)
  }, [isOpen])

  function close() {
    setIsOpen(false)
    button.current?.focus()
  }

  function handleKeyDown(event: React.KeyboardEvent) {
    const entries = [...(list.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])]
    const index = entries.indexOf(document.activeElement as HTMLElement)
    const last = entries.length - 1
    const next = {
      ArrowDown: index === last ? 0 : index + 1,
      ArrowUp: index <= 0 ? last : index - 1,
      Home: 0,
      End: last,
    }[event.key]
    if (next !== undefined) {
      event.preventDefault()
      entries[next]?.focus()
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    } else if (event.key === 'Tab') {
      setIsOpen(false)
    }
  }

  return (
    <div className="ts-menuroot" ref={root}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        title={label}
        onClick={() => {
          if (!isOpen) onOpen?.()
          setIsOpen(!isOpen)
        }}
      >
        {children}
      </button>
      {isOpen && (
        <div
          className="ts-menu"
          id={id}
          role="menu"
          aria-label={label}
          tabIndex={-1}
          ref={list}
          onKeyDown={handleKeyDown}
        >
          {items.map((item) => (
            <MenuEntry key={item.label} item={item} onDone={close} />
          ))}
        </div>
      )}
    </div>
  )
}

/** At the foot of the screen a menu opens upwards, if it fits there. */
function hasRoomAboveOnly(list: HTMLElement, button: HTMLElement | null): boolean {
  const { height, bottom } = list.getBoundingClientRect()
  const above = button?.getBoundingClientRect().top ?? 0
  return bottom > window.innerHeight && above > height + 64
}

function MenuEntry({ item, onDone }: { item: MenuItem; onDone: () => void }) {
  const { label, icon, onSelect, isChecked, isDanger, isApart, disabledReason, shortcut } = item
  const reasonId = useId()
  const className = ['ts-menu__item', isDanger && 'is-danger', isApart && 'is-apart']
    .filter(Boolean)
    .join(' ')
  return (
    <button
      type="button"
      role={isChecked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-label={label}
      {...(isChecked !== undefined && { 'aria-checked': isChecked })}
      aria-disabled={disabledReason !== undefined}
      aria-describedby={disabledReason === undefined ? undefined : reasonId}
      aria-keyshortcuts={shortcut}
      tabIndex={-1}
      className={className}
      onClick={() => {
        if (disabledReason !== undefined) return
        onDone()
        onSelect()
      }}
    >
      {icon}
      <span>
        {label}
        {disabledReason !== undefined && (
          <small className="ts-menu__why" id={reasonId}>
            {disabledReason}
          </small>
        )}
      </span>
      {shortcut && <kbd className="ts-kbd">{shortcut}</kbd>}
      {isChecked && <RhUiCheckIcon className="ts-i ts-menu__check" />}
    </button>
  )
}
