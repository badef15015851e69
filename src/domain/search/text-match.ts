/**
 * How well a word fits a text, the better the lower. Honest: every rank can be said in a few words,
 * and shown by marking the letters that made it.
 *
 *     exact      the text itself
 *     prefix     its beginning
 *     wordStart  the beginning of a word in it: after a separator, or where digits meet letters
 *     inside     anywhere in it
 *     nearly     one letter too many, too few, or other, or two that changed places: a slip of the hand
 *     letters    its letters in order, the first at the beginning of a word, not far apart
 */
export type MatchRank = 0 | 1 | 2 | 3 | 4 | 5

export const matchRanks = {
  exact: 0,
  prefix: 1,
  wordStart: 2,
  inside: 3,
  nearly: 4,
  letters: 5,
} as const

/** Where in the text the word was found: what is marked. */
export type MatchRange = readonly [start: number, end: number]

/** Fewer letters than this in any order say nothing. */
const fewestLetters = 3
/** A slip in a shorter word makes another word. */
const shortestSlip = 5
/** The letters may be spread over this many times their number. */
const spread = 4

/**
 * The rank of a word in a text, both in lower case; -1 where it does not fit. A text that is empty
 * fits nothing, and every text is fitted by the empty word, as its beginning.
 */
export function matchRank(text: string, word: string): MatchRank | -1 {
  if (text === '') return -1
  const found = text.indexOf(word)
  if (found === 0) return text.length === word.length ? matchRanks.exact : matchRanks.prefix
  if (found < 0) {
    if (nearlyIn(text, word)) return matchRanks.nearly
    return lettersFrom(text, word) ? matchRanks.letters : -1
  }
  for (let at = found; at > 0; at = text.indexOf(word, at + 1)) {
    if (isWordStart(text, at)) return matchRanks.wordStart
  }
  return matchRanks.inside
}

/** The letters that matchRank found, for marking; none where the word does not fit. */
export function matchRanges(text: string, word: string): MatchRange[] {
  const lower = text.toLowerCase()
  const wanted = word.toLowerCase()
  if (wanted === '' || lower.length !== text.length) return []
  const found = lower.indexOf(wanted)
  if (found < 0) {
    const nearly = nearlyIn(lower, wanted)
    return nearly ? [nearly] : (lettersFrom(lower, wanted) ?? [])
  }
  for (let at = found; at > 0; at = lower.indexOf(wanted, at + 1)) {
    if (isWordStart(lower, at)) return [[at, at + wanted.length]]
  }
  return [[found, found + wanted.length]]
}

/** Several words' ranges as one list: in order, without overlaps. */
export function mergeRanges(ranges: readonly MatchRange[]): MatchRange[] {
  const merged: [number, number][] = []
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}

function isWordStart(text: string, at: number): boolean {
  if (at === 0) return true
  const before = kindOf(text.charCodeAt(at - 1))
  return before === 'none' || before !== kindOf(text.charCodeAt(at))
}

function kindOf(code: number): 'digit' | 'letter' | 'none' {
  if (code >= 48 && code <= 57) return 'digit'
  const isSeparator = code < 48 || (code > 57 && code < 65) || (code > 90 && code < 97)
  return isSeparator ? 'none' : 'letter'
}

/**
 * Where the word stands in the text but for one slip, as whole words of it. Digits do not slip: `v1.2`
 * is not nearly `v1.3`.
 */
function nearlyIn(text: string, word: string): MatchRange | undefined {
  if (word.length < shortestSlip || text.length < word.length - 1 || /\d/.test(word))
    return undefined
  const first = word.charAt(0)
  for (let start = text.indexOf(first); start >= 0; start = text.indexOf(first, start + 1)) {
    if (!isWordStart(text, start)) continue
    for (const length of [word.length, word.length + 1, word.length - 1]) {
      const end = start + length
      if (end > text.length || !isWordEnd(text, end)) continue
      if (isOneSlip(text.slice(start, end), word)) return [start, end]
    }
  }
  return undefined
}

function isWordEnd(text: string, at: number): boolean {
  return at === text.length || kindOf(text.charCodeAt(at)) !== 'letter'
}

function isOneSlip(a: string, b: string): boolean {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  if (a.length > b.length) return a.slice(at + 1) === b.slice(at)
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1)
  if (a.slice(at + 1) === b.slice(at + 1)) return true
  const isSwap = a[at] === b[at + 1] && a[at + 1] === b[at]
  return isSwap && a.slice(at + 2) === b.slice(at + 2)
}

/** The runs of letters of the word, taken as early as they come from a beginning of a word on. */
function lettersFrom(text: string, word: string): MatchRange[] | undefined {
  if (word.length < fewestLetters || word.length >= text.length) return undefined
  for (let start = text.indexOf(word.charAt(0)); start >= 0; ) {
    if (isWordStart(text, start)) {
      const runs = runsFrom(text, word, start)
      if (runs) return runs
    }
    start = text.indexOf(word.charAt(0), start + 1)
  }
  return undefined
}

function runsFrom(text: string, word: string, start: number): MatchRange[] | undefined {
  const runs: [number, number][] = []
  const end = start + word.length * spread
  let at = start
  for (const letter of word) {
    const next = text.indexOf(letter, at)
    if (next < 0 || next >= end) return undefined
    const last = runs.at(-1)
    if (last?.[1] === next) last[1] = next + letter.length
    else runs.push([next, next + letter.length])
    at = next + letter.length
  }
  return runs
}
