/** One field of a TagReference, as the API describes it. */
export interface TagField {
  /** Its place, members by dots: `importPolicy.scheduled`. */
  path: string
  type: 'object' | 'text' | 'boolean'
  /** What it means, for whoever writes it. */
  description: string
  /** The words that it can have; any where absent. */
  values?: readonly string[]
}

/**
 * The fields of a TagReference that a person writes, after the API's own schema (image/v1). `name` is
 * the tag's and `generation` the cluster's: both are there to be read.
 */
export const tagFields: readonly TagField[] = [
  {
    path: 'from',
    type: 'object',
    description:
      'What the tag points at: another tag, one image of a stream, or an image in a registry. It can also be written as one line, such as web:prod or quay.io/acme/web:1.2.',
  },
  {
    path: 'from.kind',
    type: 'text',
    values: ['DockerImage', 'ImageStreamTag', 'ImageStreamImage'],
    description:
      'DockerImage is an image in a registry, ImageStreamTag a tag of this cluster, ImageStreamImage one image of a stream, for good.',
  },
  {
    path: 'from.name',
    type: 'text',
    description:
      'Its name: host/repository:tag for a DockerImage, stream:tag for an ImageStreamTag, stream@sha256:… for an ImageStreamImage.',
  },
  {
    path: 'from.namespace',
    type: 'text',
    description:
      'The project of the stream. Left out, it is the tag’s own. A DockerImage is of no project.',
  },
  {
    path: 'reference',
    type: 'boolean',
    description:
      'Whether the tag only names its source. False, the default, means that the image is imported.',
  },
  {
    path: 'importPolicy',
    type: 'object',
    description: 'How images that the tag refers to are imported by the server.',
  },
  {
    path: 'importPolicy.scheduled',
    type: 'boolean',
    description:
      'Whether the server looks for a newer image from time to time and imports it. Only for a DockerImage.',
  },
  {
    path: 'importPolicy.insecure',
    type: 'boolean',
    description:
      'Whether the server may leave the certificate of the registry unchecked, or use plain HTTP, while it imports.',
  },
  {
    path: 'importPolicy.importMode',
    type: 'text',
    values: ['Legacy', 'PreserveOriginal'],
    description:
      'What is kept of a list of platforms: Legacy takes one of them, PreserveOriginal keeps the list whole. Left out, it is the cluster’s default.',
  },
  {
    path: 'referencePolicy',
    type: 'object',
    description:
      'How others are told to pull the image, when they name the tag in a trigger or a build.',
  },
  {
    path: 'referencePolicy.type',
    type: 'text',
    values: ['Source', 'Local'],
    description:
      'Source, the default, is where the image came from. Local is the internal registry, which passes the image on: then the credentials of this project are enough, and layers can be pulled when the source is gone.',
  },
  {
    path: 'annotations',
    type: 'object',
    description: 'Annotations, name and value, that go with the images read through this tag.',
  },
]

/** The field at a place; each annotation is a text. Undefined for what a TagReference does not have. */
export function tagField(path: readonly string[]): TagField | undefined {
  const [first, second, ...more] = path
  if (first === 'annotations' && second !== undefined && more.length === 0) {
    return { path: path.join('.'), type: 'text', description: 'The value of this annotation.' }
  }
  return tagFields.find((field) => field.path === path.join('.'))
}

/** The names of what can stand at a place. */
export function tagFieldNames(path: readonly string[]): readonly TagField[] {
  const lead = path.length === 0 ? '' : `${path.join('.')}.`
  return tagFields.filter(
    (field) => field.path.startsWith(lead) && !field.path.slice(lead.length).includes('.'),
  )
}
