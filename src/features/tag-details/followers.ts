import type { StreamRow } from '@/domain/stream-row'
import { referenceTarget } from '@/domain/tag-reference'
import { type Tracking, tracking } from '@/domain/tracking'

/** A tag that points at another, and how. */
export interface Follower {
  namespace: string
  stream: string
  tag: string
  how: string
}

/**
 * The tags among `rows` whose source is the tag. Only those of its own stream follow it; others hold
 * what it held when they were written (S-5).
 */
export function followersOf(
  rows: StreamRow[] | undefined,
  of: { namespace: string; stream: string; tag: string },
): Follower[] {
  return (rows ?? []).flatMap((row) =>
    row.tags
      .filter((tag) => {
        const at = { namespace: row.namespace, stream: row.name }
        const target = tag.spec?.from ? referenceTarget(tag.spec.from, at) : null
        const isTarget =
          target?.namespace === of.namespace && target.stream === of.stream && target.tag === of.tag
        return isTarget && !(row.name === of.stream && tag.name === of.tag)
      })
      .map((tag) => ({
        namespace: row.namespace,
        stream: row.name,
        tag: tag.name,
        how:
          tracking(tag, { namespace: row.namespace, stream: row.name }) === 'live'
            ? 'follows live'
            : 'copied once',
      })),
  )
}

/** How an edge of the strip looks and reads: shape and word say the same. */
export function edgeWords(
  kind: Tracking,
  hasFailed: boolean,
): { className: string; words: string; small: string } {
  if (hasFailed) return { className: 'ts-edge--bad', words: 'import failed', small: '' }
  switch (kind) {
    case 'live':
      return { className: 'ts-edge--live', words: 'follows live', small: 'at once' }
    case 'scheduled':
      return { className: 'ts-edge--sched', words: 'scheduled', small: 'about every 15 min' }
    case 'imported-once':
      return { className: 'ts-edge--once', words: 'imported once', small: '' }
    case 'copied':
      return { className: 'ts-edge--once', words: 'copied once', small: '' }
    case 'pinned':
      return { className: 'ts-edge--pin', words: 'pinned', small: 'never moves' }
    case 'reference':
      return { className: 'ts-edge--pin', words: 'named only', small: 'not imported' }
    case 'pushed':
      return { className: 'ts-edge--pin', words: 'pushed', small: '' }
    default:
      return { className: 'ts-edge--once', words: 'no source', small: '' }
  }
}
