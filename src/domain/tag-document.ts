import { quoted } from './refused'
import { draftSource, type TagDraft } from './tag-draft'
import { formatTagReference } from './tag-reference'
import { tagField, tagFieldNames } from './tag-schema'

/** A value of a document, with members in the order and as often as they are written. */
export type DocumentValue =
  | { kind: 'map'; members: readonly (readonly [name: string, value: DocumentValue])[] }
  /** A list, or anything else that no field can be. */
  | { kind: 'other' }
  | { kind: 'plain'; value: string | number | boolean | null }

/** What is wrong with a document, and where: at the value of that place, or at its name. */
export interface DocumentProblem {
  path: readonly string[]
  at: 'name' | 'value'
  problem: string
}

/** A plain object that says what the draft does, to be written as YAML. */
export interface WrittenTag {
  /** A text where it is none of the kinds that can be told apart, as while it is being typed. */
  from: string | { kind: string; name: string; namespace?: string }
  reference?: true
  importPolicy?: { scheduled?: true; insecure?: true; importMode?: string }
  referencePolicy: { type: string }
}

/**
 * The draft as the API would have it, without its annotations, which may not be unique yet. What is
 * at its default is left out, but for the reference policy, for which the cluster writes it too.
 */
export function writtenTag(draft: TagDraft): WrittenTag {
  const source = draftSource(draft)
  const isWhole = source !== undefined && formatTagReference(source) === draft.from
  const { scheduled, insecure, importMode } = draft
  const importPolicy = {
    ...(scheduled && { scheduled }),
    ...(insecure && { insecure }),
    ...(importMode !== '' && { importMode }),
  }
  return {
    from: isWhole ? source : draft.from,
    ...(draft.reference && { reference: true as const }),
    ...(Object.keys(importPolicy).length > 0 && { importPolicy }),
    referencePolicy: { type: draft.referencePolicy },
  }
}

/**
 * Reads a document as a draft, and what is wrong with it beside: fields that a TagReference does not
 * have, values of another type, words that are none of the choices. What is wrong reads as empty.
 */
export function readTagDocument(document: DocumentValue): {
  draft: TagDraft
  problems: DocumentProblem[]
} {
  const problems: DocumentProblem[] = []
  check(document, [], problems)
  const root = membersOf(document)
  const policy = membersOf(root.get('importPolicy'))
  const mode = textOf(policy.get('importMode'))
  const annotations = root.get('annotations')
  return {
    draft: {
      from: readFrom(root.get('from'), problems),
      reference: isTrue(root.get('reference')),
      scheduled: isTrue(policy.get('scheduled')),
      insecure: isTrue(policy.get('insecure')),
      importMode: mode === 'Legacy' || mode === 'PreserveOriginal' ? mode : '',
      referencePolicy:
        textOf(membersOf(root.get('referencePolicy')).get('type')) === 'Local' ? 'Local' : 'Source',
      annotations:
        annotations?.kind === 'map'
          ? annotations.members.map(([name, value]) => [name, textOf(value)])
          : [],
    },
    problems,
  }
}

function readFrom(from: DocumentValue | undefined, problems: DocumentProblem[]): string {
  if (from?.kind !== 'map') return textOf(from)
  const members = membersOf(from)
  const [kind, name] = [textOf(members.get('kind')), textOf(members.get('name'))]
  if (kind === '' && name !== '') {
    problems.push(problemAt(['from'], 'name', 'Say of which kind it is: kind is missing.'))
  }
  const namespace = textOf(members.get('namespace'))
  return name === '' ? '' : formatTagReference({ kind, name, namespace })
}

/** Checks a value against the schema, and what is in it. */
function check(value: DocumentValue, path: readonly string[], problems: DocumentProblem[]): void {
  const field = path.length === 0 ? undefined : tagField(path)
  if (path.length === 0 && value.kind !== 'map') {
    if (isNothing(value)) return
    problems.push(
      problemAt(path, 'value', 'Write the fields of the tag, one a line: “from:” first.'),
    )
    return
  }
  if (value.kind === 'map') {
    if (field && field.type !== 'object') {
      problems.push(
        problemAt(path, 'name', `${lastOf(path)} is one value, without fields of its own.`),
      )
      return
    }
    checkMembers(value.members, path, problems)
    return
  }
  const problem = field ? plainProblem(value, path, field) : ''
  if (problem !== '') problems.push(problemAt(path, 'value', problem))
}

function checkMembers(
  members: readonly (readonly [string, DocumentValue])[],
  path: readonly string[],
  problems: DocumentProblem[],
): void {
  const seen = new Set<string>()
  for (const [name, value] of members) {
    const place = [...path, name]
    if (path[0] !== 'annotations') {
      if (seen.has(name)) {
        problems.push(problemAt(place, 'name', `${quoted(name)} is there twice.`))
      }
      const unknown = unknownProblem(place)
      if (unknown !== '') {
        problems.push(problemAt(place, 'name', unknown))
        continue
      }
    }
    seen.add(name)
    check(value, place, problems)
  }
}

function unknownProblem(path: readonly string[]): string {
  if (tagField(path)) return ''
  const name = lastOf(path)
  if (path.length === 1 && name === 'name')
    return 'The name of a tag is not changed here. Leave it out.'
  if (path.length === 1 && name === 'generation') {
    return 'The cluster counts the generations itself. Leave it out.'
  }
  const known = tagFieldNames(path.slice(0, -1)).map((field) => lastOf(field.path.split('.')))
  return `There is no field ${quoted(name)} here. There are: ${known.join(', ')}.`
}

function plainProblem(
  value: Exclude<DocumentValue, { kind: 'map' }>,
  path: readonly string[],
  { type, values }: { type: string; values?: readonly string[] },
): string {
  const name = lastOf(path)
  if (isNothing(value)) return ''
  if (value.kind === 'other') return `${name} is one plain value, not a list or the like.`
  if (name === 'from' && path.length === 1 && typeof value.value === 'string') return ''
  if (type === 'object') return `${name} has fields of its own, each on a line below it.`
  if (type === 'boolean') {
    return typeof value.value === 'boolean' ? '' : `${name} is true or false.`
  }
  if (typeof value.value !== 'string') {
    return `${name} is a text: write ${JSON.stringify(String(value.value))}, with the quotation marks.`
  }
  return values && value.value !== '' && !values.includes(value.value)
    ? `${name} is one of ${values.join(', ')}.`
    : ''
}

function problemAt(
  path: readonly string[],
  at: DocumentProblem['at'],
  problem: string,
): DocumentProblem {
  return { path, at, problem }
}

/** Of members with one name the last counts, as for the server. */
function membersOf(value: DocumentValue | undefined): ReadonlyMap<string, DocumentValue> {
  return new Map(value?.kind === 'map' ? value.members : [])
}

function textOf(value: DocumentValue | undefined): string {
  if (value?.kind !== 'plain' || value.value === null) return ''
  return String(value.value)
}

function isTrue(value: DocumentValue | undefined): boolean {
  return value?.kind === 'plain' && value.value === true
}

function isNothing(value: DocumentValue): boolean {
  return value.kind === 'plain' && value.value === null
}

function lastOf(path: readonly string[]): string {
  return path.at(-1) ?? ''
}
