import { isObject } from '@/domain/untrusted'

/** Between two objects of a list, of each of which the metadata comes first. */
const between = '},{"metadata":'
const opening = '"items":['

/** A list: what it says before its objects, its metadata among it, and its objects as they are asked for. */
export interface PartedList {
  list: object
  items: Iterable<unknown>
}

/**
 * Parses the JSON text of a list (Kubernetes API conventions) so that no more than one of its objects has to
 * be in memory, which spares the garbage collector the whole of a large page. Where the
 * text cannot be parted so it is parsed as a whole, which gives the same. Fails, also when an object is asked
 * for, with the SyntaxError of JSON.parse; undefined for JSON that is no object.
 */
export function partedList(text: string): PartedList | undefined {
  const start = text.indexOf(opening) + opening.length
  const end = text.lastIndexOf(']')
  // Only what is certain to be the end of the list: there may be anything after the objects.
  if (start < opening.length || end < start || !/^\]\s*\}\s*$/.test(text.slice(end, end + 100))) {
    return wholeList(text)
  }
  try {
    const list: unknown = JSON.parse(text.slice(0, start) + text.slice(end))
    if (isObject(list) && 'metadata' in list) return { list, items: parts(text, start, end) }
  } catch {
    // It is parsed as a whole, which says what is wrong.
  }
  return wholeList(text)
}

function wholeList(text: string): PartedList | undefined {
  const list: unknown = JSON.parse(text)
  return isObject(list) ? { list, items: itemsOf(list) } : undefined
}

function itemsOf(list: object): readonly unknown[] {
  return 'items' in list && Array.isArray(list.items) ? list.items : []
}

function* parts(text: string, start: number, end: number): Generator<unknown> {
  let count = 0
  let at = start
  if (text.slice(start, end).trim() === '') return
  while (at < end) {
    const found = text.indexOf(between, at)
    const next = found === -1 ? end : found + 1
    let part: unknown
    try {
      part = JSON.parse(text.slice(at, next))
    } catch {
      // The words are in an object too. What was given is right: a JSON value and a comma begin only one way.
      const whole = wholeList(text)
      yield* [...(whole?.items ?? [])].slice(count)
      return
    }
    yield part
    count += 1
    at = next + 1
  }
}
