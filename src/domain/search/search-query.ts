import { hasRegistry, type ImageReference, parseImageReference } from '@/domain/image-reference'

/** What is looked for; every part that is there is looked for on its own. */
export interface SearchQuery {
  /** What was typed, without spaces around it. */
  text: string
  /** In lower case; a stream, a tag or a project is found where each of them fits it. */
  words: readonly SearchWord[]
  /** The first hex digits of a digest; '' where the text holds none. */
  digest: string
  label: { key: string; value: string } | null
  /** A pull spec: it names a registry, or says `docker://`. */
  spec: ImageReference | null
}

/** A word; where it has a `/` or a `:`, its parts are looked for where such names have them. */
export interface SearchWord {
  text: string
  parts: { namespace: string; stream: string; tag: string } | null
}

/** Fewer digits are held by chance: of 100,000 images three share any four of them. */
const fewestDigits = 6
const digestStart = new RegExp(`^(?:sha\\d{3}[:-])?([0-9a-f]{${fewestDigits},128})(?:\\.[a-z]+)?$`)
/** Nobody types more, and what is pasted by mistake must not keep the page busy. */
const mostRead = 1024

/**
 * Reads what a person types or pastes:
 *
 *     search := label | digest | [ name ] "@" digest | spec | name { " " name }
 *     label  := key "=" [ value ]
 *     digest := [ "sha256" ( ":" | "-" ) ] hex6…           any beginning of six digits or more
 *     spec   := [ "docker pull" | "podman pull" ] ( "docker://" path | registry "/" path )
 *     name   := [ project "/" ] stream [ ":" tag ] | any part of it
 *
 * What could be two things is both: `c0ffee` is a name and a digest.
 */
export function parseSearch(typed: string): SearchQuery {
  const text = typed
    .slice(0, mostRead)
    .trim()
    .replace(/^(?:docker|podman|buildah|crictl) pull\s+/, '')
  const query: SearchQuery = { text, words: [], digest: '', label: null, spec: null }
  if (text === '') return query
  const lower = text.toLowerCase()
  if (/\s/.test(lower)) return { ...query, words: lower.split(/\s+/).map(toWord) }

  const label = /^([^=]+)==?(.*)$/.exec(text)
  if (label && !lower.includes('://')) {
    return { ...query, label: { key: label[1] ?? '', value: label[2] ?? '' } }
  }
  const at = lower.indexOf('@')
  const digest = digestStart.exec(lower.slice(at + 1))?.[1] ?? ''
  const isSpec = lower.startsWith('docker://') || hasRegistry(lower)
  const named = at < 0 ? lower : lower.slice(0, at)
  if (isSpec) {
    const parsed = parseImageReference(named)
    // An address that is typed only in part is found by what is there of it.
    const words = parsed.ok ? [] : [{ text: named.replace('docker://', ''), parts: null }]
    return { ...query, digest: at < 0 ? '' : digest, spec: parsed.ok ? parsed.value : null, words }
  }
  // `frontend@sha256:…` is one image; the name before it only says where.
  if (at >= 0 && digest !== '') return { ...query, digest }
  const isOnlyDigest = digest !== '' && /^sha\d{3}[:-]/.test(lower)
  return { ...query, digest, words: isOnlyDigest ? [] : [toWord(lower)] }
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
