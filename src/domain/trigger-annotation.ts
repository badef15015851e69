import type { TriggerSource } from './kinds/workload'
import { asText, isObject } from './untrusted'

/** One entry of the annotation `image.openshift.io/triggers`. */
export interface AnnotatedTrigger {
  from: TriggerSource
  fieldPath: string
  isPaused: boolean
}

/**
 * The annotation as the cluster reads it (S-53): a JSON list of `{from, fieldPath, paused}`. One wrong type anywhere,
 * or two entries for the same field, and the cluster ignores all of it; `problem` then says so, and `triggers` is what
 * was meant, as far as it can be told.
 */
export function readTriggerAnnotation(text: string): {
  triggers: AnnotatedTrigger[]
  problem: string
} {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { triggers: mentioned(text), problem: ignored('it is not JSON') }
  }
  // Go reads null as a list without entries.
  if (value === null) return { triggers: [], problem: '' }
  if (!Array.isArray(value)) return { triggers: mentioned(text), problem: ignored('it is no list') }
  const items: readonly unknown[] = value
  const triggers = items.map(toTrigger)
  const wrong = items.map(problemOf).find((problem) => problem !== '')
  if (wrong !== undefined) return { triggers, problem: ignored(wrong) }
  const paths = triggers.map(({ fieldPath }) => fieldPath)
  const twice = paths.find((path, index) => paths.indexOf(path) !== index)
  return { triggers, problem: twice === undefined ? '' : ignored('two entries set the same field') }
}

function ignored(why: string): string {
  return `The cluster ignores the annotation image.openshift.io/triggers as a whole, because ${why}.`
}

function problemOf(item: unknown): string {
  // An entry that is null is one that says nothing.
  if (item === null) return ''
  if (!isObject(item) || Array.isArray(item)) return 'an entry is no object'
  const paused = memberOf(item, 'paused')
  if (typeof paused === 'string') {
    return `“paused” is the text "${paused.slice(0, 20)}" where true or false is expected`
  }
  if (!isAbsentOr('boolean', paused)) return '“paused” is neither true nor false'
  if (!isAbsentOr('string', memberOf(item, 'fieldPath'))) return '“fieldPath” is no text'
  const from = memberOf(item, 'from')
  if (from === undefined || from === null) return ''
  if (!isObject(from) || Array.isArray(from)) return '“from” is no object'
  const odd = ['kind', 'name', 'namespace'].find(
    (name) => !isAbsentOr('string', memberOf(from, name)),
  )
  return odd === undefined ? '' : `“from.${odd}” is no text`
}

function toTrigger(item: unknown): AnnotatedTrigger {
  const from = isObject(item) ? memberOf(item, 'from') : undefined
  const text = (name: string) => asText(isObject(from) ? memberOf(from, name) : undefined)
  return {
    from: { kind: text('kind'), name: text('name'), namespace: text('namespace') },
    fieldPath: asText(isObject(item) ? memberOf(item, 'fieldPath') : undefined),
    isPaused: isObject(item) && memberOf(item, 'paused') === true,
  }
}

/** Go takes a member's name in any case, where the exact one is not there. */
function memberOf(object: object, name: string): unknown {
  const members = Object.entries(object)
  const exact = members.find(([key]) => key === name)
  return (exact ?? members.find(([key]) => key.toLowerCase() === name.toLowerCase()))?.[1]
}

function isAbsentOr(type: 'string' | 'boolean', value: unknown): boolean {
  return value === undefined || value === null || typeof value === type
}

const MOST_MENTIONED = 20

/** The tags that a text which cannot be read names, so that it can be said where somebody looks for it. */
function mentioned(text: string): AnnotatedTrigger[] {
  const names = text.matchAll(/"name"\s{0,9}:\s{0,9}"([^":\s]{1,253}:[^":\s]{1,128})"/g)
  return [...names].slice(0, MOST_MENTIONED).map(([, name = '']) => ({
    from: { kind: 'ImageStreamTag', name },
    fieldPath: '',
    isPaused: false,
  }))
}
