import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml'
import {
  type DocumentProblem,
  type DocumentValue,
  readTagDocument,
  writtenTag,
} from '@/domain/tag-document'
import type { TagDraft } from '@/domain/tag-draft'

/** A mistake in the text, from one character to another. */
export interface YamlProblem {
  from: number
  to: number
  /** Counted from 1, to be said in words. */
  line: number
  problem: string
}

export interface ReadYaml {
  /** What the text says; null where it is not YAML, and then nothing can be told of it. */
  draft: TagDraft | null
  problems: YamlProblem[]
}

const options = { uniqueKeys: false, prettyErrors: false, strict: true } as const
/** Long lines are not folded: what is written is what one sees. */
const written = { lineWidth: 0, flowCollectionPadding: false } as const

/** Reads a text as the reference of a tag, and says of each mistake where it is. */
export function readTagYaml(text: string): ReadYaml {
  const document = parseDocument(text, options)
  const at = (from: number, to: number, problem: string): YamlProblem => ({
    from,
    to: Math.max(from, Math.min(to, text.length)),
    line: text.slice(0, from).split('\n').length,
    problem,
  })
  if (document.errors.length > 0) {
    return {
      draft: null,
      problems: document.errors.map(({ pos: [from, to], message }) => at(from, to, message)),
    }
  }
  const alias = firstAlias(document)
  if (alias) {
    const words = 'Write the value itself: anchors and aliases are not read here.'
    return { draft: null, problems: [at(alias[0], alias[1], words)] }
  }
  const { draft, problems } = readTagDocument(toValue(document.contents, document))
  return {
    draft,
    problems: problems.map((found) => at(...placeOf(document.contents, found), found.problem)),
  }
}

/** Aliases can make a text of a few lines as large as one likes, and the API knows none. */
function firstAlias(document: Document): [from: number, to: number] | undefined {
  let place: [number, number] | undefined
  visit(document, {
    Alias: (_key, node) => {
      place = node.range ? [node.range[0], node.range[1]] : [0, 0]
      return visit.BREAK
    },
  })
  return place
}

/** Where the value of a field stands; the beginning of the text where it is not there. */
export function yamlPlace(text: string, path: readonly string[]): { from: number; to: number } {
  const document = parseDocument(text, options)
  const [from, to] = placeOf(document.contents, { path, at: 'value', problem: '' })
  return { from, to }
}

/**
 * The text that says what the draft does. Comments and the order of a text before it stay: only what
 * it says otherwise is written anew. A text that is not YAML is replaced as a whole.
 */
export function writeTagYaml(draft: TagDraft, before = ''): string {
  const old = readTagYaml(before)
  if (old.draft && old.problems.length === 0 && isSameDraft(old.draft, draft)) return before
  const document = parseDocument(before, options)
  const isUsable = old.draft !== null && isMap(document.contents)
  const target = isUsable ? document : parseDocument('{}', options)
  if (!isUsable) target.contents = target.createNode({}) as never
  const tag = writtenTag(draft)
  if (!isUsable || old.draft?.from !== draft.from) set(target, ['from'], tag.from)
  set(target, ['reference'], tag.reference)
  for (const name of ['scheduled', 'insecure', 'importMode'] as const) {
    set(target, ['importPolicy', name], tag.importPolicy?.[name])
  }
  if (target.hasIn(['importPolicy']) && !tag.importPolicy) target.deleteIn(['importPolicy'])
  set(target, ['referencePolicy', 'type'], tag.referencePolicy.type)
  setAnnotations(target, draft.annotations)
  return target.toString(written)
}

/** Sets a value where it is another one, and takes it away where there is none. */
function set(document: Document, path: string[], value: unknown): void {
  if (value === undefined) {
    if (document.hasIn(path)) document.deleteIn(path)
    return
  }
  const [parent] = path
  if (path.length > 1 && parent !== undefined && !isMap(document.getIn([parent], true))) {
    document.setIn([parent], document.createNode({}))
  }
  const held = document.getIn(path, true)
  if (isScalar(held) && typeof value !== 'object') {
    if (held.value !== value) held.value = value
    return
  }
  document.setIn(path, typeof value === 'object' ? document.createNode(value) : value)
}

/** Annotations may have a name twice while they are being written, which a plain object has not. */
function setAnnotations(document: Document, annotations: TagDraft['annotations']): void {
  const held = document.getIn(['annotations'], true)
  const old = isMap(held) ? pairsOf(held) : []
  if (JSON.stringify(old) === JSON.stringify(annotations)) return
  if (annotations.length === 0) {
    if (held !== undefined) document.deleteIn(['annotations'])
    return
  }
  const map = isMap(held) ? held : (document.createNode({}) as YAMLMap)
  const kept = [...map.items]
  map.items = annotations.map(([name, value]) => {
    const index = kept.findIndex(({ key }) => String(isScalar(key) ? key.value : key) === name)
    const [pair] = index < 0 ? [] : kept.splice(index, 1)
    if (!pair) return document.createPair(name, value)
    if (isScalar(pair.value)) pair.value.value = value
    else pair.value = document.createNode(value)
    return pair
  })
  if (!isMap(held)) document.setIn(['annotations'], map)
}

function pairsOf(map: YAMLMap): [string, string][] {
  return map.items.map(({ key, value }) => [plainText(key), plainText(value)])
}

function plainText(node: unknown): string {
  const value = isScalar(node) ? node.value : node
  return value === null || value === undefined ? '' : String(value)
}

function isSameDraft(a: TagDraft, b: TagDraft): boolean {
  return JSON.stringify(normal(a)) === JSON.stringify(normal(b))
}

function normal({ from, reference, scheduled, insecure, importMode, ...rest }: TagDraft) {
  return [from, reference, scheduled, insecure, importMode, rest.referencePolicy, rest.annotations]
}

function toValue(node: unknown, document: Document): DocumentValue {
  if (isMap(node)) {
    return {
      kind: 'map',
      members: node.items.map(({ key, value }) => [plainText(key), toValue(value, document)]),
    }
  }
  if (isSeq(node)) return { kind: 'other' }
  const resolved = isScalar(node) ? node.value : undefined
  if (resolved === null || resolved === undefined) return { kind: 'plain', value: null }
  const isPlain = ['string', 'number', 'boolean'].includes(typeof resolved)
  return isPlain
    ? { kind: 'plain', value: resolved as string | number | boolean }
    : { kind: 'other' }
}

/** From where to where a problem is in the text. */
function placeOf(root: Node | null, { path, at }: DocumentProblem): [from: number, to: number] {
  let node: unknown = root
  let place: [number, number] = [0, 0]
  for (const [depth, name] of path.entries()) {
    const pair = isMap(node) ? node.items.findLast(({ key }) => plainText(key) === name) : undefined
    if (!pair) return place
    const isLast = depth === path.length - 1
    const part = (isLast && at === 'value' && isRanged(pair.value) ? pair.value : pair.key) as Node
    if (isRanged(part)) place = [part.range[0], part.range[1]]
    node = pair.value
  }
  if (path.length === 0 && isRanged(root)) place = [root.range[0], root.range[1]]
  return place
}

function isRanged(node: unknown): node is ParsedNode {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
}
