import { parseAccessoryTag } from '@/domain/accessory-tag'
import { digestHex } from '@/domain/digest'
import type { StreamRow } from '@/domain/stream-row'
import { Best } from './best'
import type { ImageHit, LabelHit, ProjectHit, StreamHit, TagHit } from './search-hit'
import type { SearchQuery } from './search-query'
import { labelRank, specMatch } from './spec-match'
import { matchRanks } from './text-match'
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

const mostStreams = 8
const mostTags = 8
const mostHolders = 50
const mostImages = 8
const mostLabels = 5
const mostProjects = 4
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
  private readonly isNear: (row: StreamRow) => boolean
  private readonly matcher: WordMatcher
  private readonly streams = new Best<StreamHit>(mostStreams)
  private readonly tags = new Best<TagHit>(mostTags)
  private readonly holders = new Best<TagHit>(mostHolders)
  private readonly kept = new Best<TagHit>(mostTags)
  private readonly images = new Map<string, { hit: ImageHit; projects: Set<string> }>()
  private readonly labels = new Map<string, LabelHit>()
  private readonly projects = new Map<string, { hit: ProjectHit; score: number }>()

  constructor(
    query: SearchQuery,
    rows: readonly StreamRow[],
    isNear: (row: StreamRow) => boolean = () => false,
  ) {
    this.query = query
    this.rows = rows
    this.isNear = isNear
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
      labels: few(labels, mostLabels, 1),
      projects: few(
        projects.map(({ hit }) => hit),
        mostProjects,
        projects[0]?.score ?? 0,
      ),
    }
  }

  private look(row: StreamRow): void {
    const { words, digest, label, spec } = this.query
    if (words.length > 0) this.lookForWords(row)
    if (digest !== '') this.lookForDigest(row, digest)
    if (label) this.lookForLabel(row, label)
    if (spec) this.lookForSpec(row, spec)
  }

  private lookForWords(row: StreamRow): void {
    const { matcher } = this
    const { project, stream, rest } = matcher.matchRow(row)
    if (project) this.addProject(row, project)
    if (stream) this.addStream(row, stream)
    if (!matcher.canFitTags) return
    for (const tag of row.tags) {
      const match = matcher.matchTag(rest, tag, row)
      if (!match || parseAccessoryTag(tag.name)) continue
      const score = this.scoreOf(row, match, tag.name)
      if (this.tags.offer(score)) this.tags.keep(score, { stream: row, tag, why: match.why })
    }
  }

  private lookForDigest(row: StreamRow, digest: string): void {
    for (const tag of row.tags) {
      const image = tag.latest?.image ?? ''
      if (image.startsWith(digest, image.indexOf(':') + 1)) {
        this.addImage(row, image)
        const score = this.isNear(row) ? 0 : 1
        const rank = digestHex(image) === digest ? matchRanks.exact : matchRanks.prefix
        if (this.holders.offer(score)) {
          this.holders.keep(score, { stream: row, tag, why: { part: 'digest', rank } })
        }
      } else if (tag.name.startsWith(digest, 7) && parseAccessoryTag(tag.name)) {
        if (!this.kept.offer(0)) continue
        this.kept.keep(0, { stream: row, tag, why: { part: 'about', rank: matchRanks.prefix } })
      }
    }
  }

  private lookForLabel(row: StreamRow, wanted: { key: string; value: string }): void {
    for (const [key, value] of Object.entries(row.labels)) {
      const rank = labelRank(key, value, wanted)
      if (rank === -1) continue
      const name = `${key}=${value}`
      const known = this.labels.get(name)
      if (known) known.streams++
      else this.labels.set(name, { key, value, streams: 1 })
      this.addStream(row, { score: rank * 100 + 5, why: { part: 'label', rank } })
      return
    }
  }

  private lookForSpec(row: StreamRow, spec: NonNullable<SearchQuery['spec']>): void {
    const { stream, tags } = specMatch(row, spec)
    if (stream) {
      this.addStream(row, { score: stream.rank * 100 + 1, why: stream })
      // A whole digest needs no tag that holds it: the stream's history may.
      if (this.query.digest.length === 64) this.addImage(row, `sha256:${this.query.digest}`, 0)
    }
    for (const { tag, why } of tags) {
      const score = this.scoreOf(row, { score: why.rank * 100, why }, tag.name)
      if (this.tags.offer(score)) this.tags.keep(score, { stream: row, tag, why })
    }
  }

  private addStream(row: StreamRow, match: RowMatch): void {
    const score = this.scoreOf(row, match, row.name)
    if (this.streams.offer(score)) this.streams.keep(score, { stream: row, why: match.why })
  }

  private addImage(row: StreamRow, digest: string, tags = 1): void {
    let known = this.images.get(digest)
    if (!known) {
      known = { hit: { digest, stream: row, tags: 0, projects: 0 }, projects: new Set() }
      this.images.set(digest, known)
    }
    known.hit.tags += tags
    if (tags > 0) known.projects.add(row.namespace)
  }

  private addProject({ namespace }: StreamRow, { score, why }: RowMatch): void {
    const known = this.projects.get(namespace)
    if (known) known.hit.streams++
    else this.projects.set(namespace, { hit: { namespace, streams: 1, why }, score })
  }

  /** Among equals the near come first, and then what is shorter: less of it was not asked for. */
  private scoreOf(row: StreamRow, { score }: RowMatch, name: string): number {
    return score * 2 + (this.isNear(row) ? 0 : 100) + Math.min(60, name.length)
  }
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
