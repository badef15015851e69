import { expect, test } from 'vitest'
import { protobufToJson } from './protobuf-body'

const field = (number: number, ...parts: (string | Buffer)[]): Buffer => {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)))
  return Buffer.concat([Buffer.from([(number << 3) | 2, body.length]), body])
}

const envelope = (kind: string, raw: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from('k8s\0'),
    field(1, field(1, 'v1'), field(2, kind)),
    field(2, raw),
    field(3),
    field(4),
  ])

test('a namespace as kubectl sends it', () => {
  const label = field(11, field(1, 'a'), field(2, 'b'))
  const generation = Buffer.from([7 << 3, 0])
  const raw = Buffer.concat([
    field(1, field(1, 'shop'), field(2), field(8), generation, label),
    field(2),
    field(3),
  ])
  expect(JSON.parse(protobufToJson(envelope('Namespace', raw)) ?? '')).toEqual({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { a: 'b' } },
    spec: {},
  })
})

test('an access review', () => {
  const raw = field(2, field(1, field(1, 'shop'), field(2, 'list'), field(3), field(5, 'pods')))
  expect(JSON.parse(protobufToJson(envelope('SelfSubjectAccessReview', raw)) ?? '').spec).toEqual({
    resourceAttributes: { namespace: 'shop', verb: 'list', resource: 'pods' },
  })
})

test.each([
  ['another kind', envelope('ImageStream', Buffer.alloc(0))],
  ['no envelope', Buffer.from('{}')],
  ['nothing', Buffer.alloc(0)],
  ['a cut message', envelope('Namespace', Buffer.from('ab')).subarray(0, 12)],
  ['rubbish', Buffer.concat([Buffer.from('k8s\0'), Buffer.from([255, 255, 255, 255])])],
])('%s is not read', (_name, body) => {
  expect(protobufToJson(body)).toBeUndefined()
})
