import { parseAccessoryTag } from '@/domain/accessory-tag'
import { digestHex } from '@/domain/digest'
import type { StreamRow, TagRow } from '@/domain/stream-row'
import { Best } from './best'
import type { ImageHit, LabelHit, ProjectHit, StreamHit, TagHit } from './search-hit'
import type { SearchQuery, WantedLabel } from './search-query'
import { labelRank, specMatch } from './spec-match'
import { type MatchRank, matchRanks } from './text-match'
import { type RowMatch, WordMatcher } from './word-matcher'

/** What was found so far, the best of each kind first; `total` counts what is not listed too. */
export interface SearchResult {
  images: Found<ImageHit>
  /** Tags that hold the image that is looked for. */
  holders: Found<TagHit>
  /** Tags that carry its signature, attestation or SBOM. */
  kept: Found<TagHit>
  streams: Found<StreamHit>
  tags: Found<TagHit>
  labels: Found<LabelHit>
  projects: Found<ProjectHit>
}

export interface Found<Hit> {
  hits: readonly Hit[]
  total: number
  /** Of the best hit: the lower the better; infinite where there is none. */
  score: number
}

/** How near a row is to what a person does: among answers that fit as well the nearer come first. */
export interface Nearness {
  distance: number
  /** Its tags that were looked at lately, which are nearer still. */
  tags?: readonly string[]
}

/** A better match always counts more: these are less than the step from one to the next. */
export const distances = { lookedAt: 50, sameProject: 100, far: 140 } as const

const mostStreams = 8
const mostTags = 8
const mostHolders = 20
const mostImages = 8
const mostLabels = 5
const mostProjects = 4
/** A label that a word names stands after names that the word begins. */
const labelWordScore = 600
/** A stream that only a pull spec names may not have the image (any more): one that holds it is nearer. */
const withoutHolder = 1_000
const nowhere: Nearness = { distance: distances.far }
/** How many rows are looked at between two looks at the clock. */
const rowsAtOnce = 32

/**
 * One search over rows, in as many steps as the caller wants: 100,000 tags take longer than a frame.
 * Nothing is kept of the rows but what was found.
 */
export class RowSearch {
  private next = 0
  private readonly rows: readonly StreamRow[]
  private readonly query: SearchQuery
  private readonly nearness: (row: StreamRow) => Nearness | undefined
  private readonly matcher: WordMatcher
  private readonly streams = new Best<StreamHit>(mostStreams)
  private readonly tags = new Best<TagHit>(mostTags)
  private readonly holders = new Best<TagHit>(mostHolders)
  private readonly kept = new Best<TagHit>(mostTags)
  private readonly images = new Map<string, FoundImage>()
  private readonly labels = new Map<string, LabelHit>()
  private readonly projects = new Map<string, { hit: ProjectHit; score: number }>()
  private near: Nearness = nowhere
  /** Tags of the row that were found already: each is an answer once, with its first reason. */
  private readonly taken = new Set<TagRow>()

  constructor(
    query: SearchQuery,
    rows: readonly StreamRow[],
    nearness: (row: StreamRow) => Nearness | undefined = () => undefined,
  ) {
    this.query = query
    this.rows = rows
    this.nearness = nearness
    this.matcher = new WordMatcher(query.words)
  }

  /** How many rows were looked at. */
  get looked(): number {
    return this.next
  }

  /** Goes on until the time is up; true when all rows were looked at. */
  proceed(isTimeUp: () => boolean = () => false): boolean {
    while (this.next < this.rows.length) {
      const end = Math.min(this.next + rowsAtOnce, this.rows.length)
      for (; this.next < end; this.next++) {
        const row = this.rows[this.next]
        if (row) this.look(row)
      }
      if (isTimeUp()) break
    }
    return this.next >= this.rows.length
  }

