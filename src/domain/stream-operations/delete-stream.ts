import { formatCount } from '@/domain/format-count'
import { tagHistory, tagNames } from '@/domain/image-stream'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { shellCommand } from '@/domain/shell-word'
import { asText } from '@/domain/untrusted'
import {
  blockedStream,
  type StreamOperation,
  type StreamPlace,
  streamRights,
} from './stream-operation'

/** [P1] Deletes a stream with all tags and their histories, which nothing brings back. */
export function deleteStream(
  at: StreamPlace,
  imageStream: ImageStream | undefined,
): StreamOperation {
  const rights = streamRights(at, 'delete')
  if (!imageStream) return blockedStream(at, 'The image stream does not exist any more.', rights)
  const tags = tagNames(imageStream)
  const histories = tags.map((tag) => tagHistory(imageStream, tag))
  const revisions = histories.reduce((sum, history) => sum + history.length, 0)
  const images = new Set(
    histories
      .flat()
      .map(({ image }) => image)
      .filter(Boolean),
  ).size
  const { namespace, stream } = at
  return {
    at,
    write: { how: 'delete', uid: asText(imageStream.metadata.uid) },
    blocker: '',
    sentences:
      tags.length === 0
        ? ['The stream has no tags: only its name, its labels and its settings are lost.']
        : [
            `${count(tags.length, 'tag')} with ${count(revisions, 'revision')} are lost. Nothing brings them back.`,
            images === 0
              ? 'It never held an image.'
              : `${count(images, 'image')} lose what keeps them from the pruner here.`,
            'Tags of other streams that follow it keep their images. Pods that run go on running, and what starts anew and names the stream does not find it any more.',
          ],
    command: shellCommand(['oc', 'delete', 'imagestream', stream, '-n', namespace]),
    rights,
    undo: null,
  }
}

function count(number: number, word: string): string {
  return `${formatCount(number)} ${word}${number === 1 ? '' : 's'}`
}
