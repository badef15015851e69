import type { ImageStream, TagReference } from '@/domain/kinds/image-stream'

export function specOf(stream: ImageStream, tag: string): TagReference | undefined {
  return stream.spec?.tags?.find(({ name }) => name === tag)
}

/** All fields of a tag without what is its own: its name, and the counters of its stream. */
export function comparable(stream: ImageStream, tag: string) {
  const spec = specOf(stream, tag)
  const fact = stream.status?.tags?.find((list) => list.tag === tag)
  const reference = spec && { ...spec, name: '', generation: 0 }
  const history = (fact?.items ?? []).map(({ image, dockerImageReference }) => ({
    image,
    dockerImageReference,
  }))
  return { reference, history, conditions: fact?.conditions ?? null }
}
