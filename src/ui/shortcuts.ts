import { useEffectEvent, useLayoutEffect, useSyncExternalStore } from 'react'
import { keep, readKept } from './kept-choice'

/** Kept for this person; anything else than `off` is on. */
const key = 'shortcuts'
const listeners = new Set<() => void>()
let isOn = readKept(key) !== 'off'

/**
 * Whether single keys do things, and a way to turn that off: who speaks to the computer types by
 * accident (WCAG 2.1.4). Shortcuts with Ctrl or Cmd stay.
 */
export function useSingleKeys(): [isOn: boolean, set: (isOn: boolean) => void] {
  return [useSyncExternalStore(subscribe, () => isOn), set]
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function set(next: boolean): void {
  isOn = next
  keep(key, next ? 'on' : 'off')
  for (const listener of listeners) listener()
}

/** Does something when a single key is pressed anywhere on the page where nobody is writing. */
export function useSingleKey(wanted: string, onPress: () => void): void {
  const handlePress = useEffectEvent(onPress)
  // Before it is painted: what is seen to be there hears the key.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== wanted || !isFree(event)) return
      event.preventDefault()
      handlePress()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [wanted])
}

/** Whether a key means nothing else where it was pressed: neither text nor an open dialog has it. */
export function isFree(event: KeyboardEvent): boolean {
  if (!isOn || event.defaultPrevented || event.isComposing) return false
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  if (document.querySelector('dialog[open], [role="dialog"], [role="menu"]')) return false
  const { target } = event
  if (!(target instanceof HTMLElement)) return true
  return !target.isContentEditable && !target.closest('input, textarea, select')
}
