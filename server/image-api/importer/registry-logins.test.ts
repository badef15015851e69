import { describe, expect, test } from 'vitest'
import { loginsFor, registryLogins, type Secret } from './registry-logins'

const base64 = (text: string) => Buffer.from(text).toString('base64')

function secret(type: string, key: string, content: unknown, annotations = {}): Secret {
  const data = { [key]: base64(typeof content === 'string' ? content : JSON.stringify(content)) }
  return { metadata: { name: 'pull', annotations }, type, data }
}

const config = (auths: unknown, annotations = {}) =>
  secret('kubernetes.io/dockerconfigjson', '.dockerconfigjson', { auths }, annotations)

const maria = { username: 'maria', password: 'a:b' }

describe('a login is found', () => {
  test.each([
    ['by host', 'quay.io', 'quay.io', 'org/app'],
    ['by host and port', '127.0.0.1:5000', '127.0.0.1:5000', 'app'],
    ['by an old URL', 'https://index.docker.io/v1/', 'registry-1.docker.io', 'library/nginx'],
    ['by path', 'quay.io/org', 'quay.io', 'org/app'],
    ['by a star', '*.example.com', 'eu.example.com', 'app'],
  ])('%s', (_how, place, host, repository) => {
    const logins = registryLogins([config({ [place]: { auth: base64('maria:a:b') } })])
    expect(loginsFor(logins, host, repository)).toEqual([maria])
  })

  test.each([
    ['of another host', 'quay.io', 'quay.io.example.com', 'app'],
    ['of another path', 'quay.io/org', 'quay.io', 'organic/app'],
    ['of a host two below the star', '*.example.com', 'a.b.example.com', 'app'],
  ])('not %s', (_how, place, host, repository) => {
    const logins = registryLogins([config({ [place]: { auth: base64('maria:a:b') } })])
    expect(loginsFor(logins, host, repository)).toEqual([])
  })
})

test('the login for the longer path is tried first', () => {
  const logins = registryLogins([
    config({ 'quay.io': maria, 'quay.io/org': { username: 'org', password: 'x' } }),
  ])
  expect(loginsFor(logins, 'quay.io', 'org/app').map(({ username }) => username)).toEqual([
    'org',
    'maria',
  ])
})

test('old and new secrets are read, others and excluded ones are not', () => {
  const logins = registryLogins([
    secret('kubernetes.io/dockercfg', '.dockercfg', { 'old.example.com': maria }),
    config({ 'new.example.com': maria }),
    config({ 'excluded.example.com': maria }, { 'openshift.io/image.excludeSecret': 'true' }),
    secret('Opaque', '.dockerconfigjson', { auths: { 'opaque.example.com': maria } }),
  ])
  expect(logins.map(({ host }) => host)).toEqual(['old.example.com', 'new.example.com'])
})

test.each(['', 'null', '[]', '{"auths":[]}', '{"auths":{"a":null,"b":{}}}', '{'])(
  '%s holds no login',
  (content) => {
    expect(
      registryLogins([secret('kubernetes.io/dockerconfigjson', '.dockerconfigjson', content)]),
    ).toEqual([])
  },
)
