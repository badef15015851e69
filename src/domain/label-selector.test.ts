import { expect, test } from 'vitest'
import { formatLabelSelector, matchesLabels, parseLabelSelector } from './label-selector'

const labels = { app: 'web', tier: 'front', 'example.com/size': '12', empty: '' }

test.each([
  ['', true],
  ['app', true],
  ['!app', false],
  ['!gone', true],
  ['app=web', true],
  ['app==web', true],
  ['app = web , tier=front', true],
  ['app!=web', false],
  ['gone!=web', true],
  ['app in (web,api)', true],
  ['app in (api)', false],
  ['app notin (api)', true],
  ['gone notin (api)', true],
  ['gone in (api)', false],
  ['app in (web, api),!gone', true],
  ['example.com/size>11', true],
  ['example.com/size<12', false],
  ['app>1', false],
  ['empty=', true],
  ['app=', false],
  ['empty in (,x)', true],
  ['in', false],
  ['in in (in)', false],
  ['toString', false],
])('%s selects: %s', (text, expected) => {
  const selector = parseLabelSelector(text)
  expect(selector.ok && matchesLabels(selector.value, labels)).toBe(expected)
})

test.each([
  'app in (',
  'app in web',
  'app in (web',
  'app web',
  'app=a=b',
  ',',
  'app,',
  '=web',
  '-x',
  'a//b',
  'UPPER.example/x',
  'app>many',
  'app=white space',
  `app=${'x'.repeat(64)}`,
  `${'x'.repeat(64)}`,
  'ä=1',
])('%s is refused', (text) => {
  expect(parseLabelSelector(text)).toMatchObject({ ok: false, problem: expect.any(String) })
})

test.each(['a=b,c!=d,!e,f,g in (x,y),h notin (z),i>1,j<2', 'a='])(
  '%s is written as it was read',
  (text) => {
    const selector = parseLabelSelector(text)
    expect(selector.ok && formatLabelSelector(selector.value)).toBe(text)
  },
)

test('an object without labels is selected by what asks for none', () => {
  expect(matchesLabels([], undefined)).toBe(true)
  expect(matchesLabels([{ key: 'a', operator: '!', values: [] }], null)).toBe(true)
  expect(matchesLabels([{ key: 'a', operator: 'exists', values: [] }], undefined)).toBe(false)
})
