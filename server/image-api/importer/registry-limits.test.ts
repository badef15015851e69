import { expect, test } from 'vitest'
import { RegistryLimits } from './registry-limits'

const never = new AbortController().signal

/** Work that ends when it is told to. */
function task() {
  let end = () => {}
  const done = new Promise<void>((resolve) => {
    end = resolve
  })
  return { work: () => done, end }
}

test('a registry is asked so much at once, another one meanwhile too', async () => {
  const limits = new RegistryLimits({ atOnce: 2 })
  const tasks = [task(), task(), task()]
  const begun: number[] = []
  const all = tasks.map(({ work }, index) =>
    limits.request('a', never, () => {
      begun.push(index)
      return work()
    }),
  )
  await limits.request('b', never, async () => undefined)
  expect(begun).toEqual([0, 1])
  tasks[1]?.end()
  await all[1]
  await limits.request('b', never, async () => undefined)
  expect(begun).toEqual([0, 1, 2])
  for (const { end } of tasks) end()
  await Promise.all(all)
})

test('work that fails gives its place to the next', async () => {
  const limits = new RegistryLimits({ atOnce: 1 })
  const failing = limits.request('a', never, () => Promise.reject(new Error('no')))
  const next = limits.request('a', never, async () => 'yes')
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('yes')
})

test('who waits can give up, and keeps no place', async () => {
  const limits = new RegistryLimits({ atOnce: 1 })
  const first = task()
  const running = limits.request('a', never, first.work)
  const giveUp = new AbortController()
  const waiting = limits.request('a', giveUp.signal, async () => 'never')
  giveUp.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow('enough')
  first.end()
  await running
  expect(await limits.request('a', never, async () => 'free')).toBe('free')
})

test('images begin in a burst, and then one after the other', async () => {
  const limits = new RegistryLimits({ burst: 3, perSecond: 20 })
  const start = performance.now()
  for (let image = 0; image < 5; image++) await limits.image('a', never)
  const took = performance.now() - start
  expect(took).toBeGreaterThan(40)
  expect(took).toBeLessThan(1_000)
})