  result(): SearchResult {
    const images = [...this.images.values()]
      .map(({ hit, projects }) => ({ ...hit, projects: projects.size }))
      .sort((a, b) => b.tags - a.tags)
    const labels = [...this.labels.values()].sort((a, b) => b.streams - a.streams)
    const projects = [...this.projects.values()].sort((a, b) => a.score - b.score)
    return {
      images: few(images, mostImages, 0),
      holders: found(this.holders),
      kept: found(this.kept),
      streams: found(this.streams),
      tags: found(this.tags),
      labels: few(labels, mostLabels, this.query.labels.length > 0 ? 1 : labelWordScore),
      projects: few(
        projects.map(({ hit }) => hit),
        mostProjects,
        projects[0]?.score ?? 0,
      ),
    }
  }

  private look(row: StreamRow): void {
    const { words, digest, labels, spec } = this.query
    this.near = this.nearness(row) ?? nowhere
    this.taken.clear()
    if (digest !== '') this.lookForDigest(row, digest)
    if (spec) this.lookForSpec(row, spec)
    if (words.length > 0) this.lookForWords(row)
    if (labels.length > 0) this.lookForLabels(row, labels)
  }

  private lookForWords(row: StreamRow): void {
    const { matcher } = this
    const { project, stream, rest } = matcher.matchRow(row)
    if (project) this.addProject(row, project)
    if (stream) this.addStream(row, stream)
    const [only] = this.query.words
    if (only && this.query.words.length === 1) this.lookForLabelWord(row, only.text)
    if (!matcher.canFitTags) return
    for (const tag of row.tags) {
      const match = matcher.matchTag(rest, tag, row)
      if (match && !parseAccessoryTag(tag.name)) this.addTag(row, tag, match)
    }
  }

  private lookForDigest(row: StreamRow, digest: string): void {
    for (const tag of row.tags) {
      const image = tag.latest?.image ?? ''
      if (startsSo(image, digest)) {
        this.addImage(row, image, this.isNamed(row) ? -1 : this.near.distance)
        const rank = digestHex(image) === digest ? matchRanks.exact : matchRanks.prefix
        this.taken.add(tag)
        const score = this.distanceOf(tag.name)
        if (this.holders.offer(score)) {
          this.holders.keep(score, { stream: row, tag, why: { part: 'digest', rank } })
        }
      } else if (startsSo(pinnedDigest(tag), digest)) {
        this.addTag(row, tag, { score: 1, why: { part: 'pinned', rank: matchRanks.prefix } })
      } else if (tag.name.startsWith(digest, 7) && parseAccessoryTag(tag.name)) {
        if (!this.kept.offer(0)) continue
        this.kept.keep(0, { stream: row, tag, why: { part: 'about', rank: matchRanks.prefix } })
      }
    }
  }

  private lookForLabels(row: StreamRow, wanted: readonly WantedLabel[]): void {
    let worst: MatchRank = matchRanks.exact
    const fitting: { label: WantedLabel; rank: MatchRank }[][] = []
    for (const each of wanted) {
      const fits = Object.entries(row.labels).flatMap(([key, value]) => {
        const rank = labelRank(key, value, each)
        return rank === -1 ? [] : [{ label: { key, value }, rank }]
      })
      if (fits.length === 0) return
      fits.sort((a, b) => a.rank - b.rank)
      fitting.push(fits)
      worst = Math.max(worst, fits[0]?.rank ?? worst) as MatchRank
    }
    // One label may be written in more ways than one; of several the best of each count, together.
    const [only, ...others] = fitting
    if (others.length === 0) for (const { label } of only ?? []) this.addLabels([label])
    else this.addLabels(fitting.flatMap(([best]) => (best ? [best.label] : [])))
    this.addStream(row, { score: worst * 100 + 5, why: { part: 'label', rank: worst } })
  }

