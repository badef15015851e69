import { expect, test } from 'vitest'
import { prettyJson } from './pretty-json'

test.each([
  ['{}', '{}'],
  ['{"a":[]}', '{\n  "a": []\n}'],
  ['{"a":1,"b":[true,null]}', '{\n  "a": 1,\n  "b": [\n    true,\n    null\n  ]\n}'],
  ['{\n   "a" : "x,y:{}"\n}', '{\n  "a": "x,y:{}"\n}'],
  ['{"a":"\\"{","a":2}', '{\n  "a": "\\"{",\n  "a": 2\n}'],
  ['12345678901234567890.10', '12345678901234567890.10'],
])('%s', (text, pretty) => {
  expect(prettyJson(text)).toBe(pretty)
})

test('means the same', () => {
  const value = { a: [{ b: 'c "d" \\' }, [], {}, [[1, -2.5e3]]], '': 'ü\n' }
  expect(JSON.parse(prettyJson(JSON.stringify(value)))).toEqual(value)
  expect(prettyJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
})

test('a text that is no JSON is still shown', () => {
  expect(prettyJson(']]} not "json')).toContain('not')
})
