import type { JsonPatch, JsonPatchOperation } from '@/domain/json-patch'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { pairsProblem } from '@/domain/qualified-name'
import { shellCommand } from '@/domain/shell-word'
import { asText, asTextMap, isObject } from '@/domain/untrusted'
import {
  blockedStream,
  type StreamOperation,
  type StreamPlace,
  streamRights,
} from './stream-operation'

export type Pairs = readonly (readonly [name: string, value: string])[]

type Kind = 'labels' | 'annotations'

/**
 * [P1] Labels and annotations of a stream. Each name that changes is tested to be as it was seen
 * (S-60), so that two people who set different names both get their way.
 */
export function setStreamMetadata(
  at: StreamPlace,
  imageStream: ImageStream,
  wanted: { labels: Pairs; annotations: Pairs },
): StreamOperation {
  const rights = streamRights(at, 'patch')
  const problem =
    pairsProblem(wanted.labels, 'label') || pairsProblem(wanted.annotations, 'annotation')
  if (problem) return blockedStream(at, problem, rights)
  const labels = changesOf(imageStream, 'labels', wanted.labels)
  const annotations = changesOf(imageStream, 'annotations', wanted.annotations)
  const changes = [labels, annotations]
  if (changes.every(({ names }) => names.length === 0)) {
    return blockedStream(at, 'Nothing is changed yet.', rights)
  }
  const uid: JsonPatchOperation = {
    op: 'test',
    path: '/metadata/uid',
    value: asText(imageStream.metadata.uid),
  }
  const joined = (parts: JsonPatch[]): JsonPatch => {
    const operations = parts.flat()
    return [
      uid,
      ...operations.filter(({ op }) => op === 'test'),
      ...operations.filter(({ op }) => op !== 'test'),
    ]
  }
  return {
    at,
    write: { how: 'patch', patch: joined(changes.map(({ patch }) => patch)) },
    blocker: '',
    sentences: [
      ...said(labels, 'label'),
      ...said(annotations, 'annotation'),
      'No tag moves, and nothing is imported.',
    ],
    command: [command('label', at, labels), command('annotate', at, annotations)]
      .filter(Boolean)
      .join(' && '),
    rights,
    undo: { how: 'patch', patch: joined(changes.map(({ undo }) => undo)) },
  }
}

interface Changes {
  names: string[]
  /** The values that are set, by name; null for one that goes. */
  values: ReadonlyMap<string, string | null>
  patch: JsonPatch
  undo: JsonPatch
}

function changesOf(imageStream: ImageStream, kind: Kind, pairs: Pairs): Changes {
  const map = imageStream.metadata[kind]
  const before = new Map(Object.entries(asTextMap(map)))
  const after = new Map(pairs.map(([name, value]): [string, string] => [name.trim(), value]))
  after.delete('')
  const names = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => before.get(name) !== after.get(name),
  )
  const values = new Map(names.map((name) => [name, after.get(name) ?? null]))
  const old = new Map(names.map((name) => [name, before.get(name) ?? null]))
  const path = `/metadata/${kind}`
  // Below an absent map even a test for null fails (observed 61), so the map itself is written.
  const hasMap = isObject(map) && before.size > 0
  const patch: JsonPatch = hasMap
    ? pairwise(path, old, values)
    : [
        { op: 'test', path, value: null },
        { op: 'add', path, value: Object.fromEntries(after) },
      ]
  if (names.length === 0) return { names, values, patch: [], undo: [] }
  // Where all names go, the cluster may leave the map out altogether.
  const undo: JsonPatch =
    after.size > 0
      ? pairwise(path, values, old)
      : [
          { op: 'test', path, value: null },
          { op: 'add', path, value: Object.fromEntries(before) },
        ]
  return { names, values, patch, undo }
}

type Values = ReadonlyMap<string, string | null>

function pairwise(path: string, from: Values, to: Values): JsonPatchOperation[] {
  return [...to].flatMap(([name, value]): JsonPatchOperation[] => {
    const at = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const was = from.get(name) ?? null
    const test: JsonPatchOperation = { op: 'test', path: at, value: was }
    return value === null
      ? [test, { op: 'remove', path: at }]
      : [test, { op: 'add', path: at, value }]
  })
}

function said({ names, values }: Changes, word: string): string[] {
  const set = names.filter((name) => values.get(name) !== null)
  const gone = names.filter((name) => values.get(name) === null)
  return [
    ...(set.length > 0 ? [`${counted(set.length, word)} set: ${listed(set)}.`] : []),
    ...(gone.length > 0 ? [`${counted(gone.length, word)} removed: ${listed(gone)}.`] : []),
  ]
}

function counted(count: number, word: string): string {
  return count === 1 ? `One ${word} is` : `${count} ${word}s are`
}

function listed(names: string[]): string {
  const more = names.length > 8 ? ` and ${names.length - 8} more` : ''
  return `${names.slice(0, 8).join(', ')}${more}`
}

function command(verb: 'label' | 'annotate', at: StreamPlace, { names, values }: Changes): string {
  if (names.length === 0) return ''
  return shellCommand([
    ...['oc', verb, 'imagestream', at.stream, '-n', at.namespace, '--overwrite'],
    ...names.map((name) => {
      const value = values.get(name)
      return value === null || value === undefined ? `${name}-` : `${name}=${value}`
    }),
  ])
}

/**
 * Names and values of two people in one: what I changed since `before` is mine, all else is theirs.
 * So nobody's change is lost that nobody decided against.
 */
export function mergePairs(before: Pairs, theirs: Pairs, mine: Pairs): [string, string][] {
  const [old, other] = [new Map(before), new Map(theirs)]
  const own = new Map(mine.map(([name, value]) => [name.trim(), value]))
  const isTouched = (name: string) => own.get(name) !== old.get(name)
  const kept = mine.flatMap(([name, value]): [string, string][] => {
    if (isTouched(name.trim())) return [[name, value]]
    const now = other.get(name.trim())
    return now === undefined ? [] : [[name, now]]
  })
  const added = theirs.flatMap(([name, value]): [string, string][] =>
    own.has(name) || isTouched(name) ? [] : [[name, value]],
  )
  return [...kept, ...added]
}
