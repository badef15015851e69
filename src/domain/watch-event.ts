import type { KubeList, KubeObject, Status } from './kinds/meta'
import { asText } from './untrusted'

/** One line of a watch. An ERROR ends it: 410 means that its place in time is no longer known. */
export type WatchEvent<T extends KubeObject> =
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: T }
  | { type: 'BOOKMARK'; object: { metadata: { resourceVersion: string } } }
  | { type: 'ERROR'; object: Status }

/**
 * The list after the events, in their order, so that a list and its watch always agree on what the
 * cluster holds. A list that nothing changed is returned as it is; objects keep their places, new
 * ones come where the API would list them: by project, then by name.
 */
export function applyEvents<T extends KubeObject>(
  list: KubeList<T>,
  events: readonly WatchEvent<T>[],
): KubeList<T> {
  const resourceVersion = lastVersion(events)
  const items = applyChanges(list.items, events)
  if (items === list.items && !resourceVersion) return list
  const metadata = { ...list.metadata, ...(resourceVersion ? { resourceVersion } : {}) }
  return { ...list, metadata, items }
}

/** The version to watch on from after the events; '' where none of them has one. */
export function lastVersion(events: readonly WatchEvent<KubeObject>[]): string {
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index]
    const version = event?.type === 'ERROR' ? '' : event?.object.metadata?.resourceVersion
    if (version) return version
  }
  return ''
}

/**
 * A project and a name hold one object at a time, so they are the place that an event is about; a
 * stream that was deleted and made anew between two events takes over its place.
 */
function applyChanges<T extends KubeObject>(items: T[], events: readonly WatchEvent<T>[]): T[] {
  let changed: T[] | undefined
  let index: Map<string, number> | undefined
  const gone = new Set<number>()
  const added = new Map<string, T>()

  for (const event of events) {
    if (event.type === 'BOOKMARK' || event.type === 'ERROR') continue
    const place = placeOf(event.object)
    index ??= new Map(items.map((item, position) => [placeOf(item), position]))
    const position = index.get(place)
    const isKnown = position !== undefined && !gone.has(position)

    if (event.type === 'DELETED') {
      if (isKnown) gone.add(position)
      added.delete(place)
    } else if (isKnown) {
      changed ??= [...items]
      changed[position] = event.object
    } else {
      added.set(place, event.object)
    }
  }

  const stayed = changed ?? items
  if (gone.size === 0 && added.size === 0) return stayed
  const rest = gone.size === 0 ? stayed : stayed.filter((_, position) => !gone.has(position))
  return added.size === 0 ? rest : merge(rest, added)
}

/** Each newcomer before the first item that comes after it; the items keep their order. */
function merge<T extends KubeObject>(items: readonly T[], added: ReadonlyMap<string, T>): T[] {
  const newcomers = [...added].sort(([a], [b]) => comparePlaces(a, b))
  const merged: T[] = []
  let next = 0
  for (const item of items) {
    const place = placeOf(item)
    for (; next < newcomers.length; next += 1) {
      const [newPlace, newcomer] = newcomers[next] ?? ['', item]
      if (comparePlaces(newPlace, place) > 0) break
      merged.push(newcomer)
    }
    merged.push(item)
  }
  for (const [, newcomer] of newcomers.slice(next)) merged.push(newcomer)
  return merged
}

function placeOf({ metadata }: KubeObject): string {
  return `${asText(metadata?.namespace)}/${asText(metadata?.name)}`
}

/** By project, then by name, byte by byte. */
function comparePlaces(a: string, b: string): number {
  const [namespaceA = '', nameA = ''] = a.split('/', 2)
  const [namespaceB = '', nameB = ''] = b.split('/', 2)
  if (namespaceA !== namespaceB) return namespaceA < namespaceB ? -1 : 1
  return nameA === nameB ? 0 : nameA < nameB ? -1 : 1
}
