import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  formatTagReference,
  parseStreamName,
  parseTagName,
  parseTagReference,
  referenceTarget,
} from './tag-reference'

const digest = `sha256:${'a'.repeat(64)}`

test.each([
  ['web:prod', { kind: 'ImageStreamTag', name: 'web:prod' }],
  ['shop/web:prod', { kind: 'ImageStreamTag', name: 'web:prod', namespace: 'shop' }],
  [':prod', { kind: 'ImageStreamTag', name: 'prod' }],
  [`@${digest}`, { kind: 'ImageStreamImage', name: digest }],
  [`web@${digest}`, { kind: 'ImageStreamImage', name: `web@${digest}` }],
  [`shop/web@${digest}`, { kind: 'ImageStreamImage', name: `web@${digest}`, namespace: 'shop' }],
  ['a.b_c-d:V1', { kind: 'ImageStreamTag', name: 'a.b_c-d:V1' }],
  ['quay.io/acme/web', { kind: 'DockerImage', name: 'quay.io/acme/web' }],
  ['quay.io/acme/web:1.2', { kind: 'DockerImage', name: 'quay.io/acme/web:1.2' }],
  [`quay.io/acme/web@${digest}`, { kind: 'DockerImage', name: `quay.io/acme/web@${digest}` }],
  ['localhost:5000/web', { kind: 'DockerImage', name: 'localhost:5000/web' }],
  ['registry:5000/web:1', { kind: 'DockerImage', name: 'registry:5000/web:1' }],
  ['docker://nginx:1.27', { kind: 'DockerImage', name: 'nginx:1.27' }],
  ['docker://acme/web', { kind: 'DockerImage', name: 'acme/web' }],
  ['Shop/web:prod', { kind: 'DockerImage', name: 'Shop/web:prod' }],
])('%s can be pointed at', (text, value) => {
  expect(parseTagReference(` ${text}\n`)).toEqual({ ok: true, value })
  expect(formatTagReference(value)).toBe(text)
})

test('a registry is told with and without docker://', () => {
  expect(parseTagReference('docker://quay.io/acme/web')).toEqual(
    parseTagReference('quay.io/acme/web'),
  )
})

test.each([
  ['', 'Write what'],
  ['web', 'web:tag, web@sha256:…, or docker://web'],
  ['acme/web', 'docker://acme/web'],
  ['web:', 'name of the tag'],
  ['Web:prod', '“Web” is not the name of an image stream'],
  ['web:pr od', 'no space'],
  ['web:a:b', 'no “:”'],
  ['web@sha256:123', 'whole digest'],
  ['web:1@sha256:123', 'not the name of an image stream'],
  ['shop/a/b:1', 'not the name of an image stream'],
  ['https://quay.io/acme/web', 'https://'],
  ['-shop/web:1', 'neither a project nor a registry'],
  ['x'.repeat(100_000), 'at most 253'],
])('%.40j cannot, and it is said why', (text, reason) => {
  const parsed = parseTagReference(text)
  expect(parsed.ok ? '' : parsed.problem).toContain(reason)
})

test('what is written parses to the same, whatever it points at', () => {
  const namespace = fc.constantFrom(undefined, 'shop', 'a-1')
  const stream = fc.stringMatching(/^[a-z0-9]{1,6}(?:[._-][a-z0-9]{1,6}){0,2}$/)
  const tag = fc.stringMatching(/^\w[\w.-]{0,12}$/)
  const path = fc.stringMatching(/^[a-z0-9]{1,6}(?:\/[a-z0-9]{1,6}){0,2}(?::[a-z0-9]{1,5})?$/)
  const inCluster = fc
    .tuple(
      namespace,
      stream,
      fc.oneof(
        tag.map((name) => `:${name}`),
        fc.constant(`@${digest}`),
      ),
    )
    .map(([project, name, which]) => ({
      kind: which.startsWith(':') ? 'ImageStreamTag' : 'ImageStreamImage',
      name: `${name}${which}`,
      ...(project ? { namespace: project } : {}),
    }))
  const bare = tag.map((name) => ({ kind: 'ImageStreamTag', name }))
  const image = fc
    .tuple(fc.constantFrom('', 'quay.io/', 'localhost:5000/'), path)
    .map(([registry, rest]) => ({ kind: 'DockerImage', name: `${registry}${rest}` }))
  fc.assert(
    fc.property(fc.oneof(inCluster, bare, image), (value) => {
      expect(parseTagReference(formatTagReference(value))).toEqual({ ok: true, value })
    }),
  )
})

test('a reference names a place in the cluster, or none', () => {
  const at = { namespace: 'shop', stream: 'web' }
  const target = (kind: string, name: string, namespace = '') =>
    referenceTarget({ kind, name, namespace }, at)
  expect(target('ImageStreamTag', 'api:v1')).toEqual({
    namespace: 'shop',
    stream: 'api',
    tag: 'v1',
  })
  expect(target('ImageStreamTag', 'v1')).toEqual({ ...at, tag: 'v1' })
  expect(target('ImageStreamTag', 'api:v1', 'dev')).toEqual({
    namespace: 'dev',
    stream: 'api',
    tag: 'v1',
  })
  expect(target('ImageStreamImage', `web@${digest}`)).toEqual({ ...at, digest })
  expect(target('DockerImage', 'quay.io/acme/web')).toBeNull()
  expect(target('Pod', 'web')).toBeNull()
})

test.each([
  ['v1.2', ''],
  ['_', ''],
  ['A'.repeat(128), ''],
  ['', 'Write the name'],
  ['A'.repeat(129), 'at most 128'],
  ['.hidden', 'begins with'],
  ['-x', 'begins with'],
  ['a/b', 'no “/”'],
  ['a b', 'no space'],
  ['tag\n', 'no space'],
  ['héllo', 'no “é”'],
])('the tag name %.20j: %s', (text, problem) => {
  const parsed = parseTagName(text)
  expect(parsed.ok ? '' : parsed.problem).toContain(problem)
  expect(parsed.ok).toBe(problem === '')
})

test.each([
  ['web', true],
  ['a.b_c-d', true],
  ['0', true],
  ['', false],
  ['Web', false],
  ['web-', false],
  ['a--b', false],
  ['a/b', false],
  ['a'.repeat(254), false],
])('the stream name %.20j is good: %s', (text, isGood) => {
  expect(parseStreamName(text).ok).toBe(isGood)
})
