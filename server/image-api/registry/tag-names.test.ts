import { expect, test } from 'vitest'
import { StatusError } from '../rest/status-error'
import { newTagName, tagNameInUrl } from './tag-names'

test.each(['app', 'app:', ':1', 'a:b:c', 'app@sha256:1'])(
  '%s is no name of a tag in a URL',
  (name) => {
    expect(() => tagNameInUrl(name, 'ImageTags')).toThrow(
      'ImageTags must be retrieved with <name>:<tag>',
    )
  },
)

test('a tag in a URL has a stream and a name', () => {
  expect(tagNameInUrl('app:1.0', 'ImageStreamTags')).toEqual({ stream: 'app', tag: '1.0' })
})

// Observed 21.
test.each([
  ['app:1.0', { stream: 'app', tag: '1.0' }],
  ['app:', { stream: 'app', tag: 'latest' }],
  ['app:1.0:2', { stream: 'app', tag: '1.0:2' }],
  ['app:..', { stream: 'app', tag: '..' }],
])('%s can be created', (name, expected) => {
  expect(newTagName(name)).toEqual(expected)
})

test.each([
  ['app', 500, '"app" must be of the form <stream_name>:<tag>'],
  [':x', 400, 'Name parameter required.'],
  ['.:x', 400, `Name parameter invalid: ".": may not be '.'`],
])('%s cannot', (name, code, message) => {
  expect(() => newTagName(name)).toThrow(
    expect.objectContaining({ constructor: StatusError, code, message }),
  )
})
