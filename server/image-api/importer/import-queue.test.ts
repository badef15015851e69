import { expect, test } from 'vitest'
import { ImportQueue } from './import-queue'

const backoff = { first: 5, longest: 40 }

/** A queue whose work ends when the test says so. */
function handled(atOnce = 1) {
  const begun: string[] = []
  const ends: (() => void)[] = []
  let tell = () => {}
  const queue = new ImportQueue(
    (key) => {
      begun.push(key)
      tell()
      return new Promise((resolve) => ends.push(() => resolve('done')))
    },
    { atOnce, backoff },
  )
  const until = async (count: number) => {
    while (begun.length < count) {
      await new Promise<void>((resolve) => {
        tell = resolve
      })
    }
  }
  return { queue, begun, ends, until }
}

test('a key that is added while it is worked on is worked on once more', async () => {
  const { queue, begun, ends, until } = handled()
  queue.add('a', true)
  await until(1)
  queue.add('a', true)
  queue.add('a', true)
  ends[0]?.()
  await until(2)
  ends[1]?.()
  await queue.close()
  expect(begun).toEqual(['a', 'a'])
})

test('keys wait for a place, in order', async () => {
  const { queue, begun, ends, until } = handled(2)
  for (const key of ['a', 'b', 'c', 'd']) queue.add(key, true)
  await until(2)
  expect(begun).toEqual(['a', 'b'])
  ends[1]?.()
  await until(3)
  expect(begun).toEqual(['a', 'b', 'c'])
  for (const end of ends) end()
  await until(4)
  for (const end of ends) end()
  await queue.close()
})

test('what is to be done again waits longer each time; who is urgent does not wait', async () => {
  const times: number[] = []
  let resolveThird = () => {}
  const third = new Promise<void>((resolve) => {
    resolveThird = resolve
  })
  const queue = new ImportQueue(
    async () => {
      times.push(performance.now())
      if (times.length === 3) resolveThird()
      if (times.length > 3) return 'done'
      return { retryAfterMs: times.length === 3 ? 3_600_000 : 0 }
    },
    { atOnce: 1, backoff: { first: 20, longest: 3_600_000 } },
  )
  queue.add('a', true)
  await third
  const [one = 0, two = 0, three = 0] = times
  expect(two - one).toBeGreaterThan(15)
  expect(three - two).toBeGreaterThan(30)
  await new Promise((resolve) => setImmediate(resolve))
  queue.add('a', false)
  await new Promise((resolve) => setImmediate(resolve))
  expect(times).toHaveLength(3)
  queue.add('a', true)
  await expect.poll(() => times.length).toBe(4)
  await queue.close()
})

test('work that throws is tried again, and closing waits for what is running', async () => {
  let calls = 0
  const queue = new ImportQueue(
    async () => {
      calls++
      if (calls === 1) throw new Error('a full disk')
      return 'done'
    },
    { atOnce: 1, backoff },
  )
  queue.add('a', true)
  await expect.poll(() => calls).toBe(2)
  await queue.close()
  queue.add('b', true)
  expect(calls).toBe(2)
})
