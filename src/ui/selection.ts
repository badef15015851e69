import { type ReactNode, useCallback, useState } from 'react'

/** Which rows of a list are selected, by key: it survives whatever happens to the list. */
export interface Selection {
  keys: ReadonlySet<string>
  set: (keys: readonly string[], isOn: boolean) => void
  clear: () => void
}

const none: ReadonlySet<string> = new Set()

/** A selection that begins empty. */
export function useSelection(): Selection {
  const [keys, setKeys] = useState(none)
  const set = useCallback((changed: readonly string[], isOn: boolean) => {
    setKeys((before) => withKeys(before, changed, isOn))
  }, [])
  const clear = useCallback(() => setKeys(none), [])
  return { keys, set, clear }
}

/** The same set where nothing changes. */
function withKeys(
  before: ReadonlySet<string>,
  changed: readonly string[],
  isOn: boolean,
): ReadonlySet<string> {
  if (changed.every((key) => before.has(key) === isOn)) return before
  const after = new Set(before)
  for (const key of changed) {
    if (isOn) after.add(key)
    else after.delete(key)
  }
  return after
}

/** The keys from one row to another, both included, whichever comes first. */
export function keysBetween(keys: readonly string[], from: string, to: string): string[] {
  const start = keys.indexOf(from)
  const end = keys.indexOf(to)
  if (end < 0) return []
  if (start < 0) return [to]
  return keys.slice(Math.min(start, end), Math.max(start, end) + 1)
}

/** What a list needs so that its rows can be selected, and something be done with them. */
export interface ListBulk {
  selection: Selection
  /** At the foot of the list; told the keys of all rows that the filters let in. */
  bar: (shown: readonly string[]) => ReactNode
}
