import { expect, test } from 'vitest'
import { formatContinueToken, parseContinueToken } from './continue-token'
import { matchesFields, parseFieldSelector } from './field-selector'
import { readListOptions } from './list-options'
import { StatusError } from './status-error'

const read = (query: string) =>
  readListOptions(new URLSearchParams(query), ['metadata.name', 'metadata.namespace'])

function refusal(query: string): { code: number | undefined; message: string } {
  try {
    read(query)
  } catch (error) {
    if (error instanceof StatusError) return { code: error.status.code, message: error.message }
    throw error
  }
  return { code: undefined, message: '' }
}

test.each([
  ['limit=many', 400, 'strconv.ParseInt'],
  ['labelSelector=app+in+(', 400, 'unable to parse requirement'],
  ['fieldSelector=spec.x%3D1', 400, '"spec.x" is not a known field selector'],
  ['fieldSelector=nothing', 400, 'invalid selector'],
  ['continue=nonsense', 400, 'invalid continue token'],
  [
    'resourceVersionMatch=Exact',
    422,
    'resourceVersionMatch is forbidden unless resourceVersion is provided',
  ],
  ['resourceVersionMatch=Exact&resourceVersion=0', 422, 'is forbidden for resourceVersion "0"'],
  ['resourceVersionMatch=Some&resourceVersion=1', 422, 'Unsupported value: "Some"'],
  ['sendInitialEvents=true', 422, 'sendInitialEvents is forbidden for list'],
  [
    'watch=true&sendInitialEvents=true',
    422,
    'requires setting resourceVersionMatch to NotOlderThan',
  ],
  [
    'watch=true&resourceVersionMatch=NotOlderThan',
    422,
    'is forbidden for watch unless sendInitialEvents',
  ],
  [
    `continue=${formatContinueToken({ revision: 5, after: ['a', 'b'] })}&resourceVersion=5`,
    400,
    'not allowed when using continue',
  ],
])('%s is refused with %i', (query, code, words) => {
  const refused = refusal(query)
  expect(refused.code).toBe(code)
  expect(refused.message).toContain(words)
})

test.each([
  ['limit=-1', {}],
  ['limit=0', {}],
  ['limit=3', { limit: 3 }],
  ['watch=1', { watch: true }],
  ['watch=false', { watch: false }],
  ['watch=0', { watch: false }],
])('%s is understood', (query, expected) => {
  const options = read(query)
  expect(options).toMatchObject(expected)
  if (!('limit' in expected)) expect(options).not.toHaveProperty('limit')
})

test('a continue token is read as it was written', () => {
  const token = { revision: 1234, after: ['shop', 'a/b:c'] as const }
  expect(parseContinueToken(formatContinueToken(token))).toEqual(token)
})

test.each([
  ['a=b', { a: 'b' }, true],
  ['a==b', { a: 'b' }, true],
  ['a!=b', { a: 'b' }, false],
  ['a=', {}, true],
  ['a=b,c=d', { a: 'b', c: 'e' }, false],
  ['a=b\\,c', { a: 'b,c' }, true],
])('%s selects %j: %s', (text, fields, expected) => {
  expect(matchesFields(parseFieldSelector(text) ?? [], fields)).toBe(expected)
})
