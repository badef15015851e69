import { expect, test } from 'vitest'
import { aDigest, aStream } from '@/test/builders'
import { importTarget } from './import-target'
import type { TagReference } from './kinds/image-stream'
import { toStreamRow } from './stream-row'

const docker = (name: string) => ({ kind: 'DockerImage', name })
const follows = (name: string, namespace?: string) => ({
  kind: 'ImageStreamTag',
  name,
  ...(namespace ? { namespace } : {}),
})

function target(tag: string, wishes: Record<string, Partial<TagReference>>) {
  const tags = Object.entries(wishes).map(([name, wish]) => ({ name, wish }))
  const pushed = { name: 'pushed', images: [1] }
  const stream = aStream({ name: 'web', namespace: 'shop', tags: [...tags, pushed] })
  return importTarget(toStreamRow(stream), tag)
}

test('a tag of a registry is imported itself', () => {
  expect(target('v1', { v1: { from: docker('quay.io/a/b:1') } })).toEqual({
    ok: true,
    tag: 'v1',
    source: 'quay.io/a/b:1',
    isAskedOnly: false,
  })
})

test.each([
  ['by its full name', 'web:v1'],
  ['by its bare name', 'v1'],
])('a tag that follows another of the stream %s leads to that one (S-34)', (_how, name) => {
  const found = target('prod', {
    prod: { from: follows('stable') },
    stable: { from: follows(name) },
    v1: { from: docker('quay.io/a/b:1') },
  })
  expect(found).toMatchObject({ ok: true, tag: 'v1', source: 'quay.io/a/b:1' })
})

test('an image by digest cannot be imported together with its schedule', () => {
  const from = docker(`quay.io/a/b@${aDigest(1)}`)
  const plain = target('v1', { v1: { from } })
  const scheduled = target('v1', { v1: { from, importPolicy: { scheduled: true } } })
  expect([plain, scheduled]).toMatchObject([{ isAskedOnly: false }, { isAskedOnly: true }])
})

test.each<[string, string, Record<string, Partial<TagReference>>, RegExp]>([
  ['a pin', 'v1', { v1: { from: { kind: 'ImageStreamImage', name: 'web@sha256:1' } } }, /pinned/],
  ['a copy of another stream', 'v1', { v1: { from: follows('lib:1') } }, /another stream/],
  ['a copy of another project', 'v1', { v1: { from: follows('web:1', 'lab') } }, /another stream/],
  ['a bare tag of another project', 'v1', { v1: { from: follows('x', 'lab') } }, /another stream/],
  ['a circle', 'a', { a: { from: follows('b') }, b: { from: follows('a') } }, /follows itself/],
  ['an end that is missing', 'a', { a: { from: follows('gone') } }, /“gone”, which does not exist/],
  ['a named image', 'v1', { v1: { from: docker('quay.io/a/b'), reference: true } }, /only names/],
  ['an unknown kind', 'v1', { v1: { from: { kind: 'Odd', name: 'x' } } }, /unknown kind/],
  ['no source', 'v1', { v1: { from: null } }, /no source/],
  ['a pushed tag', 'pushed', {}, /was pushed/],
  ['a follower of a pushed tag', 'a', { a: { from: follows('pushed') } }, /was pushed/],
  ['a tag that is gone', 'gone', {}, /no tag “gone” any more/],
])('%s is never imported (S-34)', (_what, tag, wishes, problem) => {
  const found = target(tag, wishes)
  expect(found.ok ? found : found.problem).toMatch(problem)
})
