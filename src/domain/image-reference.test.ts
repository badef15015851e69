import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatImageReference, parseImageReference, repositoryOf } from './image-reference'

const digest = `sha256:${'a'.repeat(64)}`

test.each([
  ['nginx', { repository: 'nginx' }],
  ['nginx:1.27', { repository: 'nginx', tag: '1.27' }],
  ['acme/web:v1', { repository: 'acme/web', tag: 'v1' }],
  ['quay.io/acme/web', { registry: 'quay.io', repository: 'acme/web' }],
  ['quay.io/acme/web:v1', { registry: 'quay.io', repository: 'acme/web', tag: 'v1' }],
  [`quay.io/acme/web@${digest}`, { registry: 'quay.io', repository: 'acme/web', digest }],
  [
    `quay.io/acme/web:v1@${digest}`,
    { registry: 'quay.io', repository: 'acme/web', tag: 'v1', digest },
  ],
  ['localhost/web', { registry: 'localhost', repository: 'web' }],
  ['localhost:5000/web:1', { registry: 'localhost:5000', repository: 'web', tag: '1' }],
  ['registry:5000/a/b/c/d', { registry: 'registry:5000', repository: 'a/b/c/d' }],
  ['[::1]:5000/web', { registry: '[::1]:5000', repository: 'web' }],
  ['MyRegistry/web', { registry: 'MyRegistry', repository: 'web' }],
  ['quay.io/a__b/c--d/e.f_g', { registry: 'quay.io', repository: 'a__b/c--d/e.f_g' }],
  ['web:_x', { repository: 'web', tag: '_x' }],
])('%s is read in parts, and written the same', (text, parts) => {
  const value = { registry: '', tag: '', digest: '', ...parts }
  expect(parseImageReference(text)).toEqual({ ok: true, value })
  expect(formatImageReference(value)).toBe(text)
  expect(parseImageReference(` docker://${text} `)).toEqual({ ok: true, value })
})

test.each([
  ['', 'Write an image'],
  ['docker://', 'Write an image'],
  ['https://quay.io/acme/web', 'https://'],
  ['quay.io/', 'Name the repository'],
  ['quay.io//web', 'empty part'],
  ['quay.io/Acme/web', '“Acme”'],
  ['quay.io/acme/web:', 'A tag has'],
  ['quay.io/acme/web:-x', 'A tag has'],
  [`quay.io/acme/web:${'x'.repeat(129)}`, 'A tag has'],
  ['quay.io/acme/web@sha256:123', 'whole digest'],
  ['quay.io/acme/web@', 'whole digest'],
  ['quay.io:port/web', 'not the name of a registry'],
  ['a..b/web', 'not the name of a registry'],
  ['acme/-web', '“-web”'],
  ['acme/we b', '“we b”'],
  [`quay.io/${'a/'.repeat(130)}a`, '255 characters'],
  ['x'.repeat(100_000), 'too long'],
])('%.40s is refused with a reason', (text, reason) => {
  const parsed = parseImageReference(text)
  expect(parsed.ok ? '' : parsed.problem).toContain(reason)
})

test('what is written parses to the same, whatever its parts', () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,8}(?:(?:\.|_|__|-{1,3})[a-z0-9]{1,8}){0,2}$/)
  const reference = fc.record({
    registry: fc.constantFrom('', 'quay.io', 'localhost', 'localhost:5000', 'a-b.example:443'),
    repository: fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
    tag: fc.oneof(fc.constant(''), fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/)),
    digest: fc.constantFrom('', digest),
  })
  fc.assert(
    fc.property(reference, (value) => {
      // Without a registry before it, a first part with a dot would itself be one.
      fc.pre(value.registry !== '' || !/^(?:[^/]*\.[^/]*|localhost)\//.test(value.repository))
      expect(parseImageReference(formatImageReference(value))).toEqual({ ok: true, value })
    }),
  )
})

test.each([
  ['nginx', 'docker.io/library/nginx'],
  ['nginx:1', 'docker.io/library/nginx'],
  [`docker.io/library/nginx@${digest}`, 'docker.io/library/nginx'],
  ['index.docker.io/acme/web', 'docker.io/acme/web'],
  ['acme/web', 'docker.io/acme/web'],
  [`quay.io/acme/web@${digest}`, 'quay.io/acme/web'],
  ['not an image', ''],
  ['', ''],
])('%s is of the repository %j', (text, expected) => {
  expect(repositoryOf(text)).toBe(expected)
})
