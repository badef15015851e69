import { expect, it } from 'vitest'
import { fittedText } from './fitted-text'

it('a text that fits is left as it is, and one that does not loses its middle', () => {
  expect(fittedText('prod', { width: 184, size: 13 })).toBe('prod')
  const cut = fittedText(`${'a'.repeat(4000)}z`, { width: 184, size: 13 })
  expect(cut).toMatch(/^a+…a+z$/)
  expect(cut.length * 13 * 0.53).toBeLessThanOrEqual(184)
  expect(cut.length).toBeGreaterThan(24)
  expect(fittedText('abcdef', { width: 1, size: 13 })).toHaveLength(3)
})
