import { describe, expect, it } from 'vitest'
import { atMost } from './at-most'

/** Tasks that end when they are told to. */
function tasks() {
  const started: number[] = []
  const ends: (() => void)[] = []
  const task = (n: number) => () =>
    new Promise<number>((resolve) => {
      started.push(n)
      ends[n] = () => resolve(n)
    })
  return { started, task, end: (n: number) => ends[n]?.() }
}

const never = new AbortController().signal

describe('at most so many tasks', () => {
  it('run at once, and the next starts when one ends', async () => {
    const { started, task, end } = tasks()
    const run = atMost(2)
    const all = [0, 1, 2, 3].map((n) => run(task(n), never))
    await Promise.resolve()
    expect(started).toEqual([0, 1])
    end(1)
    await all[1]
    await expect.poll(() => started).toEqual([0, 1, 2])
    end(0)
    await expect.poll(() => started).toEqual([0, 1, 2, 3])
    end(2)
    end(3)
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3])
  })

  it('lose none of their places to a task that fails', async () => {
    const run = atMost(1)
    const failing = run(() => Promise.reject(new Error('no')), never)
    const next = run(() => Promise.resolve('yes'), never)
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('yes')
    expect(await run(() => Promise.resolve('again'), never)).toBe('again')
  })

  it('are left by who does not wait any longer, and then never start', async () => {
    const { started, task, end } = tasks()
    const run = atMost(1)
    const first = run(task(0), never)
    const leaving = new AbortController()
    const second = run(task(1), leaving.signal)
    const third = run(task(2), never)
    leaving.abort(new Error('gone'))
    await expect(second).rejects.toThrow('gone')
    end(0)
    await first
    await expect.poll(() => started).toEqual([0, 2])
    end(2)
    expect(await third).toBe(2)
  })
})
