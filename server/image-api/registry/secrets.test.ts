import { afterAll, beforeAll, expect, test } from 'vitest'
import type { KubeObject } from '@/domain/kinds/meta'
import type { Secret } from '../importer/registry-logins'
import type { StatusError } from '../rest/status-error'
import { type ApiForTests, openApiForTests } from './api-for-tests'

let server: ApiForTests

beforeAll(async () => {
  server = await openApiForTests({ imports: { allowPrivate: false } })
})
afterAll(() => server.close())

const make = (name: string, further: object, namespace = 'team') =>
  server.api.write.create('secrets', namespace, {
    metadata: { name },
    ...further,
  } as KubeObject) as Promise<Secret>

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    ({ status }: StatusError) => status,
  )

test('texts are kept in base64, beside what was given so', async () => {
  const secret = await make('texts', { stringData: { a: 'hello' }, data: { b: 'Ym95' } })
  expect(secret).toMatchObject({ type: 'Opaque', data: { a: 'aGVsbG8=', b: 'Ym95' } })
  expect(secret).not.toHaveProperty('stringData')
})

test('the type stays, the rest may change', async () => {
  await make('changing', { stringData: { a: '1' } })
  const patched = await server.api.write.patch('secrets', 'team', 'changing', {
    stringData: { a: '2' },
  })
  expect(patched).toMatchObject({ data: { a: 'Mg==' } })
  const refused = await refusal(
    server.api.write.patch('secrets', 'team', 'changing', { type: 'other' }),
  )
  expect(refused).toMatchObject({
    code: 422,
    message: 'Secret "changing" is invalid: type: Invalid value: "other": field is immutable',
  })
})

test.each([
  ['a login without its file', { type: 'kubernetes.io/dockerconfigjson' }, 'Required value'],
  [
    'a login that is no JSON',
    { type: 'kubernetes.io/dockercfg', stringData: { '.dockercfg': 'secret!' } },
    '<secret contents redacted>',
  ],
  ['a key that is no file name', { stringData: { 'a/b': '' } }, 'a valid config key'],
  ['too much', { stringData: { a: 'x'.repeat(1024 * 1024 + 1) } }, 'Too long'],
])('%s is refused, without saying what it was', async (_what, secret, message) => {
  const refused = await refusal(make('wrong', secret))
  expect(refused?.code).toBe(422)
  expect(refused?.message).toContain(message)
  expect(refused?.message).not.toContain('secret!')
})

test('a name is taken once in a namespace, and goes with it', async () => {
  await make('login', {}, 'other')
  expect(await refusal(make('login', {}, 'other'))).toMatchObject({
    code: 409,
    message: 'secrets "login" already exists',
  })
  await server.api.write.delete('namespaces', '', 'other')
  expect(server.api.store.list('secrets', { namespace: 'other' })).toEqual([])
})

test('is deleted by its name', async () => {
  await make('gone', {})
  await server.api.write.delete('secrets', 'team', 'gone')
  expect(await refusal(server.api.write.delete('secrets', 'team', 'gone'))).toMatchObject({
    code: 404,
    message: 'secrets "gone" not found',
  })
})
