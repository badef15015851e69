import { shortDigest } from './digest'
import type { TagRow } from './stream-row'
import { formatTagReference, referenceTarget } from './tag-reference'

/** Where a tag lives: what its references are relative to. */
export interface TagPlace {
  namespace: string
  stream: string
}

/**
 * How a tag gets its next image (S-5):
 *
 * - `live`: follows another tag of the same stream, at once
 * - `scheduled`: a registry image that is looked for again now and then
 * - `imported-once`: a registry image that was imported when it was set, and not since
 * - `copied`: took what a tag of another stream held, when it was set
 * - `pinned`: one image, for good
 * - `reference`: a registry image that is only named, never imported
 * - `pushed`: only pushes change it
 * - `none`: a tag in the spec that names no source, or a source of an unknown kind
 */
export type Tracking =
  | 'live'
  | 'scheduled'
  | 'imported-once'
  | 'copied'
  | 'pinned'
  | 'reference'
  | 'pushed'
  | 'none'

/** How the tag gets its next image. */
export function tracking({ spec }: Pick<TagRow, 'spec'>, at: TagPlace): Tracking {
  if (!spec) return 'pushed'
  switch (spec.from?.kind) {
    case 'DockerImage':
      if (spec.reference) return 'reference'
      return spec.scheduled ? 'scheduled' : 'imported-once'
    case 'ImageStreamTag':
      return isOfSameStream(spec.from, at) ? 'live' : 'copied'
    case 'ImageStreamImage':
      return 'pinned'
    default:
      return 'none'
  }
}

/** What a tag points at, in two parts: a sentence's beginning, and the thing it ends with. */
export interface PointsAt {
  /** `Updates automatically from registry`; a whole sentence where there is no target. */
  lead: string
  /** As a person writes it, images shortened: `quay.io/acme/web:1`, `shop/web:prod`; '' for none. */
  target: string
  /** Where the target is in this cluster, for a link; absent for registries. */
  path?: { namespace: string; stream: string; tag?: string; digest?: string }
}

/**
 * What the tag points at, in the words of `oc describe` (S-4) where they are true. It calls a tag
 * of another stream "updates automatically" when it is scheduled; it never updates (S-5).
 */
export function pointsAtSentence({ spec }: Pick<TagRow, 'spec'>, at: TagPlace): PointsAt {
  if (!spec) return { lead: 'Pushed, follows nothing', target: '' }
  if (!spec.from) return { lead: 'A tag without a source', target: '' }
  const lead = leads(spec.reference)[tracking({ spec }, at)]
  const path = referenceTarget(spec.from, at)
  return { lead, target: writtenTarget(spec.from, at), ...(path ? { path } : {}) }
}

/** The sentence as one text, for tooltips and for screen readers. */
export function pointsAtText(tag: Pick<TagRow, 'spec'>, at: TagPlace): string {
  const { lead, target } = pointsAtSentence(tag, at)
  return target === '' ? lead : `${lead} ${target}`
}

function leads(isReference: boolean): Readonly<Record<Tracking, string>> {
  return {
    live: isReference ? 'Follows, by reference to' : 'Follows',
    scheduled: 'Updates automatically from registry',
    'imported-once': 'Tagged from',
    copied: isReference ? 'Copied once, by reference to' : 'Copied once from',
    pinned: isReference ? 'Pinned by reference to image' : 'Pinned to image',
    reference: 'Reference to registry',
    pushed: 'Pushed, follows nothing',
    none: 'Points at something unknown,',
  }
}

function writtenTarget(
  from: { kind: string; name: string; namespace: string },
  at: TagPlace,
): string {
  const { kind, name, namespace } = from
  if (kind === 'DockerImage') return name
  const shown = kind === 'ImageStreamImage' ? shortImage(name) : name
  const isElsewhere = namespace !== '' && namespace !== at.namespace
  const written = { kind, name: shown, ...(isElsewhere ? { namespace } : {}) }
  return isBareTag(from) ? `${at.stream}:${name}` : formatTagReference(written)
}

/** `web@sha256:448e23097047e3…` as `web@448e23097047`. */
function shortImage(name: string): string {
  const at = name.indexOf('@')
  return at < 0 ? name : `${name.slice(0, at)}@${shortDigest(name.slice(at + 1))}`
}

function isBareTag({ kind, name }: { kind: string; name: string }): boolean {
  return kind === 'ImageStreamTag' && !name.includes(':')
}

function isOfSameStream(
  from: { kind: string; name: string; namespace: string },
  at: TagPlace,
): boolean {
  const target = referenceTarget(from, at)
  return target?.namespace === at.namespace && target.stream === at.stream
}
