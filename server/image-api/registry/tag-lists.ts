import type {
  ImageStream,
  ImageStreamStatus,
  NamedTagEventList,
  TagEvent,
  TagReference,
} from '@/domain/kinds/image-stream'

/** An image stream as it is kept: spec and status are there, both tag lists in byte order of their names. */
export interface StreamDraft extends ImageStream {
  spec: NonNullable<ImageStream['spec']> & { tags: TagReference[] }
  status: ImageStreamStatus & { tags: NamedTagEventList[] }
}

/** The wish of a tag, if the stream has one. */
export function specTag(stream: StreamDraft, tag: string): TagReference | undefined {
  return stream.spec.tags.find(({ name }) => name === tag)
}

/** Gives the stream this wish, in the place of one of the same name. */
export function putSpecTag(stream: StreamDraft, reference: TagReference): void {
  stream.spec.tags = replaced(stream.spec.tags, reference, ({ name }) => name)
}

/** Whether there was one. */
export function removeSpecTag(stream: StreamDraft, tag: string): boolean {
  const before = stream.spec.tags.length
  stream.spec.tags = stream.spec.tags.filter(({ name }) => name !== tag)
  return stream.spec.tags.length < before
}

/** The facts of a tag: history and conditions. */
export function statusTag(stream: StreamDraft, tag: string): NamedTagEventList | undefined {
  return stream.status.tags.find((list) => list.tag === tag)
}

/** Gives the stream these facts, in the place of those of the same tag. */
export function putStatusTag(stream: StreamDraft, list: NamedTagEventList): void {
  stream.status.tags = replaced(stream.status.tags, list, ({ tag }) => tag)
}

/** Whether there were any. */
export function removeStatusTag(stream: StreamDraft, tag: string): boolean {
  const before = stream.status.tags.length
  stream.status.tags = stream.status.tags.filter((list) => list.tag !== tag)
  return stream.status.tags.length < before
}

/** The newest event of a tag: what it holds. The empty name means `latest`, as everywhere in the API. */
export function latestEvent(stream: StreamDraft, tag: string): TagEvent | undefined {
  return statusTag(stream, tag === '' ? 'latest' : tag)?.items?.[0]
}

/** The names of all tags with a wish or facts, in byte order. */
export function allTagNames(stream: StreamDraft): string[] {
  const names = new Set<string>()
  for (const { name } of stream.spec.tags) names.add(name)
  for (const { tag } of stream.status.tags) names.add(tag)
  return [...names].sort(byBytes)
}

/** The order of Go strings: by bytes of UTF-8, which is that of UTF-16 but for what needs surrogates. */
export function byBytes(a: string, b: string): number {
  if (a === b) return 0
  if (surrogate.test(a) || surrogate.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return a < b ? -1 : 1
}

const surrogate = /[\ud800-\udfff]/

/** The list with the item in its place, in order of names. */
function replaced<T>(list: readonly T[], item: T, nameOf: (item: T) => string): T[] {
  const name = nameOf(item)
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = list[middle]
    if (other !== undefined && byBytes(nameOf(other), name) < 0) low = middle + 1
    else high = middle
  }
  const there = list[low]
  return list.toSpliced(low, there !== undefined && nameOf(there) === name ? 1 : 0, item)
}
