import type { JsonPatch, JsonPatchOperation } from '@/domain/json-patch'
import type { ObjectReference, TagReference } from '@/domain/kinds/image-stream'
import type { EditedTag } from '@/domain/tag-draft'
import { asTextMap, isObject } from '@/domain/untrusted'
import type { SeenTag } from './seen-tag'
import type { TagWrite } from './tag-write'

/** A change that was made: what was sent, and the tag before and after it. */
export interface DoneWrite {
  at: EditedTag
  write: TagWrite
  before: SeenTag | undefined
  /** The reference as the cluster answered it; undefined where the tag has none any more. */
  after: TagReference | undefined
  /** The stream's, where it is known. */
  uid: string
}

/**
 * The writes that take a change back, in order, guarded as the change was: each fails where what
 * was made has been changed since. Empty where there is no way back:
 *
 * - a deleted tag: its history is gone (S-26)
 * - a tag that was pushed over: to point at its source again would bring the image of the source,
 *   not the pushed one
 * - a source that was only taken once more
 *
 * A tag that was only pushed goes back to its image first, and then loses the reference again.
 */
export function undoWrites({ at, write, before, after, uid }: DoneWrite): TagWrite[] {
  switch (write.how) {
    case 'delete':
      return []
    case 'create':
      // What was pushed or imported over it since is nobody's to throw away.
      return after ? [{ how: 'delete', guard: { spec: after, most: 1, uid } }] : []
    case 'untrack':
      return before?.spec ? [{ how: 'patch', patch: givenBack(before.spec) }] : []
    case 'patch':
      if (!before || !after) return []
      return before.spec
        ? inverse(write.patch, before, before.spec, after)
        : withoutReference(at, before, after)
  }
}

function inverse(
  patch: JsonPatch,
  before: SeenTag,
  was: TagReference,
  is: TagReference,
): TagWrite[] {
  const paths = patch.flatMap(({ op, path }) => (op === 'test' ? [path] : []))
  if (before.isPushedOver && paths.includes('/tag/from')) return []
  const tests: JsonPatchOperation[] = []
  const changes: JsonPatchOperation[] = []
  for (const path of paths) {
    const [old, now] = [valueAt(was, path), valueAt(is, path)]
    if (JSON.stringify(old) === JSON.stringify(now)) continue
    tests.push({ op: 'test', path, value: now })
    changes.push(...restored(path, old))
  }
  return changes.length === 0 ? [] : [{ how: 'patch', patch: [...tests, ...changes] }]
}

function restored(path: string, old: unknown): JsonPatchOperation[] {
  if (path === '/tag/annotations') {
    const value = asTextMap(old)
    return [
      { op: 'add', path, value },
      { op: 'add', path: '/metadata/annotations', value },
    ]
  }
  const write: JsonPatchOperation =
    old === null ? { op: 'remove', path } : { op: 'add', path, value: old }
  // The source is to be taken again, whatever its name is (S-19).
  return path === '/tag/from' ? [write, { op: 'add', path: '/tag/generation', value: 0 }] : [write]
}

/** The reference that an untracked tag had, as its first one. */
function givenBack({ generation: _new, annotations, ...reference }: TagReference): JsonPatch {
  const kept = asTextMap(annotations)
  const hasAnnotations = Object.keys(kept).length > 0
  return [
    { op: 'test', path: '/tag', value: null },
    {
      op: 'add',
      path: '/tag',
      value: hasAnnotations ? { ...reference, annotations: kept } : reference,
    },
    ...(hasAnnotations ? [{ op: 'add', path: '/metadata/annotations', value: kept } as const] : []),
  ]
}

function withoutReference(at: EditedTag, before: SeenTag, after: TagReference): TagWrite[] {
  if (before.image === '') return [{ how: 'untrack', spec: after }]
  const from: ObjectReference = {
    kind: 'ImageStreamImage',
    name: `${at.stream}@${before.image}`,
  }
  const isHeld = after.from?.kind === from.kind && after.from.name.endsWith(`@${before.image}`)
  if (isHeld) return [{ how: 'untrack', spec: after }]
  return [
    {
      how: 'patch',
      patch: [
        { op: 'test', path: '/tag/from', value: after.from ?? null },
        ...(after.importPolicy?.scheduled
          ? [{ op: 'remove', path: '/tag/importPolicy/scheduled' } as const]
          : []),
        { op: 'add', path: '/tag/from', value: from },
        { op: 'add', path: '/tag/generation', value: 0 },
      ],
    },
    {
      how: 'untrack',
      spec: {
        ...after,
        from,
        ...(after.importPolicy
          ? { importPolicy: { ...after.importPolicy, scheduled: false } }
          : {}),
      },
    },
  ]
}

/** The value below `/tag`; null where it is absent. */
function valueAt(tag: TagReference, path: string): unknown {
  let value: unknown = tag
  for (const name of path.split('/').slice(2)) {
    if (!isObject(value)) return null
    value = new Map<string, unknown>(Object.entries(value)).get(name)
  }
  return value ?? null
}
