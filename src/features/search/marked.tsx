import type { MatchRange } from '@/domain/search/text-match'

/** A text with what was found of it marked. */
export function Marked({ text, ranges }: { text: string; ranges: readonly MatchRange[] }) {
  if (ranges.length === 0) return text
  const pieces: { text: string; start: number; isFound: boolean }[] = []
  let at = 0
  for (const [start, end] of ranges) {
    if (start > at) pieces.push({ text: text.slice(at, start), start: at, isFound: false })
    pieces.push({ text: text.slice(start, end), start, isFound: true })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), start: at, isFound: false })
  return pieces.map((piece) =>
    piece.isFound ? <mark key={piece.start}>{piece.text}</mark> : piece.text,
  )
}
