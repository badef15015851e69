import { randomUUID } from 'node:crypto'
import type { ObjectMeta } from '@/domain/kinds/meta'
import type { FieldProblem } from '../rest/status-error'

/** What a client may give, and the server keeps, beyond what our types name. */
interface GivenMeta extends ObjectMeta {
  generateName?: string
}

const SYSTEM_MEMBERS = new Set([
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'selfLink',
  'managedFields',
  'generateName',
])

/** The metadata of a new object: the client's, with what the server gives. */
export function newMeta(given: GivenMeta, now: string): ObjectMeta {
  const { namespace, generateName } = given
  return {
    name: given.name || (generateName ? `${generateName}${randomSuffix()}` : ''),
    ...(generateName ? { generateName } : {}),
    ...(namespace ? { namespace } : {}),
    uid: randomUUID(),
    creationTimestamp: now,
    ...ownMembers(given),
  }
}

/** The metadata of an object that is written again: the server's stays, the rest is the client's. */
export function nextMeta(old: ObjectMeta, given: ObjectMeta): ObjectMeta {
  const kept = Object.entries(old).filter(([key]) => SYSTEM_MEMBERS.has(key))
  return { ...(Object.fromEntries(kept) as unknown as ObjectMeta), ...ownMembers(given) }
}

/** What belongs to the client: labels, annotations, finalizers, owners. Empty members count as absent. */
export function ownMembers(given: ObjectMeta): Partial<ObjectMeta> {
  const own = Object.entries(given).filter(
    ([key, value]) =>
      !SYSTEM_MEMBERS.has(key) &&
      value !== undefined &&
      value !== null &&
      (typeof value !== 'object' || Object.keys(value).length > 0),
  )
  return Object.fromEntries(own)
}

const QUALIFIED_NAME =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
const LABEL_VALUE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
const PREFIX =
  "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
const name = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/
const prefix = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const LARGEST_ANNOTATIONS = 256 * 1024

/**
 * What is wrong with an object's metadata, by the rules of all objects and the given rule for the name.
 * `at` is the field of the metadata itself.
 */
export function metaProblems(
  { name: given, labels, annotations }: ObjectMeta,
  nameProblem: (name: string) => string | undefined,
  at = 'metadata',
): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (!given) {
    problems.push({
      reason: 'FieldValueRequired',
      field: `${at}.name`,
      message: 'Required value: name or generateName is required',
    })
  } else {
    const problem = nameProblem(given)
    if (problem !== undefined) problems.push(invalid(`${at}.name`, given, problem))
  }
  for (const [key, value] of Object.entries(labels ?? {})) {
    for (const problem of keyProblems(key)) problems.push(invalid(`${at}.labels`, key, problem))
    if (value.length > 63) {
      problems.push(invalid(`${at}.labels`, value, 'must be no more than 63 bytes'))
    }
    if (value !== '' && !name.test(value)) {
      problems.push(invalid(`${at}.labels`, value, LABEL_VALUE))
    }
  }
  let size = 0
  for (const [key, value] of Object.entries(annotations ?? {})) {
    size += Buffer.byteLength(key) + Buffer.byteLength(value)
    for (const problem of keyProblems(key.toLowerCase()))
      problems.push(invalid(`${at}.annotations`, key, problem))
  }
  if (size > LARGEST_ANNOTATIONS) {
    problems.push({
      reason: 'FieldValueTooLong',
      field: `${at}.annotations`,
      message: `Too long: may not be more than ${LARGEST_ANNOTATIONS} bytes`,
    })
  }
  return problems
}

/** What is wrong with the metadata of an object that has its name already. */
export function changedMetaProblems(meta: ObjectMeta): FieldProblem[] {
  return metaProblems(meta, () => undefined).filter(({ field }) => field !== 'metadata.name')
}

/** Names that can stand in a path. */
export function pathSegmentProblem(text: string): string | undefined {
  if (text === '.' || text === '..') return `may not be '${text}'`
  const found = ['/', '%'].filter((character) => text.includes(character))
  return found.length === 0
    ? undefined
    : found.map((character) => `may not contain '${character}'`).join(', ')
}

function keyProblems(key: string): string[] {
  const slash = key.lastIndexOf('/')
  const local = key.slice(slash + 1)
  const problems: string[] = []
  if (slash === 0) problems.push('prefix part must be non-empty')
  else if (slash > 0 && !prefix.test(key.slice(0, slash))) problems.push(PREFIX)
  if (local === '') problems.push('name part must be non-empty')
  else if (local.length > 63) problems.push('name part must be no more than 63 bytes')
  if (!name.test(local)) problems.push(QUALIFIED_NAME)
  return problems
}

function invalid(field: string, value: string, why: string): FieldProblem {
  return {
    reason: 'FieldValueInvalid',
    field,
    message: `Invalid value: ${JSON.stringify(value)}: ${why}`,
  }
}

const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789'

function randomSuffix(): string {
  return [...crypto.getRandomValues(new Uint8Array(5))]
    .map((byte) => SUFFIX_LETTERS[byte % SUFFIX_LETTERS.length])
    .join('')
}
