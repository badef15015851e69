import { afterEach, expect, test, vi } from 'vitest'
import { createStream } from '@/domain/stream-operations/create-stream'
import { deleteStream } from '@/domain/stream-operations/delete-stream'
import { setLookupPolicy } from '@/domain/stream-operations/lookup-policy'
import type { StreamWrite } from '@/domain/stream-operations/stream-operation'
import { aStream } from '@/test/builders'
import { aFailure, fakeCluster } from '@/test/fake-cluster'
import { sendStreamWrite } from './change-stream'

afterEach(() => vi.unstubAllGlobals())

const at = { namespace: 'web', stream: 'app' }
const stream = aStream({ name: 'app' })
const on = { ...stream, spec: { lookupPolicy: { local: true } } }
const broken = () => new TypeError('reset')
const missing = () => aFailure(404, 'NotFound', 'not found')
const useless = () => aFailure(422, 'Invalid', 'our request', { details: {} })

const written = (write: StreamWrite | null): StreamWrite => {
  if (!write) throw new Error('nothing to write')
  return write
}
const create = written(createStream({ ...at, localLookup: false }).write)
const lookup = written(setLookupPolicy(at, stream, true).write)
const remove = written(deleteStream(at, stream).write)

/** A cluster that answers writes with one answer, and reads with the other. */
function cluster(write: () => Response | Error, read: () => Response | Error) {
  const { requests } = fakeCluster(({ method }) => (method === 'GET' ? read() : write()))
  return { writes: () => requests.filter(({ method }) => method !== 'GET') }
}

const shown = (object: object) => () => Response.json(object)
const outcome = (write: StreamWrite) => sendStreamWrite(at, write).catch((error: unknown) => error)

test.each<[string, StreamWrite, () => Response | Error, () => Response | Error, object | null]>([
  ['a creation', create, shown(stream), missing, { metadata: { name: 'app' } }],
  [
    'a creation of one that is there',
    create,
    () => aFailure(409, 'AlreadyExists', 'x'),
    missing,
    { name: 'StreamConflict' },
  ],
  ['a creation that landed unseen', create, broken, shown(stream), { metadata: { name: 'app' } }],
  ['a creation that did not land', create, broken, missing, { outcome: 'unchanged' }],
  ['a creation that nobody can tell of', create, broken, broken, { outcome: 'unknown' }],
  ['a switch', lookup, shown(on), missing, { spec: { lookupPolicy: { local: true } } }],
  ['a switch that another used', lookup, useless, shown(on), { name: 'StreamConflict' }],
  ['a switch of a deleted stream', lookup, missing, missing, { name: 'StreamConflict' }],
  [
    'a switch that is refused',
    lookup,
    useless,
    shown(stream),
    { code: 422, message: 'our request' },
  ],
  ['a switch that is refused, and then nothing answers', lookup, useless, broken, { code: 422 }],
  [
    'a switch that landed unseen',
    lookup,
    broken,
    shown(on),
    { spec: { lookupPolicy: { local: true } } },
  ],
  ['a switch that did not land', lookup, broken, shown(stream), { outcome: 'unchanged' }],
  ['a switch that nobody can tell of', lookup, broken, broken, { outcome: 'unknown' }],
  ['a deletion', remove, shown({ kind: 'Status' }), missing, null],
  ['a deletion of one that is gone', remove, missing, missing, { name: 'StreamConflict' }],
  [
    'a deletion of another of that name',
    remove,
    () => aFailure(409, 'Conflict', 'UID'),
    missing,
    { name: 'StreamConflict' },
  ],
  ['a deletion that landed unseen', remove, broken, missing, null],
  ['a deletion that did not land', remove, broken, shown(stream), { outcome: 'unchanged' }],
  [
    'a deletion that is refused',
    remove,
    () => aFailure(403, 'Forbidden', 'may not'),
    missing,
    { code: 403, message: 'may not' },
  ],
])('%s is sent once, and told', async (_, write, answer, read, expected) => {
  const { writes } = cluster(answer, read)
  const result = await outcome(write)
  if (expected === null) expect(result).toBeNull()
  else expect(result).toMatchObject(expected)
  expect(writes()).toHaveLength(1)
})

test('a new stream that was filled meanwhile is not taken away again', async () => {
  const filled = aStream({ name: 'app', tags: [{ name: 'a', images: [1] }] })
  const { writes } = cluster(shown({ kind: 'Status' }), shown(filled))
  const undo: StreamWrite = { how: 'delete', uid: 'uid-web-app', most: 0 }
  expect(await outcome(undo)).toMatchObject({ name: 'StreamConflict' })
  expect(writes()).toHaveLength(0)
})
