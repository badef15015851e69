import { expect, test } from 'vitest'
import { ApiError } from '@/api/api-error'
import { failureOf } from './failure'

test.each([
  [0, 'unreachable'],
  [400, 'refused'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'notFound'],
  [409, 'conflict'],
  [410, 'gone'],
  [422, 'invalid'],
  [429, 'server'],
  [503, 'server'],
])('a failure with code %i is %s', (code, kind) => {
  const causes = [{ field: 'spec', message: 'no' }]
  const error = new ApiError({ code, message: 'words', details: { causes } })
  expect(failureOf(error)).toEqual({ kind, message: 'words', causes })
})

test('what is no failure of the cluster is a bug', () => {
  expect(failureOf(new TypeError('x is undefined')).kind).toBe('bug')
})
