import { formatCount } from '@/domain/format-count'
import type { SearchHit } from '@/domain/search/search-groups'
import { imagePath, imageStreamPath, imageStreamsPath, tagPath, tagsPath } from '@/paths'
import type { PaletteCommand } from './palette-command'

/** What was looked at before; `tag` is '' for a stream. */
export interface Looked {
  namespace: string
  stream: string
  tag: string
}

/** One answer of the palette: what was found, or the way to all of it. */
export type Answer =
  | SearchHit<PaletteCommand>
  | ({ kind: 'recent' } & Looked)
  | { kind: 'all'; title: string; to: string }

/** Where an answer leads; undefined for what is done rather than gone to. */
export function answerPath(answer: Answer, namespace?: string): string | undefined {
  switch (answer.kind) {
    case 'image':
      return imagePath(answer.stream.namespace, answer.stream.name, answer.digest)
    case 'tag':
    case 'accessory':
      return tagPath(answer.stream.namespace, answer.stream.name, answer.tag.name)
    case 'stream':
      return imageStreamPath(answer.stream.namespace, answer.stream.name)
    case 'recent':
      return answer.tag === ''
        ? imageStreamPath(answer.namespace, answer.stream)
        : tagPath(answer.namespace, answer.stream, answer.tag)
    case 'label':
      return `${imageStreamsPath(namespace)}?${new URLSearchParams({ labels: selectorOf(answer.labels) })}`
    case 'project':
      return imageStreamsPath(answer.namespace)
    case 'command':
      return answer.command.disabledReason === undefined ? answer.command.to : undefined
    default:
      return answer.to
  }
}

function selectorOf(labels: readonly { key: string; value: string }[]): string {
  return labels.map(({ key, value }) => `${key}=${value}`).join(',')
}

/** Why an answer cannot be opened; undefined where it can. */
export function answerClosed(answer: Answer): string | undefined {
  return answer.kind === 'command' ? answer.command.disabledReason : undefined
}

/** Tells answers apart, also when the list around them changes. */
export function answerKey(answer: Answer): string {
  if (answer.kind === 'command') return `command ${answer.command.id}`
  return `${answer.kind} ${answerPath(answer)}`
}

/** The digest that an answer can be copied as; '' where it is about no image. */
export function answerDigest(answer: Answer | undefined): string {
  if (answer?.kind === 'image') return answer.digest
  return answer?.kind === 'tag' ? (answer.tag.latest?.image ?? '') : ''
}

/** All tags that hold what begins so, as a list that can be filtered and acted on. */
export function allHolders(digest: string, total: number, namespace?: string): Answer {
  const to = `${tagsPath(namespace)}?${new URLSearchParams({ digest })}`
  return { kind: 'all', title: `All ${formatCount(total)} tags that hold it, as a list`, to }
}
