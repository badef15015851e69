import { describe, expect, test } from 'vitest'
import { ConfigError, helpText, isLoopback, readConfig, wantsHelp } from './config'

test('without words the embedded API runs on loopback, with its sample', () => {
  expect(readConfig([], {})).toEqual({
    host: '127.0.0.1',
    port: 9000,
    dataDir: '.data',
    empty: false,
    reset: false,
    internalRegistry: 'image-registry.openshift-image-registry.svc:5000',
    publicRegistry: '',
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

test('the command line wins over the environment', () => {
  expect(readConfig(['--port', '1'], { TAGSTREAM_PORT: '2' }).port).toBe(1)
})

describe('a wrong value is a sentence that says what is right', () => {
  test.each([
    [['--port', 'http'], '--port is a number from 0 to 65535, not "http".'],
    [['--port', '65536'], '--port is a number'],
    [['--host', '0.0.0.0'], 'without --token-file everyone there may do everything'],
    [['--roles-file', 'roles.yaml'], '--roles-file gives roles to the people of --token-file'],
    [['--host', '10.0.0.1', '--upstream', 'https://api:6443'], 'works on loopback only'],
    [['--log-level', 'loud'], '--log-level is one of trace, debug, info'],
    [['--upstream', 'api.example.com'], '--upstream is the address of an API server'],
    [['--upstream', 'https://me:secret@api:6443'], 'without login'],
    [['--upstream-ca', 'ca.pem'], 'go with --upstream URL'],
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
