import type { StreamRow, TagRow } from '@/domain/stream-row'
import type { SearchPart, SearchReason } from './search-hit'
import type { SearchWord } from './search-query'
import { beginsRepository } from './spec-match'
import { type MatchRank, matchRank, matchRanks } from './text-match'

/** That something fits, how well (the lower the better), and why: of several words the one that fits worst. */
export interface RowMatch {
  score: number
  why: SearchReason
}

/** Of each word: how it fits what a row says without its tags; null where a tag has to fit it. */
type Rest = readonly (RowMatch | null)[]

/** A part that only surrounds what is looked for counts less than a name that begins so. */
const surrounding = 150
/** Fewer letters than this are in half of all sources. */
const fewestOfSource = 3

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

  /** How the words fit a tag; at least one has to fit what is the tag's own better than its place. */
  matchTag(rest: Rest, tag: TagRow, row: StreamRow): RowMatch | undefined {
    const [first] = this.words
    if (first && this.words.length === 1) return this.matchOwn(first, 0, tag, row, rest[0] !== null)
    let isOwn = false
    let result: RowMatch | undefined
    for (const [index, word] of this.words.entries()) {
      const place = rest[index] ?? undefined
      const own = this.matchOwn(word, index, tag, row, place !== undefined)
      const best = own && (!place || own.score <= place.score) ? own : place
      if (!best) return undefined
      isOwn ||= best === own
      result = bothOf(result, best)
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
    if (word.text.includes('/') && beginsRepository(row, word.text)) {
      return matchOf('repository', matchRanks.prefix)
    }
    const name = matchRank(row.name.toLowerCase(), word.text)
    if (name !== -1 && name <= matchRanks.wordStart) return matchOf('name', name)
    const project = this.projectRank(index, row.namespace, word.text)
    // Letters in order say little of a project, which all its streams share.
    const isOfProject = project !== -1 && project < matchRanks.letters
    if (isOfProject && (name === -1 || project < name))
      return matchOf('project', project, surrounding)
    return name === -1 ? null : matchOf('name', name)
  }

  /** `isPlaced`: the word fits the row without this tag. */
  private matchOwn(
    word: SearchWord,
    index: number,
    tag: TagRow,
    row: StreamRow,
    isPlaced: boolean,
  ): RowMatch | undefined {
    const named = word.parts
      ? this.matchParts(word.parts, index, tag, row)
      : found('tag', this.nameRank(index, tag.name, word.text))
    if (named && named.score <= surrounding) return named
    const source = matchSource(word.text, tag, isPlaced)
    return source && (!named || source.score < named.score) ? source : named
  }

  private matchParts(
    parts: NonNullable<SearchWord['parts']>,
    index: number,
    tag: TagRow,
    row: StreamRow,
  ): RowMatch | undefined {
    if (parts.tag === '') return undefined
    let all = found('tag', this.nameRank(index, tag.name, parts.tag))
    if (all && parts.namespace) {
      const project = found('project', this.projectRank(index, row.namespace, parts.namespace))
      all = project && bothOf(project, all)
    }
    if (all && parts.stream) {
      const name = found('name', matchRank(row.name.toLowerCase(), parts.stream))
      all = name && bothOf(name, all)
    }
    return all
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

/** What has a slash or a colon can be part of what a tag points at, and so can a whole word that is nowhere else. */
function matchSource(text: string, tag: TagRow, isPlaced: boolean): RowMatch | undefined {
  const { kind, name } = tag.spec?.from ?? { kind: '', name: '' }
  const isWritten = /[/:]/.test(text)
  if (kind !== 'DockerImage' || text.length < fewestOfSource) return undefined
  if (isPlaced && !isWritten) return undefined
  const lower = name.toLowerCase()
  if (!lower.includes(text)) return undefined
  const rank = matchRank(lower, text)
  if (!isWritten && rank > matchRanks.wordStart) return undefined
  return found('source', rank, isWritten ? surrounding : 2 * surrounding)
}

function matchOf(part: SearchPart, rank: MatchRank, more = 0): RowMatch {
  return { score: rank * 100 + more, why: { part, rank } }
}

function found(part: SearchPart, rank: MatchRank | -1, more = 0): RowMatch | undefined {
  return rank === -1 ? undefined : matchOf(part, rank, more)
}

function worst(matches: Rest): RowMatch | undefined {
  let result: RowMatch | undefined
  for (const match of matches) {
    if (!match) return undefined
    result = bothOf(result, match)
  }
  return result
}

const nearest: readonly SearchPart[] = ['tag', 'source', 'name']

/** Two that have to fit: as well as the worse of them, and for its reason; of equals for that of the nearer part. */
function bothOf(a: RowMatch | undefined, b: RowMatch): RowMatch {
  if (!a) return b
  const isOfA =
    a.why.rank > b.why.rank || (a.why.rank === b.why.rank && distance(a.why) < distance(b.why))
  return { score: Math.max(a.score, b.score), why: isOfA ? a.why : b.why }
}

function distance({ part }: SearchReason): number {
  const at = nearest.indexOf(part)
  return at === -1 ? nearest.length : at
}
