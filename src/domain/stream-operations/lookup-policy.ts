import type { ImageStream } from '@/domain/kinds/image-stream'
import { shellCommand } from '@/domain/shell-word'
import { asText } from '@/domain/untrusted'
import { type StreamOperation, type StreamPlace, streamRights } from './stream-operation'

/** [P1] Whether pods of the project may name a tag of the stream as their image (S-51). */
export function setLookupPolicy(
  at: StreamPlace,
  imageStream: ImageStream,
  local: boolean,
): StreamOperation {
  const { namespace, stream } = at
  const uid = asText(imageStream.metadata.uid)
  const seen = imageStream.spec?.lookupPolicy
  const change = (from: unknown, to: unknown) => [
    { op: 'test' as const, path: '/metadata/uid', value: uid },
    { op: 'test' as const, path: '/spec/lookupPolicy', value: from },
    { op: 'add' as const, path: '/spec/lookupPolicy', value: to },
  ]
  const isSo = (seen?.local === true) === local
  return {
    at,
    write: isSo ? null : { how: 'patch', patch: change(seen ?? null, { local }) },
    blocker: isSo ? `Local lookup is ${local ? 'on' : 'off'} already.` : '',
    sentences: local
      ? [
          `Pods of project ${namespace} may write ${stream}:TAG as their image, and get what the tag holds then.`,
          'What runs already is not touched.',
        ]
      : [
          `New pods of project ${namespace} that write ${stream}:TAG as their image look for it in a registry of that name, and as a rule find nothing.`,
          'What runs already is not touched.',
        ],
    command: shellCommand([
      ...['oc', 'set', 'image-lookup', stream, '-n', namespace],
      ...(local ? [] : ['--enabled=false']),
    ]),
    rights: streamRights(at, 'patch'),
    undo: { how: 'patch', patch: change({ local }, { local: !local }) },
  }
}
