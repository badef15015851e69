import type { StreamRow, TagRow } from '@/domain/stream-row'
import type { SearchPart, SearchReason } from './search-hit'
import type { SearchWord } from './search-query'
import { type MatchRank, matchRank } from './text-match'

/** That something fits, how well (the lower the better), and why: the part that fits worst. */
export interface RowMatch {
  score: number
  why: SearchReason
}

/** Of each word: how it fits what a row says without its tags; null where a tag has to fit it. */
type Rest = readonly (RowMatch | null)[]

/** A part that only surrounds what is looked for counts less than a name that begins so. */
const surrounding = 150

/**
 * How words fit rows and their tags: every word has to. Of 100,000 tags few have different names,
 * so what fits a name is kept for as long as the search lasts.
 */
export class WordMatcher {
  private readonly words: readonly SearchWord[]
  private readonly ranks: Map<string, MatchRank | -1>[]
  private readonly projectRanks: Map<string, MatchRank | -1>[]

  constructor(words: readonly SearchWord[]) {
    this.words = words
    this.ranks = words.map(() => new Map())
    this.projectRanks = words.map(() => new Map())
  }

  /** How the words fit the project and the stream of a row, and which are left for its tags. */
  matchRow(row: StreamRow): { project?: RowMatch; stream?: RowMatch; rest: Rest } {
    const rest = this.words.map((word, index) => this.matchPlace(word, index, row))
    const stream = worst(rest)
    const [only] = this.words
    const isOfProject = stream?.why.part === 'project' && this.words.length === 1
    const namesProject = only?.parts === null || (only?.parts.stream === '' && !only.parts.tag)
    return {
      ...(stream && { stream }),
      ...(isOfProject &&
        namesProject && { project: { ...stream, score: stream.score - surrounding } }),
      rest,
    }
  }

  /** Whether the words can be fitted by tags at all. */
  get canFitTags(): boolean {
    return this.words.some(
      ({ parts, text }) => parts === null || parts.tag !== '' || text.includes('/'),
    )
  }

  /** How the words fit a tag; at least one has to fit what is the tag's own. */
  matchTag(rest: Rest, tag: TagRow, row: StreamRow): RowMatch | undefined {
    let isOwn = false
    let result: RowMatch | undefined
    for (const [index, word] of this.words.entries()) {
      const own = this.matchOwn(word, index, tag, row)
      if (own) isOwn = true
      const place = rest[index] ?? undefined
      const best = own && place ? (own.score <= place.score ? own : place) : (own ?? place)
      if (!best) return undefined
      if (!result || best.score > result.score) result = best
    }
    return isOwn ? result : undefined
  }

  private matchPlace(word: SearchWord, index: number, row: StreamRow): RowMatch | null {
    const { parts } = word
    if (parts) {
      if (parts.tag !== '') return null
      const project = parts.namespace && this.projectRank(index, row.namespace, parts.namespace)
      const name = parts.stream && matchRank(row.name.toLowerCase(), parts.stream)
      if (project === -1 || name === -1) return null
      if (name === '') return project === '' ? null : matchOf('project', project, surrounding)
      return matchOf('name', Math.max(name, project || 0) as MatchRank)
    }
    const name = matchRank(row.name.toLowerCase(), word.text)
    if (name !== -1 && name <= 2) return matchOf('name', name)
    const project = this.projectRank(index, row.namespace, word.text)
    // Letters in order say little of a project, which all its streams share.
    const isOfProject = project !== -1 && project < 4
    if (isOfProject && (name === -1 || project < name))
      return matchOf('project', project, surrounding)
    return name === -1 ? null : matchOf('name', name)
  }

  private matchOwn(
    word: SearchWord,
    index: number,
    tag: TagRow,
    row: StreamRow,
  ): RowMatch | undefined {
    const rank = word.parts
      ? this.partsRank(word.parts, index, tag, row)
      : this.nameRank(index, tag.name, word.text)
    if (rank !== -1) return matchOf('tag', rank)
    // What has a slash can be part of what a tag points at; a plain word would find half of all.
    const { kind, name } = tag.spec?.from ?? { kind: '', name: '' }
    if (kind !== 'DockerImage' || !word.text.includes('/')) return undefined
    const found = matchRank(name.toLowerCase(), word.text)
    return found === -1 || found === 4 ? undefined : matchOf('source', found, surrounding)
  }

  private partsRank(
    parts: NonNullable<SearchWord['parts']>,
    index: number,
    tag: TagRow,
    row: StreamRow,
  ): MatchRank | -1 {
    if (parts.tag === '') return -1
    const ranks = [this.nameRank(index, tag.name, parts.tag)]
    if (parts.namespace) ranks.push(this.projectRank(index, row.namespace, parts.namespace))
    if (parts.stream) ranks.push(matchRank(row.name.toLowerCase(), parts.stream))
    return ranks.includes(-1) ? -1 : (Math.max(...ranks) as MatchRank)
  }

  private nameRank(index: number, name: string, text: string): MatchRank | -1 {
    return kept(this.ranks[index], name, text)
  }

  private projectRank(index: number, namespace: string, text: string): MatchRank | -1 {
    return kept(this.projectRanks[index], namespace, text)
  }
}

function kept(known: Map<string, MatchRank | -1> | undefined, name: string, text: string) {
  let rank = known?.get(name)
  if (rank === undefined) {
    rank = matchRank(name.toLowerCase(), text)
    known?.set(name, rank)
  }
  return rank
}

function matchOf(part: SearchPart, rank: MatchRank, more = 0): RowMatch {
  return { score: rank * 100 + more, why: { part, rank } }
}

function worst(matches: Rest): RowMatch | undefined {
  let result: RowMatch | undefined
  for (const match of matches) {
    if (!match) return undefined
    if (!result || match.score > result.score) result = match
  }
  return result
}
