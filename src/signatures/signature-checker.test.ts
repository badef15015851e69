import { afterEach, expect, it, vi } from 'vitest'
import { askChecker, CheckerError } from './signature-checker'

afterEach(() => vi.unstubAllGlobals())

it('who came by plain http is told why nothing can be checked', async () => {
  vi.stubGlobal('crypto', {})
  const asking = askChecker('describe-keys', { keys: [] })
  await expect(asking).rejects.toThrow(CheckerError)
  await expect(asking).rejects.toThrow(/https/)
})

it('a worker that breaks tells all who wait, and the next question starts another', async () => {
  const started: FakeWorker[] = []
  class FakeWorker extends EventTarget {
    readonly asked: { id: number }[] = []
    constructor() {
      super()
      started.push(this)
    }
    postMessage(asking: { id: number }) {
      this.asked.push(asking)
    }
    terminate() {}
  }
  vi.stubGlobal('Worker', FakeWorker)
  const first = askChecker('describe-keys', { keys: [] })
  const second = askChecker('describe-keys', { keys: [] })
  expect(started).toHaveLength(1)
  started[0]?.dispatchEvent(new Event('error'))
  await expect(first).rejects.toThrow(CheckerError)
  await expect(second).rejects.toThrow(CheckerError)

  const third = askChecker('describe-keys', { keys: [] })
  expect(started).toHaveLength(2)
  const id = started[1]?.asked[0]?.id
  started[1]?.dispatchEvent(new MessageEvent('message', { data: { id, answer: [] } }))
  expect(await third).toEqual([])
})
