import type { SearchWord } from './search-query'
import { type MatchRange, matchRanges, matchRank, mergeRanges } from './text-match'

/** The parts of `project/stream:tag`; a stream has no tag. */
export interface TitleParts {
  namespace: string
  stream: string
  tag: string
}

/** What to mark in each part: every word is marked once, in the part that it fits best. */
export function titleMarks(
  parts: TitleParts,
  words: readonly SearchWord[],
): Record<keyof TitleParts, MatchRange[]> {
  const marks: Record<keyof TitleParts, MatchRange[]> = { namespace: [], stream: [], tag: [] }
  for (const { text, parts: wanted } of words) {
    if (wanted) {
      for (const part of ['namespace', 'stream', 'tag'] as const) {
        marks[part].push(...matchRanges(parts[part], wanted[part]))
      }
    } else {
      const part = bestPart(parts, text)
      if (part) marks[part].push(...matchRanges(parts[part], text))
    }
  }
  return {
    namespace: mergeRanges(marks.namespace),
    stream: mergeRanges(marks.stream),
    tag: mergeRanges(marks.tag),
  }
}

function bestPart(parts: TitleParts, text: string): keyof TitleParts | undefined {
  let best: keyof TitleParts | undefined
  let least = Number.POSITIVE_INFINITY
  for (const part of ['tag', 'stream', 'namespace'] as const) {
    const rank = matchRank(parts[part].toLowerCase(), text)
    if (rank !== -1 && rank < least) {
      best = part
      least = rank
    }
  }
  return best
}
