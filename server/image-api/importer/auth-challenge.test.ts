import { expect, test } from 'vitest'
import { parseAuthChallenges } from './auth-challenge'

test.each([
  [
    'Bearer realm="https://auth.example.com/token",service="registry",scope="repository:a/b:pull"',
    [
      {
        scheme: 'bearer',
        parameters: {
          realm: 'https://auth.example.com/token',
          service: 'registry',
          scope: 'repository:a/b:pull',
        },
      },
    ],
  ],
  ['Basic realm=plain', [{ scheme: 'basic', parameters: { realm: 'plain' } }]],
  [
    'Negotiate, Basic realm="a \\"b\\""',
    [
      { scheme: 'negotiate', parameters: {} },
      { scheme: 'basic', parameters: { realm: 'a "b"' } },
    ],
  ],
  [
    'Bearer realm="unfinished',
    [
      { scheme: 'bearer', parameters: { realm: '' } },
      { scheme: 'unfinished', parameters: {} },
    ],
  ],
  ['', []],
  ['",,,"', []],
])('%s', (header, challenges) => {
  expect(parseAuthChallenges(header)).toEqual(challenges)
})
