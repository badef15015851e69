import { expect, test } from 'vitest'
import { DecodingError, fieldFindings, fitToSchema } from './decode-body'
import { schemaOfKind } from './schema'

const tagSchema = schemaOfKind('image.openshift.io', 'v1', 'ImageStreamTag')
const streamSchema = schemaOfKind('image.openshift.io', 'v1', 'ImageStream')

test.each<[string, string, string[]]>([
  [
    'nothing wrong',
    '{"kind":"ImageStreamTag","tag":{"name":"1","annotations":{"any.thing/x":"y"}}}',
    [],
  ],
  [
    'unknown at two depths',
    '{"tag":{"colour":1},"extra":1}',
    ['unknown field "tag.colour"', 'unknown field "extra"'],
  ],
  ['duplicate below', '{"tag":{"name":"1","name":"2"}}', ['duplicate field "tag.name"']],
  ['duplicate on top', '{"kind":"a","kind":"b"}', ['duplicate field "kind"']],
  [
    'duplicate in a map',
    '{"metadata":{"labels":{"a":"1","a":"2"}}}',
    ['duplicate field "metadata.labels.a"'],
  ],
  ['an unknown field twice is told once', '{"x":1,"x":2}', ['unknown field "x"']],
  [
    'nothing is told of what is below an unknown field',
    '{"x":{"y":1,"y":2}}',
    ['unknown field "x"'],
  ],
  ['case counts', '{"Tag":{}}', ['unknown field "Tag"']],
  [
    "anything goes in an image's metadata",
    '{"image":{"dockerImageMetadata":{"any":{"thing":[{"x":1}]}}}}',
    [],
  ],
])('%s', (_name, text, findings) => {
  expect(fieldFindings(text, tagSchema)).toEqual(findings)
})

test('items of lists are named by index', () => {
  const text = '{"spec":{"tags":[{"name":"a"},{"name":"b","x":1,"from":{"y":2}}]}}'
  expect(fieldFindings(text, streamSchema)).toEqual([
    'unknown field "spec.tags[1].x"',
    'unknown field "spec.tags[1].from.y"',
  ])
})

test('what is unknown or null is left out, what is not is kept', () => {
  const text =
    '{"x":1,"tag":{"name":"1","from":null,"generation":0,"annotations":{"a":"b"},"y":2},"image":{"metadata":{},"dockerImageMetadata":{"Anything":null}}}'
  expect(fitToSchema(JSON.parse(text), tagSchema)).toEqual({
    tag: { name: '1', generation: 0, annotations: { a: 'b' } },
    image: { metadata: {}, dockerImageMetadata: { Anything: null } },
  })
})

test.each([
  '{"tag":{"reference":"yes"}}',
  '{"tag":{"name":1}}',
  '{"tag":[]}',
  '{"tag":{"generation":1.5}}',
  '{"tag":{"annotations":{"a":1}}}',
  '{"metadata":{"creationTimestamp":"yesterday"}}',
  '{"metadata":"x"}',
])('%s is of the wrong type', (text) => {
  expect(() => fitToSchema(JSON.parse(text), tagSchema)).toThrow(DecodingError)
})

test('__proto__ is a label like any other', () => {
  const fitted = fitToSchema(JSON.parse('{"metadata":{"labels":{"__proto__":"x"}}}'), tagSchema)
  expect(JSON.stringify(fitted)).toBe('{"metadata":{"labels":{"__proto__":"x"}}}')
})
