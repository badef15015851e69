import { useSyncExternalStore } from 'react'

/** What a person chose; public/theme.js reads the same key before the first paint. */
const key = 'tagstream.theme'

export type ThemeChoice = 'light' | 'dark' | 'system'

const listeners = new Set<() => void>()
const prefersDark = () => window.matchMedia('(prefers-color-scheme: dark)')
const isOnPaper = () => window.matchMedia('print')

function readChoice(): ThemeChoice {
  try {
    const kept = localStorage.getItem(key)
    return kept === 'light' || kept === 'dark' ? kept : 'system'
  } catch {
    return 'system'
  }
}

let choice = readChoice()

function apply(): void {
  // Paper is white: light letters could not be read on it.
  const isDark =
    !isOnPaper().matches && (choice === 'dark' || (choice === 'system' && prefersDark().matches))
  document.documentElement.classList.toggle('pf-v6-theme-dark', isDark)
}

/** Follows the system's theme for as long as the page lives, where a person chose so. */
export function followSystemTheme(): void {
  prefersDark().addEventListener('change', apply)
  isOnPaper().addEventListener('change', apply)
  apply()
}

/** The chosen theme, and a way to choose another, kept for this person's next visits. */
export function useTheme(): [choice: ThemeChoice, choose: (next: ThemeChoice) => void] {
  return [useSyncExternalStore(subscribe, () => choice), choose]
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function choose(next: ThemeChoice): void {
  choice = next
  try {
    if (next === 'system') localStorage.removeItem(key)
    else localStorage.setItem(key, next)
  } catch {
    // Storage may be closed to us: then the choice lasts as long as the page.
  }
  apply()
  for (const listener of listeners) listener()
}
