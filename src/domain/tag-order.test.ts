import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareTagNames } from './tag-order'

test.each([
  ['latest is first, whatever else there is', ['latest', '9.9', '10.0.0', 'a']],
  ['minor versions come before full ones', ['5.1', '6.0.0', '5.1.3-other']],
  ['minor versions are newest first', ['10.0', '9.10', '9.9', '1.0']],
  ['the v makes no difference but for equals', ['v5.2', '5.1', 'v5.1', '5.0']],
  ['a minor version may have one word after it', ['5.1', '5.1-rc2', '5.1-rc1', '5.0']],
  ['full versions are newest first', ['10.0.0', 'v2.10.0', '2.9.1', '2.9.0-rc.1']],
  ['pre-releases sort as semantic versions', ['1.0.0', '1.0.0-rc.11', '1.0.0-rc.2', '1.0.0-beta']],
  ['a number is an older pre-release than a word', ['1.0.0-alpha.beta', '1.0.0-alpha.1']],
  ['a longer pre-release is newer', ['1.0.0-alpha.1', '1.0.0-alpha']],
  ['build metadata does not order, names do', ['1.0.0+a', '1.0.0+b']],
  ['others sort byte by byte', ['9', 'B', 'a', 'prod', 'vnext']],
  ['leading zeros are no version', ['1.1.0', '01.1', '1.01.0', '2026.09.1']],
  ['an underscore is no version', ['1.1', '1.1-rc_1']],
  ['two words after a minor version are no version', ['1.1-a', '1.1-a-b']],
  ['numbers beyond 64 bits are no version', ['18446744073709551615.0', '18446744073709551616.0']],
  ['a capital V is no prefix', ['1.0', 'V1.0']],
])('%s', (_fact, expected) => {
  expect([...expected].reverse().sort(compareTagNames)).toEqual(expected)
  expect([...expected].sort(compareTagNames)).toEqual(expected)
})

test('any names have one order, however they lie', () => {
  const part = fc.constantFrom('v', '1', '0', '10', '.', '-', '+', 'rc', '_', 'latest', 'é')
  const name = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 12 }), (names) => {
      const sorted = [...names].sort(compareTagNames)
      expect([...names].reverse().sort(compareTagNames)).toEqual(sorted)
      for (const [index, next] of sorted.slice(1).entries()) {
        expect(compareTagNames(sorted[index] ?? '', next)).toBeLessThan(0)
      }
    }),
  )
})
