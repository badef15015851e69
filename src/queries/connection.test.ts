import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connection, report } from './connection'

const first = {}
const second = {}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T12:00:00Z') })
})
afterEach(() => {
  report(first, null)
  report(second, null)
  vi.useRealTimers()
})

test('a page that follows nothing is live since no time', () => {
  expect(connection()).toEqual({ state: 'live', since: null })
})

test('a page stands as badly as the worst of what it follows', () => {
  report(first, 'live')
  report(second, 'connecting')
  expect(connection().state).toBe('connecting')
  report(first, 'lost')
  expect(connection().state).toBe('lost')
  report(first, null)
  expect(connection().state).toBe('connecting')
  report(second, 'live')
  expect(connection().state).toBe('live')
})

test('an outage is as old as its first sign', () => {
  report(first, 'live')
  vi.setSystemTime(new Date('2026-11-23T12:05:00Z'))
  report(first, 'connecting')
  vi.setSystemTime(new Date('2026-11-23T12:05:02Z'))
  report(first, 'lost')
  vi.setSystemTime(new Date('2026-11-23T12:09:00Z'))
  report(first, 'lost')
  expect(connection()).toEqual({ state: 'lost', since: new Date('2026-11-23T12:05:00Z') })
})
