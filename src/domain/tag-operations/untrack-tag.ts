import { tagRow } from '@/domain/image-stream'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { pullString } from '@/domain/resolved-reference'
import { shellCommand } from '@/domain/shell-word'
import { type EditedTag, sourceWords } from '@/domain/tag-draft'
import { asText, asTextMap } from '@/domain/untrusted'
import type { SeenTag } from './seen-tag'
import { blocked, type TagOperation } from './tag-operation'
import { type TagWrite, writeRights } from './tag-write'

/**
 * [E9] Takes the reference away and keeps image and history (S-27): the tag follows nothing any
 * more, and only pushes move it. The one write that goes through ImageTags.
 */
export function untrackTag({
  at,
  stream,
  seen,
}: {
  at: EditedTag
  stream: ImageStream
  seen: SeenTag | undefined
}): TagOperation {
  if (!seen?.spec) return blocked(at, seen, 'The tag follows nothing already.')
  const write: TagWrite = { how: 'untrack', spec: seen.spec }
  const rights = writeRights(at, write)
  if (seen.revisions === 0) {
    const message =
      'The tag never held an image: without its reference there would be no tag. Delete it.'
    return blocked(at, seen, message, rights)
  }
  const source = sourceWords(seen.spec, at)
  const annotations = Object.keys(asTextMap(seen.spec.annotations)).length
  return {
    at,
    seen,
    write,
    blocker: '',
    sentences: [
      `${at.tag} ${source ? `no longer points at ${source}` : 'loses its reference'}. Only a push moves it from then on.`,
      seen.revisions === 1
        ? 'Its image and its history stay as they are.'
        : `Its image and its history of ${seen.revisions} revisions stay as they are.`,
      ...pullSentence(at, stream),
      ...(annotations > 0
        ? [
            `${annotations === 1 ? 'One annotation' : `${annotations} annotations`} and the policies of the tag go with the reference.`,
          ]
        : ['The policies of the tag go with the reference.']),
    ],
    // oc itself has no word for it.
    command: shellCommand([
      ...['oc', 'patch', 'imagetag', `${at.stream}:${at.tag}`, '-n', at.namespace],
      ...['--type=merge', '-p', '{"spec":null}'],
    ]),
    rights,
  }
}

/** Without a reference an image is called as its source calls it (S-7): for Local that is another name. */
function pullSentence(at: EditedTag, stream: ImageStream): string[] {
  const row = tagRow(stream, at.tag)
  if (!row) return []
  const repository = asText(stream.status?.dockerImageRepository)
  const isRenamed = pullString(row, repository) !== pullString({ ...row, spec: null }, repository)
  return isRenamed
    ? [
        'What is pulled gets another name, so workloads and builds with an image trigger on the tag start anew.',
      ]
    : []
}
