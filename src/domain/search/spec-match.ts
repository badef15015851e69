import { type ImageReference, parseImageReference, repositoryOf } from '@/domain/image-reference'
import type { StreamRow, TagRow } from '@/domain/stream-row'
import type { SearchReason } from './search-hit'
import type { WantedLabel } from './search-query'
import { type MatchRank, matchRank, matchRanks } from './text-match'

/**
 * What a pull spec names of a stream: the stream itself, where it is the address of its repository
 * in the internal or the public registry or the repository that it is imported from, and the tag of
 * that name; and the tags that point at the image. A spec that ends in `project/stream` behind any
 * other registry's name may mean the stream by a name that we were not told (a route, a mirror): it
 * counts least. A tag is named once, with its best reason. `digest`: what the spec has after its `@`.
 */
export function specMatch(
  row: StreamRow,
  spec: ImageReference,
  digest = '',
): { stream?: SearchReason; tags: ReadonlyMap<TagRow, SearchReason> } {
  const tags = new Map<TagRow, SearchReason>()
  const stream = streamReason(row, spec, digest)
  if (stream?.part === 'repository' || stream?.part === 'sameName') {
    const rank = stream.part === 'repository' ? matchRanks.exact : stream.rank
    for (const tag of row.tags) {
      if (spec.tag !== '' && sameName(tag.name, spec.tag)) tags.set(tag, { ...stream, rank })
    }
  }
  for (const [tag, why] of pointingTags(row, spec, digest)) {
    if (why.rank < (tags.get(tag)?.rank ?? Number.POSITIVE_INFINITY)) tags.set(tag, why)
  }
  return { ...(stream && { stream }), tags }
}

function streamReason(
  row: StreamRow,
  spec: ImageReference,
  digest: string,
): SearchReason | undefined {
  const address = `${spec.registry}/${spec.repository}`
  const addresses = [row.repository, row.publicRepository]
  if (addresses.includes(address)) {
    return { part: 'repository', rank: spec.tag === '' ? matchRanks.exact : matchRanks.prefix }
  }
  if (
    row.importsRepository !== '' &&
    repositoryOf(row.importsRepository) === repositoryOf(address)
  ) {
    return { part: 'imports', rank: matchRanks.exact }
  }
  if (spec.repository === `${row.namespace}/${row.name}`) {
    return { part: 'sameName', rank: matchRanks.letters }
  }
  // While somebody is typing, what is written begins like what is meant.
  const isWhole = spec.tag !== '' || digest !== ''
  return !isWhole && beginsRepository(row, address)
    ? { part: 'repository', rank: matchRanks.prefix }
    : undefined
}

/** Whether one of the stream's addresses in a registry begins so. */
export function beginsRepository(
  { repository, publicRepository }: Pick<StreamRow, 'repository' | 'publicRepository'>,
  text: string,
): boolean {
  return repository.startsWith(text) || publicRepository.startsWith(text)
}

function pointingTags(row: StreamRow, spec: ImageReference, digest: string) {
  const found: [tag: TagRow, why: SearchReason][] = []
  const last = spec.repository.slice(spec.repository.lastIndexOf('/') + 1)
  for (const tag of row.tags) {
    const { kind, name } = tag.spec?.from ?? { kind: '', name: '' }
    // Reading every reference would take long; none is meant that does not have the last word.
    if (kind !== 'DockerImage' || !name.includes(last)) continue
    const why = sourceReason(name, spec, digest)
    if (why) found.push([tag, why])
  }
  return found
}

function sourceReason(
  source: string,
  spec: ImageReference,
  digest: string,
): SearchReason | undefined {
  const repository = `${spec.registry && `${spec.registry}/`}${spec.repository}`
  if (repositoryOf(source) === repositoryOf(repository)) {
    const parsed = parseImageReference(source)
    const { tag, digest: pinned } = parsed.ok ? parsed.value : { tag: '', digest: '' }
    if (digest !== '' && pinned !== '') {
      const isSame = pinned.startsWith(digest, pinned.indexOf(':') + 1)
      return isSame
        ? { part: 'source', rank: matchRanks.exact }
        : { part: 'otherDigest', rank: matchRanks.letters }
    }
    const rank = tagRank(tag, spec.tag, digest !== '' || pinned !== '')
    return rank === undefined ? undefined : { part: 'source', rank }
  }
  // While somebody is typing, what is written begins like what is meant.
  const wanted = `${repository}${spec.tag && `:${spec.tag}`}`
  const rank = matchRank(source.toLowerCase(), wanted.toLowerCase())
  return rank === matchRanks.prefix ? { part: 'source', rank } : undefined
}

/** Without a tag `latest` is meant, but not where a digest says which image. */
function tagRank(tag: string, wanted: string, hasDigest: boolean): MatchRank | undefined {
  if (wanted === '' && hasDigest) return matchRanks.prefix
  if (sameName(tag || 'latest', wanted || 'latest')) return matchRanks.exact
  return tag.toLowerCase().startsWith(wanted.toLowerCase()) ? matchRanks.prefix : undefined
}

/** Tags differ by case, but who looks for one may not know. */
function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** How a label fits what was asked for: its key as a whole, or behind its domain; -1 where not. */
export function labelRank(key: string, value: string, wanted: WantedLabel): MatchRank | -1 {
  const name = key.toLowerCase()
  const asked = wanted.key.toLowerCase()
  const isKey = name === asked || name.slice(name.indexOf('/') + 1) === asked
  if (!isKey) return -1
  if (wanted.value === '') return matchRanks.prefix
  return value === '' ? -1 : matchRank(value.toLowerCase(), wanted.value.toLowerCase())
}
