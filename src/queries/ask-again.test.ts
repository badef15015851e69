import { expect, test } from 'vitest'
import { ApiError } from '@/api/api-error'
import { askAgain } from './ask-again'

test.each([
  ['no failure', null, false],
  ['a refusal', new ApiError({ code: 422 }), false],
  ['no answer', new ApiError({ code: 0 }), 5_000],
  ['a server that is gone', new ApiError({ code: 503 }), 5_000],
  ['a server that asks for patience', new ApiError({ code: 429, retryAfterSeconds: 30 }), 30_000],
  ['a bug', new TypeError('x is undefined'), false],
])('after %s it is asked again as that allows', (_name, error, pause) => {
  expect(askAgain({ state: { error } })).toBe(pause)
})
