import fc from 'fast-check'
import { expect, it } from 'vitest'
import { filterInSteps, finished, STEP, sortInSteps } from './steps'

const items = fc.array(fc.record({ key: fc.integer({ min: 0, max: 30 }), at: fc.nat() }), {
  maxLength: 3000,
})

it('sorts as the engine does, equals as they stood', () => {
  fc.assert(
    fc.property(items, (all) => {
      const compare = (a: { key: number }, b: { key: number }) => a.key - b.key
      expect(finished(sortInSteps(all, compare))).toEqual(all.toSorted(compare))
    }),
    { numRuns: 50 },
  )
})

it('filters as the engine does', () => {
  fc.assert(
    fc.property(items, (all) => {
      const passes = ({ key }: { key: number }) => key % 3 === 0
      expect(finished(filterInSteps(all, passes))).toEqual(all.filter(passes))
    }),
    { numRuns: 50 },
  )
})

it('can be put aside often', () => {
  const many = Array.from({ length: STEP * 20 }, (_, at) => at)
  let steps = 0
  const work = sortInSteps(many, (a, b) => b - a)
  while (!work.next().done) steps++
  // Twenty runs, then some rounds of merging all of them.
  expect(steps).toBeGreaterThanOrEqual(20 + 4 * 20)
})
