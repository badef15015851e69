import { formatComparedSide } from '@/domain/compared-side'
import { shortDigest } from '@/domain/digest'
import { imagesOf } from '@/domain/image-stream'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { StreamRow } from '@/domain/stream-row'
import type { ComboboxOption } from '@/ui/combobox'

const most = 60

/** The parts that are typed already: up to the slash the project, up to the mark the stream. */
export function typedParts(text: string): { namespace: string; stream: string } {
  const [, namespace = '', stream = ''] = /^([^/]*)\/(?:([^:@]*)[:@])?/.exec(text.trim()) ?? []
  return { namespace, stream }
}

/**
 * What completes the text, one part after the other: a project, one of its tags, and once a stream
 * is typed its images too, also those that no tag holds any more.
 */
export function sideSuggestions(
  text: string,
  {
    projects,
    rows,
    imageStream,
  }: {
    projects: readonly string[]
    /** The streams of the project that is typed. */
    rows: readonly StreamRow[]
    /** The stream that is typed. */
    imageStream: ImageStream | undefined
  },
): ComboboxOption[] {
  const { namespace } = typedParts(text)
  const all =
    namespace === ''
      ? projects.map(projectOption)
      : [...(imageStream ? imageOptions(namespace, imageStream) : []), ...rows.flatMap(tagOptions)]
  const words = text
    .toLowerCase()
    .split(/[\s/:@]+/)
    .filter(Boolean)
  const found = all.filter(({ text: full, hint }) => {
    const haystack = `${full} ${hint}`.toLowerCase()
    return words.every((word) => haystack.includes(word))
  })
  const groups = [...new Set(found.map(({ group }) => group))]
  return groups.flatMap((name) =>
    found.filter(({ group }) => group === name).slice(0, Math.ceil(most / groups.length)),
  )
}

function projectOption(name: string): ComboboxOption {
  return { text: `${name}/`, title: `${name}/`, hint: 'its tags', group: 'Projects' }
}

function tagOptions({ namespace, name: stream, tags }: StreamRow): ComboboxOption[] {
  return tags
    .filter(({ latest }) => latest?.image)
    .map(({ name: tag, latest }) => ({
      text: formatComparedSide({ namespace, stream, tag }),
      title: `${stream}:${tag}`,
      hint: shortDigest(latest?.image ?? ''),
      group: 'Tags',
    }))
}

function imageOptions(namespace: string, imageStream: ImageStream): ComboboxOption[] {
  const stream = imageStream.metadata.name
  return [...imagesOf(imageStream).values()].map(({ digest, tags, formerTags }) => ({
    text: formatComparedSide({ namespace, stream, digest }),
    title: `${stream}@${shortDigest(digest)}`,
    hint:
      tags.length > 0
        ? `now ${tags.slice(0, 3).join(', ')}`
        : `was ${formerTags.slice(0, 3).join(', ')}`,
    group: 'Images',
  }))
}
