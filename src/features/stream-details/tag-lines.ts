import { parseAccessoryTag } from '@/domain/accessory-tag'
import type { ImageStreamLayers } from '@/domain/kinds/image-stream'
import { type StreamRow, type TagRow, tagChanged } from '@/domain/stream-row'
import { type TagState, tagState } from '@/domain/tag-state'
import { pointsAtSentence } from '@/domain/tracking'

/** A row of the tags table: a tag, and what is said of it. */
export interface TagLine {
  tag: TagRow
  state: TagState
  lead: string
  target: string
  /** Other tags of the stream that hold the same image. */
  same: string[]
  /** Bytes, compressed; null where not known. */
  size: number | null
  changed: string
  /** Its place in the cluster's order. */
  place: number
}

/** The lines of a stream's tags, in the cluster's order; tags of cosign are left out. */
export function tagLines(
  row: StreamRow,
  same: ReadonlyMap<string, string[]>,
  sizes: ReadonlyMap<string, number>,
  now: Date,
): TagLine[] {
  const at = { namespace: row.namespace, stream: row.name }
  return row.tags
    .filter((tag) => !parseAccessoryTag(tag.name))
    .map((tag, place) => {
      const { lead, target } = pointsAtSentence(tag, at)
      const image = tag.latest?.image ?? ''
      return {
        tag,
        state: tagState(tag, now, { stream: row }),
        lead,
        target,
        same: (same.get(image) ?? []).filter((name) => name !== tag.name),
        size: sizes.get(image) ?? null,
        changed: tagChanged(tag),
        place,
      }
    })
}

/** The tags that hold each image now, by digest; in the order of the rows. */
export function sameImageNames(tags: TagRow[]): Map<string, string[]> {
  const names = new Map<string, string[]>()
  for (const tag of tags) {
    const image = tag.latest?.image
    if (!image) continue
    const known = names.get(image)
    if (known) known.push(tag.name)
    else names.set(image, [tag.name])
  }
  return names
}

/**
 * Bytes of each image of the stream, by digest: its layers, and its configuration where its size is
 * told (the server leaves it null for many). An image with a layer of unknown size has none (S-45).
 */
export function imageSizes(streamLayers: ImageStreamLayers | undefined): Map<string, number> {
  const sizeOf = (blob: string) => streamLayers?.blobs?.[blob]?.size ?? null
  const sizes = new Map<string, number>()
  for (const [digest, image] of Object.entries(streamLayers?.images ?? {})) {
    const layers = image?.layers ?? []
    let sum = image?.config ? (sizeOf(image.config) ?? 0) : 0
    let isKnown = layers.length > 0
    for (const layer of layers) {
      const size = sizeOf(layer)
      if (size === null) isKnown = false
      else sum += size
    }
    if (isKnown) sizes.set(digest, sum)
  }
  return sizes
}

/** Lines whose tag, source or digest contains the text, whatever the case. */
export function filterTags(lines: TagLine[], text: string): TagLine[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return lines
  return lines.filter(({ tag, target }) =>
    [tag.name, target, tag.latest?.image ?? ''].some((each) => each.toLowerCase().includes(wanted)),
  )
}

/** By a column's key, `-` in front for descending; an unknown key keeps the cluster's order. */
export function sortTags(lines: TagLine[], sort: string): TagLine[] {
  const key = sort.replace(/^-/, '')
  const compare = Object.hasOwn(comparers, key) ? comparers[key] : undefined
  if (!compare) return lines
  const sign = sort.startsWith('-') ? -1 : 1
  return lines.toSorted((a, b) => sign * compare(a, b) || a.place - b.place)
}

const comparers: Record<string, (a: TagLine, b: TagLine) => number> = {
  tag: (a, b) => a.place - b.place,
  state: (a, b) => b.state.severity - a.state.severity,
  source: (a, b) => compareText(a.target, b.target),
  image: (a, b) => compareText(a.tag.latest?.image ?? '', b.tag.latest?.image ?? ''),
  size: (a, b) => (a.size ?? -1) - (b.size ?? -1),
  changed: (a, b) => compareText(a.changed, b.changed),
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
