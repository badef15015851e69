import { describe, expect, it } from 'vitest'
import { partedList } from './parted-list'

const head =
  '"kind":"ImageStreamList","apiVersion":"image.openshift.io/v1","metadata":{"continue":"x"}'
const objects = [
  { metadata: { name: 'a', labels: { odd: '},{"metadata":{}}]}' } } },
  { metadata: { name: 'b' }, spec: { tags: [{ name: '1' }, { name: '2' }] } },
  { metadata: { name: 'c' } },
]
const compact = `{${head},"items":${JSON.stringify(objects)}}`

describe('a list is the same parted and whole', () => {
  it.each([
    ['compact', compact],
    ['with a line end', `${compact}\n`],
    ['pretty', JSON.stringify(JSON.parse(compact), null, 2)],
    ['without objects', `{${head},"items":[]}`],
    ['with one', `{${head},"items":[${JSON.stringify(objects[0])}]}`],
    ['null items', `{${head},"items":null}`],
    ['no items', `{${head}}`],
    ['metadata after the items', `{"items":${JSON.stringify(objects)},${head}}`],
    ['a list after the items', `{${head},"items":${JSON.stringify(objects)},"more":[1]}`],
    [
      'metadata and a list after the items',
      `{"items":${JSON.stringify(objects)},${head},"more":[1]}`,
    ],
    ['metadata with lists', `{"metadata":{"items":["]"]},"items":${JSON.stringify(objects)}}`],
    ['items in the metadata', `{"metadata":{"items":[{"metadata":1},{"metadata":2}]},"items":[1]}`],
    [
      'other things than objects',
      `{${head},"items":[1,null,"x",[{"a":1},{"metadata":2}],{"b":1}]}`,
    ],
    [
      'objects inside of objects that begin with their metadata',
      `{${head},"items":[{"metadata":{}},{"inner":[{"a":1},{"metadata":{}},{"metadata":{}}]},{"metadata":{}}]}`,
    ],
    [
      'objects that begin with their kind',
      `{${head},"items":[{"kind":"A","metadata":{}},{"kind":"B"}]}`,
    ],
    ['white space between', `{${head},"items":[ {"metadata":{}} , {"metadata":{}} ] }`],
  ])('%s', (_name, text) => {
    const whole = JSON.parse(text)
    const parted = partedList(text)
    expect([...(parted?.items ?? [])]).toEqual(whole.items ?? [])
    expect(parted?.list).toMatchObject({ metadata: whole.metadata })
  })
})

it.each(['1', 'null', '"x"'])('%s is no list', (text) => {
  expect(partedList(text)).toBeUndefined()
})

it.each([
  ['a page of a proxy', '<html>'],
  ['a beginning', compact.slice(0, -40)],
  ['nothing', ''],
])('%s is a SyntaxError at once', (_name, text) => {
  expect(() => partedList(text)).toThrow(SyntaxError)
})

it('what is broken inside is a SyntaxError where it is asked for', () => {
  const text = compact.replace('"name":"c"', '"name":c')
  const items = partedList(text)?.items
  expect(() => [...(items ?? [])]).toThrow(SyntaxError)
})
