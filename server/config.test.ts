import { describe, expect, test } from 'vitest'
import { isLoopback, readConfig } from './config'
import { ConfigError } from './config-error'
import { helpText, wantsHelp } from './flags'

test('without words the embedded API runs on loopback, with its sample', () => {
  expect(readConfig([], {})).toEqual({
    host: '127.0.0.1',
    port: 9000,
    dataDir: '.data',
    empty: false,
    reset: false,
    internalRegistry: 'image-registry.openshift-image-registry.svc:5000',
    publicRegistry: '',
    requestTimeout: 60,
    logLevel: 'info',
  })
})

test.each([
  ['on', true],
  ['off', false],
])('private networks are asked for images or not: %s', (word, importPrivateNetworks) => {
  expect(readConfig(['--import-private-networks', word], {})).toMatchObject({
    importPrivateNetworks,
  })
  expect(() => readConfig(['--import-private-networks', 'perhaps'], {})).toThrow('on or off')
})

test('every option can be given on the command line and in the environment', () => {
  const words = [
    '--host',
    '0.0.0.0',
    '--token-file',
    'people.csv',
    '--roles-file',
    'roles.yaml',
    '--port=0',
    '--empty',
    '--reset',
  ]
  const fromWords = readConfig([...words, '--data', 'here', '--log-level', 'warn'], {})
  expect(fromWords).toMatchObject({
    host: '0.0.0.0',
    tokenFile: 'people.csv',
    rolesFile: 'roles.yaml',
    port: 0,
    empty: true,
    reset: true,
    dataDir: 'here',
    requestTimeout: 60,
    logLevel: 'warn',
  })
  expect(
    readConfig([], {
      TAGSTREAM_HOST: '0.0.0.0',
      TAGSTREAM_TOKEN_FILE: 'people.csv',
      TAGSTREAM_ROLES_FILE: 'roles.yaml',
      TAGSTREAM_PORT: '0',
      TAGSTREAM_EMPTY: 'true',
      TAGSTREAM_RESET: '1',
      TAGSTREAM_DATA: 'here',
      TAGSTREAM_LOG_LEVEL: 'warn',
    }),
  ).toEqual(fromWords)
})

test('which cluster, and how people are known there', () => {
  const upstream = (...words: string[]) => readConfig(words, { HOME: '/home/me' }).upstream
  const server = ['--upstream', 'https://api.example.com:6443/', '--upstream-ca', 'ca.crt']
  const cluster = { url: 'https://api.example.com:6443', caFile: 'ca.crt' }
  expect(upstream(...server)).toEqual({ cluster, people: { by: 'token' } })
  expect(upstream(...server, '--upstream-token-file', 't', '--secret-file', 's')).toEqual({
    cluster,
    people: { by: 'own', tokenFile: 't', secretFile: 's' },
  })
  expect(upstream('--kubeconfig', 'config', '--context', 'shop')).toEqual({
    cluster: { kubeconfig: ['config'], context: 'shop' },
    people: { by: 'own' },
  })
  expect(upstream('--context', 'shop')?.cluster).toEqual({
    kubeconfig: ['/home/me/.kube/config'],
    context: 'shop',
  })
  // Many have the variable set, and want the embedded API all the same.
  expect(readConfig([], { KUBECONFIG: 'a:b' }).upstream).toBeUndefined()
  expect(readConfig(['--context', 'shop'], { KUBECONFIG: 'a:b' }).upstream?.cluster).toEqual({
    kubeconfig: ['a', 'b'],
    context: 'shop',
  })
  const login = ['--oauth-client', 'tagstream', '--oauth-client-secret-file', 'secret']
  const web = ['--session-key-file', 'keys', '--public-url', 'https://tags.example.com']
  expect(upstream(...server, ...login, ...web)).toEqual({
    cluster,
    people: {
      by: 'login',
      clientId: 'tagstream',
      clientSecretFile: 'secret',
      sessionKeyFile: 'keys',
    },
  })
})

test('the command line wins over the environment', () => {
  expect(readConfig(['--port', '1'], { TAGSTREAM_PORT: '2' }).port).toBe(1)
})

describe('a wrong value is a sentence that says what is right', () => {
  test.each([
    [['--port', 'http'], '--port is a number from 0 to 65535, not "http".'],
    [['--port', '65536'], '--port is a number'],
    [['--host', '0.0.0.0'], 'without --token-file everyone there may do everything'],
    [['--roles-file', 'roles.yaml'], '--roles-file gives roles to the people of --token-file'],
    [
      ['--host', '10.0.0.1', '--upstream', 'https://api:6443', '--upstream-token-file', 't'],
      'works on loopback only',
    ],
    [['--host', '10.0.0.1', '--kubeconfig', 'config'], 'works on loopback only'],
    [['--host', '10.0.0.1', '--upstream', 'https://api:6443'], 'give --public-url'],
    [['--upstream', 'https://api:6443', '--kubeconfig', 'config'], 'give one of them'],
    [['--upstream', 'https://api:6443', '--secret-file', 's'], '--secret-file goes with'],
    [['--kubeconfig', 'c', '--upstream-token-file', 't'], '--kubeconfig says who asks'],
    [['--kubeconfig', 'c', '--oauth-client', 'tagstream'], 'give no other'],
    [['--oauth-client', 'tagstream'], 'goes with --upstream URL'],
    [['--upstream', 'https://api:6443', '--oauth-client', 'tagstream'], 'needs --public-url too'],
    [
      [
        ...['--upstream', 'https://api:6443', '--oauth-client', 'tagstream'],
        ...['--public-url', 'http://tags.example.com'],
      ],
      'begins with https:',
    ],
    [['--public-url', 'https://tags.example.com/path'], '--public-url is an address without'],
    [['--tls-cert', 'tls.crt'], 'go together'],
    [['--metrics-port', 'many'], '--metrics-port is a number'],
    [['--request-timeout', '0'], '--request-timeout is a number of seconds from 1 to 3600'],
    [['--log-level', 'loud'], '--log-level is one of trace, debug, info'],
    [['--upstream', 'api.example.com'], '--upstream is the address of an API server'],
    [['--upstream', 'https://me:secret@api:6443'], 'without login'],
    [['--upstream-ca', 'ca.pem'], 'goes with --upstream URL'],
    [['--public-registry', 'https://r'], '--public-registry is a host'],
    [['--colour'], '--help'],
    [['9000'], '--help'],
    [['--port'], '--help'],
  ])('%j', (words, sentence) => {
    expect(() => readConfig(words, {})).toThrow(ConfigError)
    expect(() => readConfig(words, {})).toThrow(sentence)
  })

  test('in the environment too', () => {
    expect(() => readConfig([], { TAGSTREAM_EMPTY: 'yes' })).toThrow(
      'TAGSTREAM_EMPTY is true or false, not "yes".',
    )
  })
})

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.1', false],
])('%s is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})

test('help names every option and its variable', () => {
  expect(wantsHelp(['--help'])).toBe(true)
  expect(helpText()).toContain('--upstream-token-file FILE')
  expect(helpText()).toContain('TAGSTREAM_LOG_LEVEL')
})