  /** A key or a value that is the word leads to its streams; they are not answers of their own. */
  private lookForLabelWord(row: StreamRow, text: string): void {
    for (const [key, value] of Object.entries(row.labels)) {
      const names = [value, key, key.slice(key.indexOf('/') + 1)]
      const isIt = names.some((name) => name.length === text.length && name.toLowerCase() === text)
      if (isIt) this.addLabels([{ key, value }])
    }
  }

  private lookForSpec(row: StreamRow, spec: NonNullable<SearchQuery['spec']>): void {
    const { digest } = this.query
    const { stream, tags } = specMatch(row, spec, digest)
    if (stream) {
      this.addStream(row, { score: stream.rank * 100 + 1, why: stream })
      // A whole digest needs no tag that holds it: the stream's history may.
      if (digest.length === 64) this.addImage(row, `sha256:${digest}`, withoutHolder, 0)
    }
    for (const [tag, why] of tags) this.addTag(row, tag, { score: why.rank * 100, why })
  }

  private addTag(row: StreamRow, tag: TagRow, match: RowMatch): void {
    if (this.taken.has(tag)) return
    this.taken.add(tag)
    const score = this.scoreOf(match, tag.name, this.distanceOf(tag.name))
    if (this.tags.offer(score)) this.tags.keep(score, { stream: row, tag, why: match.why })
  }

  private addStream(row: StreamRow, match: RowMatch): void {
    const score = this.scoreOf(match, row.name, this.near.distance)
    if (this.streams.offer(score)) this.streams.keep(score, { stream: row, why: match.why })
  }

  /** Of the streams that have the image it is opened in the nearest. */
  private addImage(row: StreamRow, digest: string, distance: number, tags = 1): void {
    const known = this.images.get(digest)
    const image = known ?? {
      hit: { digest, stream: row, tags: 0, projects: 0 },
      projects: new Set(),
      distance,
    }
    if (!known) this.images.set(digest, image)
    if (distance < image.distance) {
      image.hit.stream = row
      image.distance = distance
    }
    image.hit.tags += tags
    if (tags > 0) image.projects.add(row.namespace)
  }

  private addLabels(labels: readonly WantedLabel[]): void {
    const name = labels.map(({ key, value }) => `${key}=${value}`).join(',')
    const known = this.labels.get(name)
    if (known) known.streams++
    else this.labels.set(name, { labels, streams: 1 })
  }

  private addProject({ namespace }: StreamRow, { score, why }: RowMatch): void {
    const known = this.projects.get(namespace)
    if (known) known.hit.streams++
    else this.projects.set(namespace, { hit: { namespace, streams: 1, why }, score })
  }

  /** Whether the row is the stream that is named beside the digest. */
  private isNamed(row: StreamRow): boolean {
    const { at } = this.query
    if (!at || at.stream !== row.name) return false
    return at.namespace === '' || at.namespace === row.namespace
  }

  private distanceOf(tag: string): number {
    return this.near.tags?.includes(tag) ? 0 : this.near.distance
  }

  /** Among equals the near come first, and then what is shorter: less of it was not asked for. */
  private scoreOf({ score }: RowMatch, name: string, distance: number): number {
    return score * 2 + distance + Math.min(59, name.length)
  }
}

interface FoundImage {
  hit: ImageHit
  projects: Set<string>
  distance: number
}

function startsSo(image: string, digest: string): boolean {
  return image.startsWith(digest, image.indexOf(':') + 1)
}

/** The digest that the wish itself names, whether it was ever imported or not. */
function pinnedDigest({ spec }: TagRow): string {
  const name = spec?.from?.name ?? ''
  return name.slice(name.indexOf('@') + 1 || name.length)
}

function found<Hit>(best: Best<Hit>): Found<Hit> {
  return { hits: best.list(), total: best.total, score: best.bestScore }
}

function few<Hit>(hits: Hit[], most: number, score: number): Found<Hit> {
  return {
    hits: hits.slice(0, most),
    total: hits.length,
    score: hits.length > 0 ? score : Number.POSITIVE_INFINITY,
  }
}
