import { expect, test } from 'vitest'
import { aDigest, aStream } from '@/test/builders'
import {
  blockedImports,
  type ImportDraft,
  importCommands,
  importEffect,
  importProblem,
  importTagsRequest,
  suggestedNames,
  taggedReference,
} from './import-plan'
import type { ImageStream, TagReference } from './kinds/image-stream'
import { toStreamRow } from './stream-row'

const draft: ImportDraft = {
  namespace: 'dev',
  stream: 'app',
  scheduled: true,
  insecure: false,
  importMode: 'PreserveOriginal',
  referencePolicy: 'Local',
}
const docker = (name: string) => ({ kind: 'DockerImage', name })

function app(wishes: Record<string, Partial<TagReference>>): ImageStream {
  return aStream({
    name: 'app',
    namespace: 'dev',
    resourceVersion: '42',
    tags: [
      ...Object.entries(wishes).map(([name, wish]) => ({ name, wish })),
      { name: 'pushed', images: [1] },
    ],
  })
}

test.each<[string, Partial<TagReference>, string]>([
  ['the same image', { from: docker('quay.io/o/a:v1') }, 'again'],
  ['another image', { from: docker('quay.io/o/b:v1') }, 'blocked'],
  ['another tag', { from: docker('quay.io/o/a:v2') }, 'blocked'],
  [
    'a pin, also of a roll back',
    { from: { kind: 'ImageStreamImage', name: 'app@sha256:1' } },
    'blocked',
  ],
  ['an alias', { from: { kind: 'ImageStreamTag', name: 'app:other' } }, 'blocked'],
  ['a copy', { from: { kind: 'ImageStreamTag', name: 'lib:1' } }, 'blocked'],
  ['a named image', { from: docker('quay.io/o/a:v1'), reference: true }, 'blocked'],
  ['no source', { from: null }, 'blocked'],
])('onto a tag with %s an import is %s (S-34)', (_what, wish, kind) => {
  const stream = toStreamRow(app({ v1: wish, other: { from: docker('quay.io/o/a:v1') } }))
  expect(importEffect(stream, { from: 'quay.io/o/a:v1', to: 'v1' }).kind).toBe(kind)
})

test('a short name and its long form are the same image', () => {
  const stream = toStreamRow(app({ latest: { from: docker('docker.io/library/nginx') } }))
  expect(importEffect(stream, { from: 'nginx:latest', to: 'latest' }).kind).toBe('again')
})

test.each([
  ['of a stream that is not there', undefined, 'v1', 'new'],
  ['that is not there', toStreamRow(app({})), 'v1', 'new'],
  ['that was pushed', toStreamRow(app({})), 'pushed', 'pushed'],
  ['that no tag can be called', undefined, 'v 1', 'blocked'],
  ['without a name', undefined, '', 'blocked'],
])('a tag %s', (_what, stream, to, kind) => {
  expect(importEffect(stream, { from: 'quay.io/o/a:v1', to }).kind).toBe(kind)
})

test('the request is the one of oc, with the version of the stream (S-32)', () => {
  const plans = [{ from: 'quay.io/o/a:v1', to: 'v1' }]
  expect(importTagsRequest(draft, plans, app({}))).toEqual({
    apiVersion: 'image.openshift.io/v1',
    kind: 'ImageStreamImport',
    metadata: { name: 'app', namespace: 'dev', resourceVersion: '42' },
    spec: {
      import: true,
      images: [
        {
          from: docker('quay.io/o/a:v1'),
          to: { name: 'v1' },
          importPolicy: { scheduled: true, importMode: 'PreserveOriginal' },
          referencePolicy: { type: 'Local' },
        },
      ],
    },
  })
  expect(importTagsRequest(draft, plans, undefined).metadata).toEqual({
    name: 'app',
    namespace: 'dev',
  })
})

test('a tag that is there keeps its own policy in full (S-35)', () => {
  const importPolicy = { importMode: 'Legacy', insecure: true }
  const stream = app({ v1: { from: docker('quay.io/o/a:v1'), importPolicy } })
  const { spec } = importTagsRequest(draft, [{ from: 'quay.io/o/a:v1', to: 'v1' }], stream)
  expect(spec.images).toMatchObject([{ importPolicy, referencePolicy: { type: 'Source' } }])
})

test('an image by digest is never scheduled: the importer refuses it', () => {
  const from = `quay.io/o/a@${aDigest(1)}`
  const { spec } = importTagsRequest(draft, [{ from, to: 'v1' }], undefined)
  expect(spec.images?.[0]?.importPolicy).toEqual({ importMode: 'PreserveOriginal' })
  expect(importCommands(draft, [{ from, to: 'v1' }], undefined)[0]).not.toContain('--scheduled')
})

test('the command says the same as the request (S-33)', () => {
  const plans = [{ from: 'quay.io/o/a:v1', to: 'v1' }]
  expect(importCommands({ ...draft, insecure: true }, plans, undefined)).toEqual([
    'oc import-image app:v1 -n dev --from=quay.io/o/a:v1 --confirm --import-mode=PreserveOriginal --scheduled --insecure --reference-policy=local',
  ])
  const there = toStreamRow(app({ v1: { from: docker('quay.io/o/a:v1') } }))
  expect(importCommands(draft, plans, there)).toEqual([
    'oc import-image app:v1 -n dev --from=quay.io/o/a:v1',
  ])
})

test.each([
  ['nothing', 'app', ['v1', 'v2'], /^$/],
  ['two of a name (observed 53)', 'app', ['v1', 'v1'], /Two images would become the tag “v1”/],
  ['the name of the stream', 'App', ['v1'], /is not the name of an image stream/],
  ['the name of a tag', 'app', ['v 1'], /no space/],
])('what is wrong with a plan: %s', (_what, stream, tags, problem) => {
  const plans = tags.map((to) => ({ from: 'quay.io/o/a', to }))
  expect(importProblem({ ...draft, stream }, plans)).toMatch(problem)
})

test('what may not be sent is found by the stream as the cluster has it', () => {
  const fine = { from: 'quay.io/o/a:v1', to: 'v1' }
  const pinned = { from: 'quay.io/o/a:v2', to: 'v2' }
  const stream = app({ v2: { from: { kind: 'ImageStreamImage', name: 'app@sha256:1' } } })
  expect([...blockedImports(stream, [fine, pinned]).keys()]).toEqual([pinned])
  expect(blockedImports(undefined, [fine, pinned]).size).toBe(0)
})

test.each([
  ['nginx', 'nginx', 'latest'],
  ['docker://quay.io/o/my__app:1.2', 'my-app', '1.2'],
  [`quay.io/o/a.b@${aDigest(1)}`, 'a.b', ''],
  ['Not A Reference', '', ''],
])('%s suggests the stream %j and the tag %j', (reference, stream, tag) => {
  expect(suggestedNames(reference)).toEqual({ stream, tag })
})

test('a tag of a repository is named with its registry', () => {
  expect(taggedReference('quay.io:443/o/a', 'v1')).toBe('quay.io:443/o/a:v1')
})
