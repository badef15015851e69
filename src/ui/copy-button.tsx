import { RhUiCheckIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-icon'
import { RhUiCopyIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-copy-icon'
import { type ReactNode, useEffect, useState } from 'react'
import { Button } from './button'

/** Copies a text. For two seconds it is a check, and screen readers hear "Copied". */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { said, copy } = useCopy(text)
  return (
    <>
      <button
        type="button"
        className={said === 'Copied' ? 'ts-copy ts-copy--done' : 'ts-copy'}
        aria-label={label}
        title={said || label}
        onClick={copy}
      >
        {said === 'Copied' ? <RhUiCheckIcon className="ts-i" /> : <RhUiCopyIcon className="ts-i" />}
      </button>
      <span className="ts-sr" role="status">
        {said}
      </span>
    </>
  )
}

/** The same as a button with a word on it, among the actions of a page. */
export function CopyAction({
  text,
  icon,
  label,
}: {
  text: string
  icon: ReactNode
  label: string
}) {
  const { said, copy } = useCopy(text)
  return (
    <>
      <Button
        variant="secondary"
        icon={said === 'Copied' ? <RhUiCheckIcon className="ts-i" /> : icon}
        onClick={copy}
      >
        {label}
      </Button>
      <span className="ts-sr" role="status">
        {said}
      </span>
    </>
  )
}

function useCopy(text: string) {
  const [said, setSaid] = useState<'' | 'Copied' | 'Could not copy'>('')

  useEffect(() => {
    if (said === '') return
    const timer = setTimeout(() => setSaid(''), 2000)
    return () => clearTimeout(timer)
  }, [said])

  function copy() {
    copyText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Could not copy'),
    )
  }
  return { said, copy }
}

/** The clipboard API exists only in secure contexts: a dashboard on plain http falls back. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  field.style.position = 'fixed'
  field.style.opacity = '0'
  document.body.append(field)
  const focused = document.activeElement
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (focused instanceof HTMLElement) focused.focus()
  if (!isCopied) throw new Error('The browser refused to copy')
}
