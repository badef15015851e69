import { hasRegistry, type ImageReference, parseImageReference } from '@/domain/image-reference'
import { meantText } from './meant-text'

/** What is looked for; every part that is there is looked for on its own. */
export interface SearchQuery {
  /** What is meant by what was typed; '' where that says nothing. */
  text: string
  /** In lower case; a stream, a tag or a project is found where each of them fits it. */
  words: readonly SearchWord[]
  /** The first hex digits of a digest; '' where the text holds none. */
  digest: string
  /** What is named beside the digest: the image is opened there if it is there. */
  at: { namespace: string; stream: string } | null
  /** A stream has to have all of them; none where the text asks for no label. */
  labels: readonly WantedLabel[]
  /** A pull spec: it names a registry, or says `docker://`. Its digest is the query's. */
  spec: ImageReference | null
}

/** A word; where it has a `/` or a `:`, its parts are looked for where such names have them. */
export interface SearchWord {
  text: string
  parts: { namespace: string; stream: string; tag: string } | null
}

/** A label that is asked for; a value of '' is any. */
export interface WantedLabel {
  key: string
  value: string
}

/** Fewer digits are held by chance: of 100,000 images three share any four of them. */
const fewestDigits = 6
const digestStart = new RegExp(`^(?:sha\\d{3}[:-])?([0-9a-f]{${fewestDigits},128})(?:\\.[a-z]+)?$`)
const nothing = { words: [], digest: '', at: null, labels: [], spec: null }

/**
 * Reads what a person types or pastes (see meantText for what may stand around it):
 *
 *     search := labels | digest | [ name ] "@" digest | spec | name { " " name }
 *     labels := label { "," label }
 *     label  := key "=" [ value ]
 *     digest := [ "sha256" ( ":" | "-" ) ] hex6…           any beginning of six digits or more
 *     spec   := "docker://" path | registry "/" path
 *     name   := [ project "/" ] stream [ ":" tag ] | any part of it
 *
 * What could be two things is both: `c0ffee` is a name and a digest, and so is one of several words.
 */
export function parseSearch(typed: string): SearchQuery {
  const text = meantText(typed)
  const query = { ...nothing, text, ...parts(text) }
  const isEmpty =
    query.words.length + query.labels.length === 0 && query.digest === '' && query.spec === null
  return isEmpty ? { ...nothing, text: '' } : query
}

function parts(text: string): Partial<SearchQuery> {
  const lower = text.toLowerCase()
  if (lower.includes(' ')) return severalWords(lower.split(' '))
  const labels = lower.includes('://') ? [] : wantedLabels(text)
  if (labels.length > 0) return { labels }

  const at = lower.indexOf('@')
  const named = at < 0 ? text : text.slice(0, at)
  const digest = digestOf(lower.slice(at + 1))
  if (lower.startsWith('docker://') || hasRegistry(lower)) {
    return specOf(named, at < 0 ? '' : digest)
  }
  if (at >= 0 && digest !== '') return { digest, at: placeOf(named.toLowerCase()) }
  const isOnlyDigest = digest !== '' && /^sha\d{3}[:-]/.test(lower)
  return { digest, words: isOnlyDigest ? [] : wordsOf([lower]) }
}

function severalWords(texts: readonly string[]): Partial<SearchQuery> {
  const words = wordsOf(texts)
  // A word of letters alone is rather a name: `facade`, `decade`.
  const digests = texts.filter((text) => digestOf(text) !== '' && /\d/.test(text))
  const [digest] = digests
  if (digest === undefined || digests.length > 1) return { words }
  const other = texts.find((text) => text !== digest) ?? ''
  return { words, digest: digestOf(digest), at: placeOf(other) }
}

function specOf(named: string, digest: string): Partial<SearchQuery> {
  const parsed = parseImageReference(lowerButTag(named))
  if (parsed.ok) return { digest, spec: parsed.value, at: placeOf(parsed.value.repository) }
  // An address that is typed only in part is found by what is there of it.
  const text = named.toLowerCase().replace('docker://', '')
  return { digest, words: text === '' ? [] : [{ text, parts: null }] }
}

/** Registries and repositories are in lower case, whoever wrote them; tags are not. */
function lowerButTag(named: string): string {
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1)
  return colon < 0
    ? named.toLowerCase()
    : `${named.slice(0, colon).toLowerCase()}${named.slice(colon)}`
}

function digestOf(text: string): string {
  return digestStart.exec(text)?.[1] ?? ''
}

/** The last two parts of a path: `shop/web` of `registry/shop/web:1`. */
function placeOf(path: string): SearchQuery['at'] {
  const [stream = '', namespace = ''] = path
    .replace(/:[^/]*$/, '')
    .split('/')
    .reverse()
  return stream === '' ? null : { namespace, stream }
}

function wantedLabels(text: string): WantedLabel[] {
  if (!text.includes('=')) return []
  return text
    .split(',')
    .map((label) => /^([^=]+)==?(.*)$/.exec(label))
    .flatMap((match) => (match ? [{ key: match[1] ?? '', value: match[2] ?? '' }] : []))
}

function wordsOf(texts: readonly string[]): SearchWord[] {
  return texts.map(toWord).filter(({ text, parts }) => {
    const said = parts ? parts.namespace + parts.stream + parts.tag : text
    return said !== ''
  })
}

function toWord(text: string): SearchWord {
  if (!/[/:]/.test(text) || hasRegistry(text)) return { text, parts: null }
  const slash = text.indexOf('/')
  const colon = text.indexOf(':', slash + 1)
  return {
    text,
    parts: {
      namespace: text.slice(0, Math.max(0, slash)),
      stream: text.slice(slash + 1, colon < 0 ? undefined : colon),
      tag: colon < 0 ? '' : text.slice(colon + 1),
    },
  }
}
