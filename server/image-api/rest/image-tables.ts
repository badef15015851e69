import type { Image } from '@/domain/kinds/image'
import type {
  ImageStream,
  ImageStreamImage,
  ImageStreamTag,
  ImageTag,
  NamedTagEventList,
} from '@/domain/kinds/image-stream'
import type { TableDefinition } from './resource-definition'
import { ago, NAME_COLUMN, textColumn } from './table-columns'

const REFERENCE = 'dockerImageReference is the string that can be used to pull this image.'

/** How many characters of tags a stream's row shows, about. */
const TAGS_WIDTH = 40

const imageStreams: TableDefinition = {
  columns: [
    NAME_COLUMN,
    textColumn(
      'Image Repository',
      'dockerImageRepository represents the effective location this stream may be accessed at. May be empty until the server determines where the repository is located',
    ),
    textColumn('Tags', 'Human readable list of tags.'),
    textColumn('Updated', 'Last update time.'),
  ],
  cells(object, now) {
    const { metadata, spec, status } = object as ImageStream
    const tags = [...(status?.tags ?? [])].sort(byNewest)
    const repository =
      status?.publicDockerImageRepository ||
      spec?.dockerImageRepository ||
      status?.dockerImageRepository ||
      ''
    return [
      metadata.name,
      repository,
      tagsCell(tags.map(({ tag }) => tag)),
      ago(createdOf(tags[0]), now),
    ]
  },
}

const imageStreamTags: TableDefinition = {
  columns: [
    NAME_COLUMN,
    textColumn('Image Reference', REFERENCE),
    textColumn('Updated', 'Last update time.'),
    textColumn('Image Name', 'image associated with the ImageStream and tag.', 1),
  ],
  cells(object, now) {
    const { metadata, image } = object as ImageStreamTag
    return [
      metadata.name,
      image.dockerImageReference ?? '',
      ago(metadata.creationTimestamp, now),
      image.metadata.name ?? '',
    ]
  },
}

const imageTags: TableDefinition = {
  columns: [
    NAME_COLUMN,
    textColumn(
      'Spec',
      'spec is the spec tag associated with this image stream tag, and it may be null if only pushes have occurred to this image stream.',
    ),
    textColumn(
      'Status',
      'status is the status tag details associated with this image stream tag, and it may be null if no push or import has been performed.',
    ),
    { ...textColumn('History', 'Number of history entries'), type: 'number' },
    textColumn('Updated', 'Last updated at'),
  ],
  cells(object, now) {
    const tag = object as ImageTag
    const { items } = tag.status ?? { items: null }
    const times = [
      items?.[0]?.created,
      ...(tag.status?.conditions ?? []).map(({ lastTransitionTime }) => lastTransitionTime),
    ].filter((time) => time !== undefined)
    return [
      tag.metadata.name,
      specCell(tag),
      statusCell(tag),
      items ? items.length : null,
      ago(times.sort().at(-1), now),
    ]
  },
}

const images: TableDefinition = {
  columns: [NAME_COLUMN, textColumn('Image Reference', REFERENCE)],
  cells: (object) => [object.metadata.name, (object as Image).dockerImageReference ?? ''],
}

const imageStreamImages: TableDefinition = {
  columns: [
    NAME_COLUMN,
    textColumn('Updated', 'Last update time.'),
    textColumn('Image Reference', REFERENCE, 1),
    textColumn('Image Name', 'image associated with the ImageStream and image name.', 1),
  ],
  cells(object, now) {
    const { metadata, image } = object as ImageStreamImage
    return [
      metadata.name,
      ago(metadata.creationTimestamp, now),
      image.dockerImageReference ?? '',
      image.metadata.name,
    ]
  },
}

/** The tables of image.openshift.io/v1 by plural, with the columns of a real server (observed 17, S-3). */
export const IMAGE_TABLES: Readonly<Record<string, TableDefinition>> = {
  imagestreams: imageStreams,
  imagestreamtags: imageStreamTags,
  imagetags: imageTags,
  images,
  imagestreamimages: imageStreamImages,
}

/** S-3: what the wish is, in a word; a push after it counts as a push. */
function specCell({ spec, status }: ImageTag): string {
  const newest = status?.items?.[0]
  if (!spec) return newest ? 'Push' : ''
  if (newest && newest.generation > (spec.generation ?? 0)) return 'Push'
  if (spec.reference) return 'Ref'
  if (spec.importPolicy?.scheduled) return 'Scheduled'
  return spec.from?.kind === 'ImageStreamTag' && !spec.from.name.includes(':') ? 'Track' : 'Tag'
}

function statusCell({ spec, status }: ImageTag): string {
  const newest = status?.items?.[0]
  const failed = status?.conditions?.find(
    (condition) => condition.type === 'ImportSuccess' && condition.status === 'False',
  )
  if (failed) return `ImportFailed (${failed.reason ?? ''})`
  if (!newest) return ''
  if (newest.generation > 0 && newest.generation < (spec?.generation ?? 0)) return 'Importing'
  return newest.image === '' ? newest.dockerImageReference : `image/${newest.image}`
}

function createdOf(tag: NamedTagEventList | undefined): string {
  return tag?.items?.[0]?.created ?? ''
}

function byNewest(a: NamedTagEventList, b: NamedTagEventList): number {
  const [left, right] = [createdOf(a), createdOf(b)]
  if (left !== right) return left < right ? 1 : -1
  return a.tag < b.tag ? -1 : 1
}

/** As many tags as fit, at least one; up to a quarter more where the row would else look empty. */
function tagsCell(tags: readonly string[]): string {
  const slack = TAGS_WIDTH / 4
  let shown = 0
  let left = TAGS_WIDTH
  for (const tag of tags) {
    const before = left
    left -= tag.length + 1
    const fits = left >= 0 || shown === 0 || (before - 1 > slack && -left <= slack)
    if (!fits) break
    shown++
    if (left < 0 && shown === 1) break
  }
  const hidden = tags.length - shown
  return `${tags.slice(0, shown).join(',')}${hidden > 0 ? ` + ${hidden} more...` : ''}`
}
