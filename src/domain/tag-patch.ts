import type { JsonPatch, JsonPatchOperation } from './json-patch'
import type { ObjectReference, TagReference } from './kinds/image-stream'
import {
  draftAnnotations,
  draftOf,
  type EditedTag,
  isScheduled,
  type TagDraft,
  writtenFrom,
} from './tag-draft'
import { parseTagReference, referenceTarget } from './tag-reference'
import { asText, asTextMap, isObject } from './untrusted'

export interface TagPatchOptions {
  /** Resolve or import the source once more, beside what else changes (S-19, S-36). */
  again?: boolean
  /** Where the tag is: with it a tag of the same stream is told from one of another. */
  at?: EditedTag
}

/**
 * The JSON Patch of an ImageStreamTag that turns what the person saw into the draft, and nothing
 * else (S-14, S-60): first a test of every part that is changed, so that it fails where somebody
 * changed the same part meanwhile, then the changes.
 *
 * - A tag without a spec (pushed, or new) is tested to be without one still (observed 62).
 * - Only a registry image can be scheduled, so another source switches it off (S-29).
 * - Whoever writes a source wants it to be taken, so that generation 0 goes with it: the server
 *   compares names only, and does nothing where they are equal (S-18, S-19).
 * - A draft that changes nothing takes its source once more. For a registry image generation 0 does
 *   it. A tag or an image of the same stream is looked at again only where its name changes too, so
 *   it is spelled the other way (`web:prod` and `prod` are the same tag). For one of another stream
 *   there is no other way, and generation 0 would leave it waiting for ever (observed 41): only the
 *   test remains.
 * - Annotations are written where updates read them, and equal in the tag (S-15).
 *
 * The draft must be free of problems; a source that does not parse is left as it was. A tag without
 * a spec has none to leave, and then the patch is empty.
 */
export function tagPatch(
  seen: TagReference | null | undefined,
  draft: TagDraft,
  options: TagPatchOptions = {},
): JsonPatch {
  if (!seen) return firstReference(draft, options)
  const others = [
    ...referenceChanges(seen, draft),
    ...importPolicyChanges(seen, draft),
    ...referencePolicyChanges(seen, draft),
    ...annotationChanges(seen, draft),
  ]
  const again = options.again || others.length === 0
  const changes = [...fromChanges(seen, draft, again, options.at), ...others]
  return [
    ...changes.map(({ path, was }): JsonPatchOperation => ({ op: 'test', path, value: was })),
    ...changes.flatMap(({ operations }) => operations),
  ]
}

/** A part that changes: what it was, which is tested, and what makes it so. */
interface Change {
  path: string
  was: unknown
  operations: JsonPatchOperation[]
}

/**
 * The reference that a tag without one gets from the draft; undefined while its source does not
 * parse.
 */
export function firstTagReference(
  draft: TagDraft,
  at?: EditedTag,
): Omit<TagReference, 'name'> | undefined {
  const from = parseTagReference(draft.from)
  if (!from.ok) return undefined
  const annotations = draftAnnotations(draft)
  return {
    ...(at ? { name: at.tag } : {}),
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    from: from.value,
    ...(draft.reference ? { reference: true } : {}),
    importPolicy: {
      ...(draft.insecure ? { insecure: true } : {}),
      ...(isScheduled(draft) ? { scheduled: true } : {}),
      ...(draft.importMode ? { importMode: draft.importMode } : {}),
    },
    referencePolicy: { type: draft.referencePolicy },
  }
}

function firstReference(draft: TagDraft, { at }: TagPatchOptions): JsonPatch {
  const value = firstTagReference(draft, at)
  if (!value) return []
  return [
    { op: 'test', path: '/tag', value: null },
    { op: 'add', path: '/tag', value },
    ...(value.annotations ? [addition('/metadata/annotations', value.annotations)] : []),
  ]
}

