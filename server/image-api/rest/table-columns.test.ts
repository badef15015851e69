import { expect, test } from 'vitest'
import { ago } from './table-columns'

const SECOND = 1000
const HOUR = 3_600 * SECOND
const DAY = 24 * HOUR

test.each([
  [0, 'Less than a second ago'],
  [SECOND, '1 second ago'],
  [59 * SECOND, '59 seconds ago'],
  [61 * SECOND, 'About a minute ago'],
  [14 * 60 * SECOND, '14 minutes ago'],
  [HOUR, 'About an hour ago'],
  [25 * HOUR, '25 hours ago'],
  [3 * DAY, '3 days ago'],
  [20 * DAY, '2 weeks ago'],
  [90 * DAY, '3 months ago'],
  [800 * DAY, '2 years ago'],
])('%i ms are %s', (elapsed, words) => {
  const now = new Date('2026-11-23T12:00:00Z')
  expect(ago(new Date(now.getTime() - elapsed).toISOString(), now)).toBe(words)
})

test.each([undefined, null, 'never'])('%s has no words', (time) => {
  expect(ago(time, new Date())).toBe('')
})
