import { shortDigest } from '@/domain/digest'
import { imagesOf } from '@/domain/image-stream'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { StreamRow } from '@/domain/stream-row'

/** Something that a tag can be pointed at, as it would be typed. */
export interface Suggestion {
  /** What the field holds once it is chosen. */
  text: string
  /** How it is shown where the text itself is too long to read. */
  title: string
  hint: string
  group: 'This stream' | 'Images of this stream' | 'This project' | 'Another project' | 'Projects'
}

const most = 40

/**
 * What completes the text: tags and images of the stream, tags of the project, and of another one
 * once its name and a slash are typed. Every word of the text has to occur; nothing typed shows
 * what is nearest.
 */
export function targetSuggestions(
  text: string,
  {
    namespace,
    stream,
    tag,
    imageStream,
    projectRows,
    otherProject,
    projects,
  }: {
    namespace: string
    stream: string
    tag: string
    imageStream: ImageStream | undefined
    projectRows: StreamRow[]
    /** The streams of the project that the text begins with. */
    otherProject: { namespace: string; rows: StreamRow[] } | null
    projects: string[]
  },
): Suggestion[] {
  const rows = [...projectRows].sort(
    (a, b) => Number(b.name === stream) - Number(a.name === stream) || (a.name < b.name ? -1 : 1),
  )
  const isSelf = (row: StreamRow, name: string) => row.name === stream && name === tag
  const tags = (row: StreamRow, prefix: string, group: Suggestion['group']): Suggestion[] =>
    row.tags
      .filter(({ name }) => prefix !== '' || !isSelf(row, name))
      .map(({ name, latest }) => ({
        text: `${prefix}${row.name}:${name}`,
        title: `${prefix}${row.name}:${name}`,
        hint: latest?.image ? shortDigest(latest.image) : 'no image yet',
        group,
      }))
  const images: Suggestion[] = imageStream
    ? [...imagesOf(imageStream).values()].map((image) => ({
        text: `${stream}@${image.digest}`,
        title: `${stream}@${shortDigest(image.digest)}`,
        hint:
          image.tags.length > 0
            ? `now ${image.tags.slice(0, 3).join(', ')}`
            : `was ${image.formerTags.slice(0, 3).join(', ')}`,
        group: 'Images of this stream',
      }))
    : []
  const own = rows.filter((row) => row.name === stream)
  const others = rows.filter((row) => row.name !== stream)
  const all: Suggestion[] = otherProject
    ? otherProject.rows.flatMap((row) => tags(row, `${otherProject.namespace}/`, 'Another project'))
    : [
        ...own.flatMap((row) => tags(row, '', 'This stream')),
        ...images,
        ...others.flatMap((row) => tags(row, '', 'This project')),
        ...projects
          .filter((name) => name !== namespace)
          .map(
            (name): Suggestion => ({
              text: `${name}/`,
              title: `${name}/`,
              hint: 'its streams',
              group: 'Projects',
            }),
          ),
      ]
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = all.filter((suggestion) => {
    const haystack = `${suggestion.text} ${suggestion.hint}`.toLowerCase()
    return words.every((word) => haystack.includes(word))
  })
  return spread(found)
}

/** The first of each group, so that a long one does not push the others out of sight. */
function spread(found: Suggestion[]): Suggestion[] {
  if (found.length <= most) return found
  const groups = [...new Set(found.map(({ group }) => group))]
  const share = Math.ceil(most / groups.length)
  return groups.flatMap((name) => found.filter(({ group }) => group === name).slice(0, share))
}

/** The project that a text names before its first slash; '' where it names none, or a registry. */
export function typedProject(text: string, projects: string[]): string {
  const slash = text.indexOf('/')
  if (slash <= 0) return ''
  const name = text.slice(0, slash)
  return projects.includes(name) || /^[a-z0-9][a-z0-9-]*$/.test(name) ? name : ''
}
