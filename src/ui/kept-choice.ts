import { useState } from 'react'

/** A choice kept for this person in the browser; the first one is the default. */
export function useKeptChoice<Choice extends string>(
  key: string,
  choices: readonly [Choice, ...Choice[]],
): [value: Choice, set: (value: Choice) => void] {
  const [value, setValue] = useState<Choice>(() => {
    const kept = readKept(key)
    return choices.find((choice) => choice === kept) ?? choices[0]
  })
  return [
    value,
    (next) => {
      setValue(next)
      keep(key, next)
    },
  ]
}

/** What the browser keeps for this person under a key; '' where nothing is, or storage is closed. */
export function readKept(key: string): string {
  try {
    return localStorage.getItem(`tagstream.${key}`) ?? ''
  } catch {
    return ''
  }
}

/** Keeps a text for this person, where the browser lets us. */
export function keep(key: string, text: string): void {
  try {
    localStorage.setItem(`tagstream.${key}`, text)
  } catch {
    // Private mode or a full store: it then lasts as long as the page.
  }
}
