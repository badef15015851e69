import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import { type AddressInfo, connect, createServer as createSocketServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import type { FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { Authority } from '../../../scripts/test-cluster/authority'
import { buildApp } from '../../app'
import { readConfig } from '../../config'
import type { KubeCluster, KubeUser } from './read-kubeconfig'

// A gateway with a kubeconfig, before an API server over TLS that says who it takes us for.

let folder: string
let authority: Authority
let stranger: Authority
let server: Server
let app: FastifyInstance | undefined
let url: string
let secret: string
let asked: (string | undefined)[]
/** Tokens that the API server does not know any more. */
const revoked = new Set<string>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-kubeconfig-'))
  authority = new Authority('API')
  stranger = new Authority('Stranger')
  const names = ['localhost', 'api.internal']
  server = createServer(
    {
      ...authority.issue({ name: 'api', names }),
      ca: authority.certificate,
      requestCert: true,
      rejectUnauthorized: false,
    },
    ({ headers, socket }, response) => {
      asked.push(headers.authorization)
      const { subject } = (socket as TLSSocket).getPeerCertificate()
      const isRevoked = revoked.has(headers.authorization ?? '')
      response.writeHead(isRevoked ? 401 : 200, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({
          certificate: subject?.CN ?? null,
          authorization: headers.authorization ?? null,
          servername: (socket as TLSSocket).servername || null,
        }),
      )
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => {
  server.close()
  authority.remove()
  stranger.remove()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  asked = []
})
afterEach(async () => {
  await app?.close()
  app = undefined
  server.closeAllConnections()
})

const port = () => (server.address() as AddressInfo).port

/** Writes a file beside the kubeconfig. */
function file(name: string, content: string, mode = 0o600): string {
  const path = join(folder, name)
  writeFileSync(path, content, { mode })
  chmodSync(path, mode)
  return path
}

function kubeconfig(cluster: Partial<KubeCluster>, user: KubeUser | object): string {
  return file(
    'config',
    stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'here',
      contexts: [{ name: 'here', context: { cluster: 'c', user: 'u' } }],
      clusters: [
        {
          name: 'c',
          cluster: {
            server: `https://127.0.0.1:${port()}`,
            'certificate-authority-data': base64(authority.certificate),
            ...cluster,
          },
        },
      ],
      users: [{ name: 'u', user }],
    }),
  )
}

const base64 = (text: string) => Buffer.from(text).toString('base64')

async function gateway(cluster: Partial<KubeCluster>, user: KubeUser | object, ...words: string[]) {
  const config = kubeconfig(cluster, user)
  await start(['--kubeconfig', config, ...words])
}

async function start(words: string[], env: NodeJS.ProcessEnv = {}) {
  app = await buildApp(readConfig([...words, '--log-level', 'silent'], env), {
    terminal: {
      tell(_code, given) {
        secret = given
      },
    },
  })
  url = await app.listen({ port: 0, host: '127.0.0.1' })
}

/** Whom the API server takes a request through the gateway for. */
async function seen() {
  const answer = await fetch(`${url}/version`, { headers: { authorization: `Bearer ${secret}` } })
  return { code: answer.status, ...((await answer.json()) as Record<string, unknown>) }
}

describe('who asks', () => {
  test('a client certificate, in the kubeconfig or in files beside it', async () => {
    const { cert, key } = authority.issue({ name: 'maria', isClient: true })
    await gateway({}, { 'client-certificate-data': base64(cert), 'client-key-data': base64(key) })
    expect(await seen()).toMatchObject({ code: 200, certificate: 'maria', authorization: null })
    await app?.close()
    file('maria.crt', cert)
    file('maria.key', key)
    await gateway({}, { 'client-certificate': 'maria.crt', 'client-key': 'maria.key' })
    expect(await seen()).toMatchObject({ certificate: 'maria' })
    // Renewed: the connections that were open go on as nobody else.
    const renewed = authority.issue({ name: 'maria-renewed', isClient: true })
    file('maria.key', renewed.key)
    file('maria.crt', renewed.cert)
    expect(await seen()).toMatchObject({ certificate: 'maria-renewed' })
  })

  test('a token; a token file counts before it and is read again; a name with a password', async () => {
    await gateway({}, { token: 'fixed' })
    expect(await seen()).toMatchObject({ authorization: 'Bearer fixed' })
    await app?.close()
    file('token', 'first\n')
    await gateway({}, { token: 'fixed', tokenFile: 'token' })
    expect(await seen()).toMatchObject({ authorization: 'Bearer first' })
    file('token', 'the second one\n'.replaceAll(' ', '-'))
    expect(await seen()).toMatchObject({ authorization: 'Bearer the-second-one' })
    await app?.close()
    await gateway({}, { username: 'maria', password: 'pass:word' })
    expect(await seen()).toMatchObject({ authorization: `Basic ${base64('maria:pass:word')}` })
  })
})

describe('an exec plugin', () => {
  /** A program that answers with what is in a file, counts how often, and tells what it was asked. */
  function plugin(status: object, apiVersion = 'client.authentication.k8s.io/v1') {
    file('answer.json', JSON.stringify({ apiVersion, kind: 'ExecCredential', status }))
    file('calls', '')
    file(
      'plugin.sh',
      [
        '#!/bin/sh',
        'echo "$1 $EXTRA" >> "$(dirname "$0")/calls"',
        'printf "%s" "$KUBERNETES_EXEC_INFO" > "$(dirname "$0")/info"',
        'cat "$(dirname "$0")/answer.json"',
      ].join('\n'),
      0o700,
    )
    return {
      exec: {
        apiVersion,
        command: './plugin.sh',
        args: ['login'],
        env: [{ name: 'EXTRA', value: 'more' }],
        interactiveMode: 'IfAvailable',
        provideClusterInfo: true,
      },
    }
  }
  const calls = () => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n')

  test.each(['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1'])(
    'of %s is asked once, and told what it is for',
    async (version) => {
      await gateway({}, plugin({ token: 'minted' }, version))
      const all = await Promise.all([seen(), seen(), seen()])
      for (const one of all) expect(one).toMatchObject({ authorization: 'Bearer minted' })
      expect(calls()).toEqual(['login more'])
      expect(JSON.parse(readFileSync(join(folder, 'info'), 'utf8'))).toMatchObject({
        apiVersion: version,
        kind: 'ExecCredential',
        spec: { interactive: false, cluster: { server: `https://127.0.0.1:${port()}` } },
      })
    },
  )

  test('is asked again when what it gave has ended, or is refused', async () => {
    const soon = new Date(Date.now() + 5000).toISOString()
    await gateway({}, plugin({ token: 'short', expirationTimestamp: soon }))
    await seen()
    await seen()
    expect(calls()).toHaveLength(2)
    await app?.close()
    const later = new Date(Date.now() + 3_600_000).toISOString()
    await gateway({}, plugin({ token: 'long', expirationTimestamp: later }))
    await seen()
    await seen()
    expect(calls()).toHaveLength(1)
    revoked.add('Bearer long')
    expect((await seen()).code).toBe(401)
    plugin({ token: 'fresh' })
    expect(await seen()).toMatchObject({ code: 200, authorization: 'Bearer fresh' })
  })

  test('may give a client certificate', async () => {
    const { cert, key } = authority.issue({ name: 'minted', isClient: true })
    await gateway({}, plugin({ clientCertificateData: cert, clientKeyData: key }))
    expect(await seen()).toMatchObject({ certificate: 'minted', authorization: null })
  })

  test('that fails, or says something else, is a Status that tells nothing of its output', async () => {
    const user = plugin({ token: '' })
    await gateway({}, user)
    const empty = await seen()
    expect(empty).toMatchObject({ kind: 'Status', code: 503 })
    file('answer.json', 'secret-but-no-json')
    expect(JSON.stringify(await seen())).not.toContain('secret-but-no-json')
    await app?.close()
    const exec = { ...user.exec, command: 'no-such-program-anywhere', installHint: 'Install it.' }
    await gateway({}, { exec })
    expect(await seen()).toMatchObject({
      code: 503,
      message: expect.stringContaining('there is no such program. Install it.'),
    })
  })

  test('that needs a terminal, or speaks an unknown version, is said at the start', async () => {
    const { exec } = plugin({ token: 'x' })
    const always = { exec: { ...exec, interactiveMode: 'Always' } }
    await expect(gateway({}, always)).rejects.toThrow('asks questions at a terminal')
    const old = { exec: { ...exec, apiVersion: 'client.authentication.k8s.io/v1alpha1' } }
    await expect(gateway({}, old)).rejects.toThrow('v1alpha1')
  })
})

describe('which server', () => {
  const user = { token: 'mine' }

  test('its certificate is of the authority that the kubeconfig names, or not trusted', async () => {
    await gateway({ 'certificate-authority-data': base64(stranger.certificate) }, user)
    expect(await seen()).toMatchObject({ code: 502, reason: 'BadGateway' })
    expect(asked).toEqual([])
    await app?.close()
    file('ca.crt', authority.certificate)
    const cluster = { 'certificate-authority-data': '', 'certificate-authority': 'ca.crt' }
    await gateway(cluster, user)
    expect((await seen()).code).toBe(200)
    await app?.close()
    await gateway({ 'certificate-authority-data': '', 'insecure-skip-tls-verify': true }, user)
    expect((await seen()).code).toBe(200)
  })

  test('tls-server-name is whose certificate is wanted', async () => {
    await gateway({ 'tls-server-name': 'api.internal' }, user)
    expect(await seen()).toMatchObject({ code: 200, servername: 'api.internal' })
    await app?.close()
    await gateway({ 'tls-server-name': 'other.internal' }, user)
    expect(await seen()).toMatchObject({ code: 502 })
  })

  test('a proxy is gone through', async () => {
    const through: string[] = []
    const proxy = createSocketServer((near) => {
      near.once('data', (head) => {
        const [line = ''] = head.toString().split('\r\n')
        through.push(line)
        const [host = '', to] = (line.split(' ')[1] ?? '').split(':')
        const far = connect(Number(to), host, () => {
          near.write('HTTP/1.1 200 OK\r\n\r\n')
          near.pipe(far).pipe(near)
        })
        for (const side of [near, far]) side.on('error', () => near.destroy())
      })
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const at = (proxy.address() as AddressInfo).port
    await gateway({ 'proxy-url': `http://127.0.0.1:${at}` }, user)
    expect(await seen()).toMatchObject({ code: 200, authorization: 'Bearer mine' })
    expect(through[0]).toBe(`CONNECT 127.0.0.1:${port()} HTTP/1.1`)
    proxy.close()
  })
})

describe('a kubeconfig', () => {
  test('of several files: the first that names a thing counts, and paths are beside their file', async () => {
    mkdirSync(join(folder, 'other'), { recursive: true })
    const first = file(
      'first',
      stringify({
        'current-context': 'both',
        contexts: [{ name: 'both', context: { cluster: 'c', user: 'u' } }],
        users: [{ name: 'u', user: { tokenFile: 'first-token' } }],
      }),
    )
    file('first-token', 'of-the-first')
    const second = file(
      'other/second',
      stringify({
        'current-context': 'other',
        clusters: [
          {
            name: 'c',
            cluster: { server: `https://127.0.0.1:${port()}`, 'certificate-authority': 'ca.crt' },
          },
        ],
        users: [{ name: 'u', user: { token: 'of-the-second' } }],
      }),
    )
    file('other/ca.crt', authority.certificate)
    const env = { KUBECONFIG: `${first}:${second}:${join(folder, 'missing')}` }
    await start(['--context', 'both'], env)
    expect(await seen()).toMatchObject({ authorization: 'Bearer of-the-first' })
  })

  test.each([
    [{}, { 'auth-provider': { name: 'gcp' } }, [], 'auth-provider'],
    [{}, { token: 'x', as: 'root' }, [], 'acts as another one'],
    [{}, {}, ['--context', 'nowhere'], 'there is no "nowhere" among the contexts; there are: here'],
    [{ server: 'ftp://x' }, {}, [], 'is no address of an API server'],
    [{ 'certificate-authority-data': 'AAAA' }, {}, [], 'not PEM'],
    [{ 'certificate-authority-data': '', 'certificate-authority': 'gone.crt' }, {}, [], 'gone.crt'],
    [{ 'proxy-url': 'socks5://x' }, {}, [], 'only HTTP proxies'],
  ])('%j %j %j is said at the start', async (cluster, user, words, sentence) => {
    await expect(gateway(cluster, user, ...words)).rejects.toThrow(sentence)
  })
})
