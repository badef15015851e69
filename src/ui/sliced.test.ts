import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Steps } from '@/domain/steps'
import { SlicedWork } from './sliced'

let clock = 0
beforeEach(() => {
  vi.useFakeTimers()
  clock = 0
  vi.spyOn(performance, 'now').mockImplementation(() => clock)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** Work of so many steps, each of a millisecond. */
const workOf = (value: string, steps: number) =>
  function* (): Steps<string> {
    for (let step = 0; step < steps; step++) {
      clock += 1
      yield
    }
    return value
  }

it('does short work at once', () => {
  const work = new SlicedWork('')
  work.ask(workOf('done', 5), '')
  expect([work.value, work.isBehind]).toEqual(['done', false])
})

it('goes on with long work in slices, with the value before until then', () => {
  const work = new SlicedWork('before')
  const onDone = vi.fn()
  work.start(onDone)
  work.ask(workOf('after', 30), '')
  work.goOn()
  expect([work.value, work.isBehind]).toEqual(['before', true])
  vi.runAllTimers()
  expect([work.value, work.isBehind]).toEqual(['after', false])
  expect(onDone).toHaveBeenCalledTimes(1)
})

it('finishes what is under way before it looks at newer rows, so that it gets somewhere', () => {
  const seen: string[] = []
  const work = new SlicedWork('')
  work.start(() => seen.push(work.value))
  work.ask(workOf('first', 30), 'view')
  work.ask(workOf('second', 30), 'view')
  work.ask(workOf('third', 30), 'view')
  work.goOn()
  vi.runAllTimers()
  expect(seen).toEqual(['first', 'third'])
})

it('drops what is under way for another view', () => {
  const seen: string[] = []
  const work = new SlicedWork('')
  work.start(() => seen.push(work.value))
  work.ask(workOf('old view', 30), 'old')
  work.ask(workOf('new view', 30), 'new')
  work.goOn()
  vi.runAllTimers()
  expect(seen).toEqual(['new view'])
})

it('rests while nobody looks, and goes on afterwards', () => {
  const work = new SlicedWork('')
  const leave = work.start(() => {})
  work.ask(workOf('done', 30), '')
  work.goOn()
  leave()
  vi.runAllTimers()
  expect(work.isBehind).toBe(true)
  work.start(() => {})
  work.goOn()
  vi.runAllTimers()
  expect(work.value).toBe('done')
})
