// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { patiently } from './patiently'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function serverThat(answers: () => boolean) {
  vi.stubGlobal('fetch', async () => {
    if (!answers()) throw new TypeError('Failed to fetch')
    return new Response(null)
  })
}

describe('a part of the code', () => {
  it('is there at once where it loads', async () => {
    await expect(patiently(async () => 'part')).resolves.toBe('part')
  })

  it('is waited for as long as the server is away, and comes when it is back', async () => {
    let isBack = false
    serverThat(() => isBack)
    const load = vi.fn(async () => {
      if (!isBack) throw new TypeError('Failed to fetch dynamically imported module')
      return 'part'
    })
    const part = patiently(load)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(load.mock.calls.length).toBeGreaterThan(10)
    isBack = true
    await vi.advanceTimersByTimeAsync(5_000)
    await expect(part).resolves.toBe('part')
  })

  it('is tried at once when the browser is online again', async () => {
    let isBack = false
    serverThat(() => isBack)
    const part = patiently(async () => {
      if (!isBack) throw new TypeError('Failed to fetch dynamically imported module')
      return 'part'
    })
    await vi.advanceTimersByTimeAsync(30_000)
    isBack = true
    window.dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(0)
    await expect(part).resolves.toBe('part')
  })

  it('fails soon where the server is there and has it no longer', async () => {
    serverThat(() => true)
    const load = vi.fn(async () => {
      throw new TypeError('Failed to fetch dynamically imported module')
    })
    const part = patiently(load).catch((error: Error) => error.message)
    await vi.advanceTimersByTimeAsync(1_500)
    await expect(part).resolves.toContain('dynamically imported module')
    expect(load).toHaveBeenCalledTimes(3)
  })
})
