import { useCallback } from 'react'
import { useSearchParams } from 'react-router'

/**
 * A choice kept in the address. The first one is the default and leaves no trace; an unknown word
 * reads as the default. Setting replaces the history entry unless `push` is asked for.
 */
export function useSearchParam<Choice extends string>(
  name: string,
  choices: readonly [Choice, ...Choice[]],
): [value: Choice, set: (value: Choice) => void] {
  const [text, setText] = useTextParam(name)
  const value = choices.find((choice) => choice === text) ?? choices[0]
  const set = useCallback(
    (next: Choice) => setText(next === choices[0] ? '' : next),
    [setText, choices[0]],
  )
  return [value, set]
}

/** A text kept in the address; '' leaves no trace. */
export function useTextParam(name: string): [value: string, set: (value: string) => void] {
  const [params] = useSearchParams()
  const setParams = useSetSearchParams()
  const set = useCallback((value: string) => setParams({ [name]: value }), [name, setParams])
  return [params.get(name) ?? '', set]
}

/** Sets several parameters at once, in place of the current history entry; '' removes one. */
export function useSetSearchParams(): (changes: Record<string, string>) => void {
  const [, setParams] = useSearchParams()
  return useCallback(
    (changes) => {
      // Not the router's copy: two changes before the next render must both be kept.
      const params = new URLSearchParams(window.location.search)
      for (const [name, value] of Object.entries(changes)) {
        if (value === '') params.delete(name)
        else params.set(name, value)
      }
      setParams(params, { replace: true, preventScrollReset: true })
    },
    [setParams],
  )
}
