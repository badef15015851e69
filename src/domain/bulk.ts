import { type BulkTarget, tagKey } from './bulk-target'
import { shortDigest } from './digest'
import { formatCount } from './format-count'
import { parseImageReference } from './image-reference'
import { importTarget } from './import-target'
import type { Right } from './right'
import type { StreamRow, TagRow } from './stream-row'

/** What can be done to many tags, or streams, at once [E13]. */
export type BulkAction =
  | 'import'
  | 'schedule'
  | 'unschedule'
  | 'pullSource'
  | 'pullLocal'
  | 'pin'
  | 'deleteTags'
  | 'deleteStreams'

/** What would happen to one of them: a sentence, and whether it is left out. */
export interface BulkItem {
  target: BulkTarget
  name: string
  sentence: string
  isLeftOut: boolean
}

/** The right that an action needs in each project; a guarded change is a patch (S-60). */
export function bulkRight(action: BulkAction, namespace: string): Right {
  if (action === 'import') return { verb: 'create', resource: 'imagestreamimports', namespace }
  if (action === 'deleteStreams') return { verb: 'delete', resource: 'imagestreams', namespace }
  const verb = action === 'deleteTags' ? 'delete' : 'patch'
  return { verb, resource: 'imagestreamtags', namespace }
}

/** What would happen to each, by the rows as they are; nothing is read for it. */
export function bulkItems(action: BulkAction, targets: readonly BulkTarget[]): BulkItem[] {
  const keys = new Set(
    targets.flatMap(({ stream, tag }) => (tag ? [tagKey(stream, tag.name)] : [])),
  )
  return targets.map((target) => {
    const { stream, tag } = target
    const at = `${stream.namespace}/${stream.name}`
    const name = tag ? `${at}:${tag.name}` : at
    if (!tag) return { target, name, sentence: lostStream(stream), isLeftOut: false }
    return { target, name, ...effect(action, stream, tag, keys) }
  })
}

interface Effect {
  sentence: string
  isLeftOut: boolean
}

function effect(
  action: BulkAction,
  stream: StreamRow,
  tag: TagRow,
  keys: ReadonlySet<string>,
): Effect {
  const { spec, latest } = tag
  const from = spec?.from
  switch (action) {
    case 'import':
      return importEffect(stream, tag, keys)
    case 'schedule':
      if (from?.kind !== 'DockerImage')
        return out('Only what comes from a registry has a schedule.')
      if (spec?.reference) return out('It only names its image, which is never imported.')
      if (hasDigest(from.name)) return out('It is an image by digest, which never changes.')
      return spec?.scheduled
        ? out('Is scheduled already.')
        : will(`Is looked for about every 15 minutes, in ${from.name}.`)
    case 'unschedule':
      return spec?.scheduled
        ? will('Keeps its image, until somebody imports it again.')
        : out('Is not scheduled.')
    case 'pullSource':
    case 'pullLocal':
      return policyEffect(action === 'pullLocal' ? 'Local' : 'Source', tag)
    case 'pin':
      if (!latest?.image) return out('It holds no image to stay on.')
      if (from?.kind === 'ImageStreamImage' && from.name.endsWith(latest.image)) {
        return out('Is pinned to its image already.')
      }
      return will(
        `Stays on ${shortDigest(latest.image)}${from ? `, and leaves ${from.name}` : ''}.`,
      )
    default:
      return will(lostTag(tag))
  }
}

function importEffect(stream: StreamRow, tag: TagRow, keys: ReadonlySet<string>): Effect {
  const target = importTarget(stream, tag.name)
  if (!target.ok) return out(target.problem)
  // Both would import the same tag, one after the other.
  const isFollower = target.tag !== tag.name
  if (isFollower && keys.has(tagKey(stream, target.tag))) {
    return out(`Follows ${target.tag}, which is imported too.`)
  }
  return will(`Is imported again from ${target.source}${isFollower ? `, as ${target.tag}` : ''}.`)
}

function policyEffect(policy: 'Local' | 'Source', { spec, latest }: TagRow): Effect {
  if (!spec) return out('Was pushed, and has no reference whose policy could be set.')
  if (spec.referencePolicy === policy) return out('Is so already.')
  // The string that is pulled changes, and with it what has a trigger on the tag (S-7).
  const fires = latest ? ' What has a trigger on the tag starts anew.' : ''
  return policy === 'Local'
    ? will(`Is pulled through the internal registry.${fires}`)
    : will(`Is pulled from the registry that it came from.${fires}`)
}

function lostTag({ revisions }: TagRow): string {
  if (revisions === 0) return 'Is deleted. It never held an image.'
  return revisions === 1
    ? 'Is deleted with its one revision, for good.'
    : `Is deleted with its ${formatCount(revisions)} revisions, for good.`
}

function lostStream({ tags }: StreamRow): string {
  if (tags.length === 0) return 'Is deleted. It has no tags.'
  return tags.length === 1
    ? 'Is deleted with its one tag and all history, for good.'
    : `Is deleted with its ${formatCount(tags.length)} tags and all history, for good.`
}

function hasDigest(reference: string): boolean {
  const parsed = parseImageReference(reference)
  return parsed.ok && parsed.value.digest !== ''
}

function will(sentence: string): Effect {
  return { sentence, isLeftOut: false }
}

function out(sentence: string): Effect {
  return { sentence, isLeftOut: true }
}
