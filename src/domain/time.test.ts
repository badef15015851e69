import { expect, test } from 'vitest'
import { absoluteTime, dayOf, laterTime, parseTime, relativeTime } from './time'

const now = new Date('2026-11-23T12:00:00Z')

test.each([
  ['2026-11-23T12:00:00Z', 'just now'],
  ['2026-11-23T11:59:01Z', 'just now'],
  ['2026-11-23T12:00:30Z', 'just now'],
  ['2026-11-23T11:59:00Z', '1 min ago'],
  ['2026-11-23T11:00:01Z', '59 min ago'],
  ['2026-11-23T07:00:00Z', '5 h ago'],
  ['2026-11-22T12:00:01Z', '23 h ago'],
  ['2026-11-22T12:00:00Z', 'yesterday'],
  ['2026-11-21T12:00:00Z', '2 d ago'],
  ['2026-10-13T12:00:00Z', '41 d ago'],
  ['2022-11-01T12:00:00Z', '4 y ago'],
  ['2026-11-23T12:05:00Z', 'in 5 min'],
  ['2026-11-23T13:00:00+01:00', 'just now'],
  ['', 'unknown'],
  [null, 'unknown'],
  ['12', 'unknown'],
  ['2026-13-45T99:00:00Z', 'unknown'],
])('%s is %s', (at, expected) => {
  expect(relativeTime(at, now)).toBe(expected)
})

test('absolute times are in UTC, days too', () => {
  expect(absoluteTime('2026-11-20T17:40:59Z')).toBe('20 Nov 2026, 17:40 UTC')
  expect(absoluteTime('2026-11-22T04:08:11Z', 'seconds')).toBe('22 Nov 2026, 04:08:11 UTC')
  expect(absoluteTime('2026-11-22T00:30:00+01:00')).toBe('21 Nov 2026, 23:30 UTC')
  expect(absoluteTime('soon')).toBe('unknown')
  expect(dayOf('2026-11-22T00:30:00+01:00')).toBe('21 November 2026')
  expect(dayOf('')).toBe('unknown')
  expect(parseTime(new Date(Number.NaN))).toBeNull()
})

test.each([
  ['2026-11-20T17:40:00Z', '2026-11-20T17:40:01Z', 1],
  ['2026-11-20T17:40:00Z', '2026-11-20T18:39:00+01:00', 0],
  ['2026-11-20T17:40:00.5Z', '2026-11-20T17:40:00Z', 0],
  ['', '2026-11-20T17:40:00Z', 1],
  ['2026-11-20T17:40:00Z', '', 0],
  ['soon', '2026-11-20T17:40:00Z', 1],
  ['2026-11-20T17:40:00Z', 'soon', 0],
])('of %j and %j the later is number %d', (a, b, index) => {
  expect(laterTime(a, b)).toBe([a, b][index])
})

test('of two that are no times there is none', () => {
  expect(laterTime('soon', 'later')).toBe('')
})
