import { isDigest } from './digest'
import type { Parsed } from './parsed'
import { quoted, refused } from './refused'

/** One image to compare, as an address names it: what a tag holds, or an image for good. */
export interface ComparedSide {
  namespace: string
  stream: string
  /** '' where the digest says which image. */
  tag: string
  digest: string
}

/**
 * Reads one side of a comparison. It takes every tag that exists, also those that could not be
 * written any more (S-12): the first `:` or `@` after the stream ends its name, for a stream has
 * neither.
 *
 *     side := project "/" stream ":" tag        what the tag holds
 *           | project "/" stream "@" digest     one image, for good
 */
export function parseComparedSide(text: string): Parsed<ComparedSide> {
  const written = text.trim()
  if (written === '')
    return refused('Choose an image: project/stream:tag, or project/stream@digest.')
  const [, namespace = '', stream = '', mark = '', which = ''] =
    /^([^/:@]+)\/([^/:@]+)(?:([:@])(.*))?$/s.exec(written) ?? []
  if (stream === '') {
    return refused(`${quoted(written)} is not project/stream:tag, nor project/stream@digest.`)
  }
  if (which === '') return refused(`Say which tag or image of ${quoted(`${namespace}/${stream}`)}.`)
  if (mark === ':') return { ok: true, value: { namespace, stream, tag: which, digest: '' } }
  return isDigest(which)
    ? { ok: true, value: { namespace, stream, tag: '', digest: which } }
    : refused('After the @ comes the whole digest: sha256: and 64 hexadecimal digits.')
}

/** The inverse of parseComparedSide. */
export function formatComparedSide({
  namespace,
  stream,
  tag,
  digest,
}: {
  namespace: string
  stream: string
  tag?: string
  digest?: string
}): string {
  return `${namespace}/${stream}${digest ? `@${digest}` : `:${tag ?? ''}`}`
}
