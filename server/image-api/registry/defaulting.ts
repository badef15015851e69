import type {
  ImageStream,
  NamedTagEventList,
  ObjectReference,
  TagReference,
} from '@/domain/kinds/image-stream'
import { byBytes, type StreamDraft } from './tag-lists'

/** The mode of an import where none is wished for. */
const DEFAULT_IMPORT_MODE = 'Legacy'

/**
 * The stream as the API keeps it (observed 7): tags by name, the last of a name, every tag with its defaults, no
 * empty members. It shares nothing with what was given.
 */
export function withStreamDefaults(given: ImageStream): StreamDraft {
  const { spec = {}, status = {} } = given
  const { dockerImageRepository } = spec
  return {
    metadata: { ...given.metadata },
    spec: {
      lookupPolicy: { local: spec.lookupPolicy?.local ?? false },
      ...(dockerImageRepository ? { dockerImageRepository } : {}),
      tags: lastOfEach((spec.tags ?? []).map(withTagDefaults), ({ name }) => name),
    },
    status: {
      tags: lastOfEach((status.tags ?? []).map(withStatusDefaults), ({ tag }) => tag),
    },
  }
}

/** A tag reference with its defaults, in the order and shape in which the API gives it. */
export function withTagDefaults(given: TagReference): TagReference {
  const { insecure, scheduled, importMode } = given.importPolicy ?? {}
  return {
    name: given.name ?? '',
    annotations:
      given.annotations && Object.keys(given.annotations).length > 0 ? given.annotations : null,
    ...(given.from ? { from: withoutEmpty(given.from) } : {}),
    ...(given.reference ? { reference: true } : {}),
    ...(typeof given.generation === 'number' ? { generation: given.generation } : {}),
    importPolicy: {
      ...(insecure ? { insecure } : {}),
      ...(scheduled ? { scheduled } : {}),
      importMode: importMode || DEFAULT_IMPORT_MODE,
    },
    referencePolicy: { type: given.referencePolicy?.type || 'Source' },
  }
}

/** The facts of a tag, `items` null when there are none (observed 7); a time that was never given is null. */
export function withStatusDefaults(given: NamedTagEventList): NamedTagEventList {
  const items = (given.items ?? []).map(({ created, dockerImageReference, image, generation }) => ({
    created: created ?? null,
    dockerImageReference: dockerImageReference ?? '',
    image: image ?? '',
    generation: generation ?? 0,
  }))
  const conditions = given.conditions ?? []
  return {
    tag: given.tag ?? '',
    items: items.length === 0 ? null : items,
    ...(conditions.length === 0 ? {} : { conditions }),
  }
}

function withoutEmpty(reference: ObjectReference): ObjectReference {
  const entries = Object.entries(reference).filter(([, value]) => value !== '' && value !== null)
  return Object.fromEntries(entries) as unknown as ObjectReference
}

function lastOfEach<T>(list: readonly T[], nameOf: (item: T) => string): T[] {
  const byName = new Map(list.map((item) => [nameOf(item), item]))
  return [...byName.values()].sort((a, b) => byBytes(nameOf(a), nameOf(b)))
}
