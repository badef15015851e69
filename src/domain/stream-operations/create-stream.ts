import { parseProjectName } from '@/domain/project-name'
import { shellCommand } from '@/domain/shell-word'
import { parseStreamName } from '@/domain/tag-reference'
import {
  blockedStream,
  type StreamOperation,
  type StreamWrite,
  streamRights,
} from './stream-operation'

/** [P1] A stream without tags, for others to push to or to be filled later. */
export function createStream({
  namespace: project,
  stream: name,
  localLookup,
}: {
  /** As typed. */
  namespace: string
  stream: string
  localLookup: boolean
}): StreamOperation {
  const namespace = project.trim()
  const stream = name.trim()
  const at = { namespace, stream }
  const parsed = [parseProjectName(namespace), parseStreamName(stream)].find(({ ok }) => !ok)
  if (parsed && !parsed.ok) return blockedStream(at, parsed.problem)
  const write: StreamWrite = {
    how: 'create',
    object: {
      apiVersion: 'image.openshift.io/v1',
      kind: 'ImageStream',
      metadata: { name: stream, namespace },
      spec: { lookupPolicy: { local: localLookup } },
    },
  }
  return {
    at,
    write,
    blocker: '',
    sentences: [
      `Image stream ${stream} is made in project ${namespace}, without tags.`,
      'A tag appears with the first push to its repository, or when one is added.',
      ...(localLookup ? [`Pods of ${namespace} may write ${stream}:TAG as their image.`] : []),
    ],
    command: shellCommand([
      ...['oc', 'create', 'imagestream', stream, '-n', namespace],
      ...(localLookup ? ['--lookup-local'] : []),
    ]),
    rights: streamRights(at, 'create'),
    // What it is known by only comes with the answer.
    undo: null,
  }
}

/** What takes a creation back, as long as nothing was put into the stream. */
export function undoCreateStream(uid: string): StreamWrite | null {
  return uid === '' ? null : { how: 'delete', uid, most: 0 }
}
