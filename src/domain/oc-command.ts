import { hasRegistry } from './image-reference'
import type { JsonPatch } from './json-patch'
import type { TagReference } from './kinds/image-stream'
import { shellCommand } from './shell-word'
import { draftSource, type EditedTag, isScheduled, type TagDraft } from './tag-draft'
import { tagPatch } from './tag-patch'
import { referenceTarget } from './tag-reference'

/**
 * The `oc tag` that comes nearest to the draft, to be pasted into a shell; '' while the source is
 * not written right. It is not the same edit: `oc tag` resets annotations and all policies that it
 * is not given (S-14), and turns a tag of another stream into the image it holds (S-11).
 *
 * Where a source of the same stream is to be taken `again`, `oc tag` would write the name that is
 * there already, and nothing would happen (S-19). The command is the patch then.
 */
export function ocCommand(
  at: EditedTag,
  draft: TagDraft,
  seen?: TagReference,
  again = false,
): string {
  const from = draftSource(draft, seen)
  if (!from) return ''
  const target = referenceTarget(from, at)
  const isAlias =
    target?.tag !== undefined && target.namespace === at.namespace && target.stream === at.stream
  const which = target?.tag === undefined ? `@${target?.digest}` : `:${target.tag}`
  const elsewhere = target && target.namespace !== at.namespace ? `${target.namespace}/` : ''
  const source = target ? `${elsewhere}${target.stream}${which}` : from.name
  const isStored = target !== null && seen?.from?.name === `${target.stream}${which}`
  if (again && isStored && target.namespace === at.namespace && target.stream === at.stream) {
    return patchCommand(at, tagPatch(seen, draft, { again, at }))
  }
  // Without a registry in it, `oc` would read the name as a tag of a stream (S-10).
  const isHubImage = !target && !hasRegistry(from.name)
  const isImported = !target && !draft.reference
  return shellCommand([
    'oc',
    'tag',
    '-n',
    at.namespace,
    ...(isHubImage ? ['--source=docker'] : []),
    source,
    `${at.stream}:${at.tag}`,
    ...(isAlias ? ['--alias'] : []),
    ...(draft.reference ? ['--reference'] : []),
    ...(isScheduled(draft, seen) ? ['--scheduled'] : []),
    ...(draft.insecure && !target ? ['--insecure'] : []),
    ...(isImported && draft.importMode === 'PreserveOriginal'
      ? ['--import-mode=PreserveOriginal']
      : []),
    ...(draft.referencePolicy === 'Local' ? ['--reference-policy=local'] : []),
  ])
}

function patchCommand({ namespace, stream, tag }: EditedTag, patch: JsonPatch): string {
  const changes = patch.filter(({ op }) => op !== 'test')
  return shellCommand([
    ...['oc', 'patch', 'istag', `${stream}:${tag}`, '-n', namespace],
    ...['--type=json', '-p', JSON.stringify(changes)],
  ])
}