function fromChanges(
  seen: TagReference,
  draft: TagDraft,
  again: boolean,
  at: EditedTag | undefined,
): Change[] {
  const path = '/tag/from'
  const was = seen.from ?? null
  const target = changedFrom(seen, draft)
  if (target) {
    const write: JsonPatchOperation = { op: seen.from ? 'replace' : 'add', path, value: target }
    return [{ path, was, operations: [write, addition('/tag/generation', 0)] }]
  }
  if (!again) return []
  return [{ path, was, operations: takenAgain(seen, at) }]
}

/** What makes the server look at an unchanged source again; nothing where it does not (S-19). */
function takenAgain({ from }: TagReference, at: EditedTag | undefined): JsonPatchOperation[] {
  if (!from) return []
  const again = addition('/tag/generation', 0)
  if (from.kind === 'DockerImage') return [again]
  const name = at && respelled(from, at)
  return name === undefined ? [] : [{ op: 'replace', path: '/tag/from/name', value: name }, again]
}

/** The other name of a tag or image of the same stream: with the stream, or without. */
function respelled(from: ObjectReference, at: EditedTag): string | undefined {
  const reference = { kind: from.kind, name: asText(from.name), namespace: asText(from.namespace) }
  const target = referenceTarget(reference, at)
  if (target?.namespace !== at.namespace || target.stream !== at.stream) return undefined
  const [bare, mark] = target.tag === undefined ? [target.digest, '@'] : [target.tag, ':']
  if (bare === undefined) return undefined
  return reference.name === bare ? `${at.stream}${mark}${bare}` : bare
}

/** The new source; undefined where the text is the one that was shown, or cannot be read. */
function changedFrom(seen: TagReference, draft: TagDraft): ObjectReference | undefined {
  if (draft.from.trim() === writtenFrom(seen)) return undefined
  const parsed = parseTagReference(draft.from)
  return parsed.ok ? parsed.value : undefined
}

function referenceChanges(seen: TagReference, draft: TagDraft): Change[] {
  if (draft.reference === draftOf(seen).reference) return []
  const path = '/tag/reference'
  return [{ path, was: seen.reference ?? null, operations: [addition(path, draft.reference)] }]
}

function importPolicyChanges(seen: TagReference, draft: TagDraft): Change[] {
  const before = draftOf(seen)
  const wanted = {
    ...(draft.insecure === before.insecure ? {} : { insecure: draft.insecure }),
    ...(isScheduled(draft, seen) === before.scheduled
      ? {}
      : { scheduled: isScheduled(draft, seen) }),
    ...(draft.importMode === before.importMode ? {} : { importMode: draft.importMode }),
  }
  if (Object.keys(wanted).length === 0) return []
  const path = '/tag/importPolicy'
  // Below an absent parent even a test for null fails (observed 61), so the parent is written.
  if (!isObject(seen.importPolicy)) {
    return [{ path, was: null, operations: [addition(path, wanted)] }]
  }
  const policy: Record<string, unknown> = { ...seen.importPolicy }
  return Object.entries(wanted).map(([member, value]) => ({
    path: `${path}/${member}`,
    was: policy[member] ?? null,
    operations: [addition(`${path}/${member}`, value)],
  }))
}

function referencePolicyChanges(seen: TagReference, draft: TagDraft): Change[] {
  if (draft.referencePolicy === draftOf(seen).referencePolicy) return []
  const path = '/tag/referencePolicy'
  return [
    {
      path,
      was: seen.referencePolicy ?? null,
      operations: [addition(path, { type: draft.referencePolicy })],
    },
  ]
}

function annotationChanges(seen: TagReference, draft: TagDraft): Change[] {
  const before = asTextMap(seen.annotations)
  const after = draftAnnotations(draft)
  const names = Object.keys(after)
  const isSame =
    names.length === Object.keys(before).length &&
    names.every((name) => Object.hasOwn(before, name) && before[name] === after[name])
  if (isSame) return []
  const path = '/tag/annotations'
  return [
    {
      path,
      was: seen.annotations ?? null,
      operations: [addition(path, after), addition('/metadata/annotations', after)],
    },
  ]
}

/** `add` sets a member whether it is there or not. */
function addition(path: string, value: unknown): JsonPatchOperation {
  return { op: 'add', path, value }
}
