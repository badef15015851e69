import { type ImageReference, parseImageReference, repositoryOf } from '@/domain/image-reference'
import type { StreamRow, TagRow } from '@/domain/stream-row'
import type { SearchReason } from './search-hit'
import { type MatchRank, matchRank, matchRanks } from './text-match'

/**
 * What a pull spec names of a stream: the stream itself, where it is the address of its repository
 * in the internal or the public registry, and the tag of that name; else the tags that point at the
 * image. A spec that ends in `project/stream` behind any other registry's name may mean the stream
 * by a name that we were not told (a route, a mirror): it counts least.
 */
export function specMatch(
  row: StreamRow,
  spec: ImageReference,
): { stream?: SearchReason; tags: { tag: TagRow; why: SearchReason }[] } {
  const address = `${spec.registry}/${spec.repository}`
  const isRepository = address === row.repository || address === row.publicRepository
  const isSameName = spec.repository === `${row.namespace}/${row.name}`
  const pointing = pointingTags(row, spec)
  if (!isRepository && !isSameName) return { tags: pointing }

  const why: SearchReason = isRepository
    ? { part: 'repository', rank: spec.tag === '' ? matchRanks.exact : matchRanks.prefix }
    : { part: 'sameName', rank: matchRanks.letters }
  const named = row.tags
    .filter(({ name }) => name === spec.tag)
    .map((tag) => ({
      tag,
      why: { ...why, rank: isRepository ? matchRanks.exact : why.rank },
    }))
  return { stream: why, tags: [...named, ...pointing] }
}

function pointingTags(row: StreamRow, spec: ImageReference) {
  const found: { tag: TagRow; why: SearchReason }[] = []
  const last = spec.repository.slice(spec.repository.lastIndexOf('/') + 1)
  for (const tag of row.tags) {
    const { kind, name } = tag.spec?.from ?? { kind: '', name: '' }
    // Reading every reference would take long; none is meant that does not have the last word.
    if (kind !== 'DockerImage' || !name.includes(last)) continue
    const rank = sourceRank(name, spec)
    if (rank !== undefined) found.push({ tag, why: { part: 'source', rank } })
  }
  return found
}

function sourceRank(source: string, spec: ImageReference): MatchRank | undefined {
  const wanted = spec.tag === '' ? '' : `:${spec.tag}`
  const repository = `${spec.registry && `${spec.registry}/`}${spec.repository}`
  if (repositoryOf(source) === repositoryOf(repository)) {
    const parsed = parseImageReference(source)
    const tag = parsed.ok ? parsed.value.tag : ''
    if (tag === spec.tag || (tag || 'latest') === (spec.tag || 'latest')) return matchRanks.exact
    if (spec.tag === '') return matchRanks.prefix
    return tag.startsWith(spec.tag) ? matchRanks.prefix : undefined
  }
  // While somebody is typing, what is written begins like what is meant.
  const rank = matchRank(source.toLowerCase(), `${repository}${wanted}`.toLowerCase())
  return rank === matchRanks.prefix ? rank : undefined
}

/** How a label fits what was asked for: its key as a whole, or behind its domain; -1 where not. */
export function labelRank(
  key: string,
  value: string,
  wanted: { key: string; value: string },
): MatchRank | -1 {
  const isKey = key === wanted.key || key.slice(key.indexOf('/') + 1) === wanted.key
  if (!isKey) return -1
  if (wanted.value === '') return matchRanks.prefix
  return value === '' ? -1 : matchRank(value.toLowerCase(), wanted.value.toLowerCase())
}
