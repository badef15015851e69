/** A text in three: what both have before the change, the change, what both have after it. */
export type MarkedText = readonly [before: string, changed: string, after: string]

/** Longer texts are not looked at word by word: nobody reads them so, and it would take long. */
const MOST_MARKED = 4000

/**
 * Where two texts differ: the words that both begin and end with are told from those between, so
 * that `20.17.0` beside `20.18.1` marks `17.0` and `18.1`.
 */
export function changedPart(left: string, right: string): { left: MarkedText; right: MarkedText } {
  if (left.length > MOST_MARKED || right.length > MOST_MARKED) {
    return { left: ['', left, ''], right: ['', right, ''] }
  }
  const [a, b] = [wordsOf(left), wordsOf(right)]
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start] === b[start]) start += 1
  let end = 0
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  return { left: cut(a, start, end), right: cut(b, start, end) }
}

/** Words, spaces and single other characters; half a character is one too. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? []
}

function cut(words: string[], start: number, end: number): MarkedText {
  const after = words.length - end
  return [
    words.slice(0, start).join(''),
    words.slice(start, after).join(''),
    words.slice(after).join(''),
  ]
}
