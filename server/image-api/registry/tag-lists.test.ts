import { expect, test } from 'vitest'
import { withStreamDefaults } from './defaulting'
import { allTagNames, byBytes, putSpecTag, putStatusTag, removeSpecTag } from './tag-lists'

test.each([
  ['a', 'a', 0],
  ['B', 'a', -1],
  ['a', 'a0', -1],
  ['z', 'é', -1],
  // In UTF-16 the first unit of the clef is less than that of the ligature; in bytes it is not.
  ['ﬁ', '𝄞', -1],
])('%s and %s', (a, b, expected) => {
  expect(Math.sign(byBytes(a, b))).toBe(expected)
  expect(Math.sign(byBytes(b, a))).toBe(expected === 0 ? 0 : -expected)
})

test('tags stay in order and single, whatever comes when', () => {
  const stream = withStreamDefaults({ metadata: { name: 'app' } })
  for (const name of ['m', 'z', 'a', 'm', 'b']) putSpecTag(stream, { name })
  putStatusTag(stream, { tag: 'y', items: null })
  expect(stream.spec.tags.map(({ name }) => name)).toEqual(['a', 'b', 'm', 'z'])
  expect(removeSpecTag(stream, 'a')).toBe(true)
  expect(removeSpecTag(stream, 'a')).toBe(false)
  expect(allTagNames(stream)).toEqual(['b', 'm', 'y', 'z'])
})
