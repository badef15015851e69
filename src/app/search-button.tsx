import { RhUiSearchIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-search-icon'
import { lazy, Suspense, useLayoutEffect, useRef, useState } from 'react'
import { Opening } from '@/ui/opening'
import { patiently } from '@/ui/patiently'
import { useSingleKey, useSingleKeys } from '@/ui/shortcuts'
import { useToasts } from '@/ui/toasts'
import type { AskedDialog } from './asked-dialogs'
import { BesideBoundary } from './error-boundary'
import type { Place } from './place'

const Palette = lazy(async () => ({
  default: (await patiently(() => import('./palette'))).Palette,
}))

const AskedDialogs = lazy(async () => ({
  default: (await patiently(() => import('./asked-dialogs'))).AskedDialogs,
}))

const isApple = /Mac|iPhone|iPad/.test(navigator.platform)

/** Opens the search: by a click, by Ctrl or Cmd and K, and by `/` where single keys do things. */
export function SearchButton({ place }: { place: Place }) {
  const [isOpen, setIsOpen] = useState(false)
  const [asked, setAsked] = useState<AskedDialog | null>(null)
  const [text, setText] = useState('')
  const [failures, setFailures] = useState(0)
  const { addToast } = useToasts()
  const [hasSingleKeys] = useSingleKeys()
  useSingleKey('/', () => setIsOpen(true))
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isSearch = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)
      if (!isSearch || event.altKey || event.shiftKey) return
      // An open dialog may hold what somebody wrote: it is closed by its own means first.
      if (document.querySelector('[aria-modal="true"]')) return
      event.preventDefault()
      setIsOpen(true)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])

  function tellFailure() {
    setFailures(failures + 1)
    close()
    setAsked(null)
    addToast({
      kind: 'bad',
      title: 'This could not be opened',
      body: 'The server may be away, or a new version of Tagstream may have been installed. Reload the page when nothing on it would be lost.',
      action: { label: 'Reload', onClick: () => window.location.reload() },
    })
  }

  function close() {
    setIsOpen(false)
    setText('')
  }

  return (
    <>
      <button
        type="button"
        className="ts-find"
        aria-label="Search"
        aria-haspopup="dialog"
        aria-keyshortcuts={hasSingleKeys ? '/ Control+K Meta+K' : 'Control+K Meta+K'}
        onClick={() => setIsOpen(true)}
      >
        <RhUiSearchIcon className="ts-i" />
        <span className="ts-find__text">Search streams, tags, digests, labels</span>
        <span className="ts-kbd">{isApple ? '⌘ K' : 'Ctrl K'}</span>
      </button>
      <BesideBoundary key={failures} onError={tellFailure}>
        {isOpen && (
          <Suspense fallback={<TypedAhead text={text} onText={setText} onClose={close} />}>
            <Palette place={place} text={text} onAsk={setAsked} onClose={close} />
          </Suspense>
        )}
        {asked && (
          <Suspense fallback={<Opening />}>
            <AskedDialogs asked={asked} onClose={() => setAsked(null)} />
          </Suspense>
        )}
      </BesideBoundary>
    </>
  )
}

/** Takes what is typed while the search is being loaded: its letters are no keys of the page. */
function TypedAhead({
  text,
  onText,
  onClose,
}: {
  text: string
  onText: (text: string) => void
  onClose: () => void
}) {
  const field = useRef<HTMLInputElement>(null)
  // Given back, so that the search gives it back to the same when it is closed.
  useLayoutEffect(() => {
    const before = document.activeElement
    field.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <input
      ref={field}
      className="ts-ahead"
      aria-label="Opening the search"
      placeholder="Opening the search…"
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    />
  )
}
