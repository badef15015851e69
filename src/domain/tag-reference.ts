import { isDigest } from './digest'
import { hasRegistry, parseImageReference } from './image-reference'
import type { ObjectReference } from './kinds/image-stream'
import type { Parsed } from './parsed'
import { quoted, refused, shortened } from './refused'

const namespaceName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const streamName = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/
const tagName = /^\w[\w.-]{0,127}$/
const wrongDigest = refused(
  'After the @ comes the whole digest: sha256: and 64 hexadecimal digits.',
)

/**
 * What a tag can be told to point at, as a person writes it (S-10 tells the kinds apart):
 *
 *     reference := [ namespace "/" ] stream ":" tag          another tag of this cluster
 *                | ":" tag                                   another tag of the same stream
 *                | "@" digest                                one image of the same stream, for good
 *                | [ namespace "/" ] stream "@" digest       one image of a stream, for good
 *                | host [ ":" port ] "/" path [ ":" tag ] [ "@" digest ]   an image in a registry
 *                | "docker://" path [ ":" tag ] [ "@" digest ]             the same, on Docker Hub
 */
export function parseTagReference(text: string): Parsed<ObjectReference> {
  const written = text.trim()
  if (written === '') return refused('Write what the tag should point at.')
  const isExplicit = written.startsWith('docker://')
  if (isExplicit || hasRegistry(written) || written.includes('://')) {
    const parsed = parseImageReference(written)
    if (!parsed.ok) return parsed
    return { ok: true, value: { kind: 'DockerImage', name: written.replace(/^docker:\/\//, '') } }
  }
  if (written.startsWith(':')) {
    const tag = parseTagName(written.slice(1))
    return tag.ok ? { ok: true, value: { kind: 'ImageStreamTag', name: tag.value } } : tag
  }
  if (written.startsWith('@')) {
    const name = written.slice(1)
    return isDigest(name) ? { ok: true, value: { kind: 'ImageStreamImage', name } } : wrongDigest
  }

  const slash = written.indexOf('/')
  const namespace = written.slice(0, Math.max(0, slash))
  const name = written.slice(slash + 1)
  if (slash >= 0 && !namespaceName.test(namespace)) {
    return refused(`${quoted(namespace)} is neither a project nor a registry.`)
  }
  const kind = name.includes('@') ? 'ImageStreamImage' : 'ImageStreamTag'
  const split = name.indexOf(kind === 'ImageStreamImage' ? '@' : ':')
  const stream = parseStreamName(name.slice(0, split < 0 ? undefined : split))
  if (!stream.ok) return stream
  if (split < 0) {
    return refused(
      `Say which tag or image: ${shortened(name)}:tag, ${shortened(name)}@sha256:…, or docker://${shortened(written)} for Docker Hub.`,
    )
  }
  const which = name.slice(split + 1)
  if (kind === 'ImageStreamTag') {
    const tag = parseTagName(which)
    if (!tag.ok) return tag
  } else if (!isDigest(which)) {
    return wrongDigest
  }
  return { ok: true, value: namespace ? { kind, name, namespace } : { kind, name } }
}

/**
 * The inverse of parseTagReference. A stored reference that nobody could have typed (an unknown
 * kind, a shortened digest) is written as it is, and then parses as something else or not at all.
 */
export function formatTagReference(reference: {
  kind: string
  name: string
  namespace?: string
}): string {
  const { kind, name, namespace } = reference
  if (kind === 'DockerImage') return hasRegistry(name) ? name : `docker://${name}`
  if (namespace) return `${namespace}/${name}`
  if (kind === 'ImageStreamTag' && !name.includes(':')) return `:${name}`
  if (kind === 'ImageStreamImage' && !name.includes('@')) return `@${name}`
  return name
}

/**
 * The stream and the tag or image that a reference of this cluster names. A bare name in an
 * ImageStreamTag is a tag of the same stream. Null for an image in a registry, and for odd kinds.
 */
export function referenceTarget(
  reference: { kind: string; name: string; namespace?: string },
  at: { namespace: string; stream: string },
): { namespace: string; stream: string; tag?: string; digest?: string } | null {
  const namespace = reference.namespace || at.namespace
  const { kind, name } = reference
  if (kind === 'ImageStreamTag') {
    const colon = name.indexOf(':')
    if (colon < 0) return { namespace: at.namespace, stream: at.stream, tag: name }
    return { namespace, stream: name.slice(0, colon), tag: name.slice(colon + 1) }
  }
  if (kind === 'ImageStreamImage') {
    const split = name.indexOf('@')
    if (split < 0) return { namespace, stream: at.stream, digest: name }
    return { namespace, stream: name.slice(0, split) || at.stream, digest: name.slice(split + 1) }
  }
  return null
}

/** The name of a tag to be written (S-12). Broken names that exist can still be read and removed. */
export function parseTagName(text: string): Parsed<string> {
  if (tagName.test(text)) return { ok: true, value: text }
  if (text === '') return refused('Write the name of the tag.')
  if (text.length > 128) return refused('A tag has at most 128 characters.')
  const [odd] = /[^\w.-]/u.exec(text) ?? []
  if (odd === undefined) return refused('A tag begins with a letter, a digit or _.')
  return refused(`A tag has letters, digits, _, . and - only, no ${spell(odd)}.`)
}

/** The name of an image stream to be written (observed 21); the server allows 255 with the project. */
export function parseStreamName(text: string): Parsed<string> {
  if (text === '') return refused('Write the name of the image stream.')
  if (text.length > 253) return refused('The name of an image stream has at most 253 characters.')
  if (streamName.test(text)) return { ok: true, value: text }
  return refused(
    `${quoted(text)} is not the name of an image stream: lower-case letters and digits, with single ., _ or - between them.`,
  )
}

function spell(character: string): string {
  return /\s/.test(character) ? 'space' : `“${character}”`
}
