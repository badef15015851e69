import { expect, test } from 'vitest'
import { chooseEntry } from './platform'

const entries = (...platforms: string[]) =>
  platforms.map((platform) => {
    const [os = '', architecture = ''] = platform.split('/')
    return { digest: platform, mediaType: '', manifestSize: 0, os, architecture }
  })

test.each([
  ['the wished one', ['linux/amd64', 'linux/s390x'], 'linux', 's390x', 'linux/s390x'],
  [
    'amd64 where the wished one is missing',
    ['linux/arm', 'linux/amd64'],
    'linux',
    'x',
    'linux/amd64',
  ],
  ['the first where that is missing too', ['linux/arm', 'windows/amd64'], '', 'x', 'linux/arm'],
])('%s', (_what, platforms, os, architecture, chosen) => {
  expect(chooseEntry(entries(...platforms), { os, architecture })?.digest).toBe(chosen)
})

test('an empty list has nothing to choose', () => {
  expect(chooseEntry([])).toBeUndefined()
})
