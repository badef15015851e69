import { expect, test } from 'vitest'
import { ApiError } from '@/api/api-error'
import { RetargetConflict, RetargetInterrupted } from './retarget-failure'
import { StreamConflict, StreamInterrupted } from './stream-failure'
import { writeFailureTitle } from './write-failure-title'

test.each([
  [new RetargetConflict(undefined), 'It was changed meanwhile. Nothing was done.'],
  [new StreamConflict(), 'It was changed meanwhile. Nothing was done.'],
  [new RetargetInterrupted('unchanged'), 'The connection broke. Nothing was done.'],
  [new StreamInterrupted('unknown'), 'The connection broke. Whether it was done is not known.'],
  [new ApiError({ code: 422 }), 'The server refused it. Nothing was done.'],
  [new ApiError({ code: 429 }), 'The server cannot do it now. Nothing was done.'],
  [new ApiError({ code: 503 }), 'The server cannot do it now. Nothing was done.'],
  [new ApiError({ code: 500 }), 'The server failed. Whether it was done is not known.'],
])('%s is told by what came of it', (error, title) => {
  expect(writeFailureTitle(error)).toBe(title)
})

test('what is edited is saved, not done', () => {
  expect(writeFailureTitle(new ApiError({ code: 403 }), 'saved')).toBe(
    'The server refused it. Nothing was saved.',
  )
})
