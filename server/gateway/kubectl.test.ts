import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Authority } from '../../scripts/test-cluster/authority'
import { buildApp } from '../app'
import { readConfig } from '../config'

// kubectl, through a gateway with a token of its own, as somebody at the terminal uses it. Over TLS: without it
// kubectl sends no token, whatever it is given.

const hasKubectl = await promisify(execFile)('kubectl', ['version', '--client']).then(
  () => true,
  () => false,
)

let folder: string
let embedded: FastifyInstance
let gateway: FastifyInstance
let url: string
let secret = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-kubectl-'))
  const people = join(folder, 'people.csv')
  writeFileSync(people, 'of-the-cluster,maria,1,"system:masters"\n')
  writeFileSync(join(folder, 'token'), 'of-the-cluster')
  const silent = ['--log-level', 'silent']
  embedded = await buildApp(
    readConfig(['--data', join(folder, 'data'), '--token-file', people, ...silent], {}),
  )
  const server = await embedded.listen({ port: 0, host: '127.0.0.1' })
  const authority = new Authority('Own')
  const { cert, key } = authority.issue({ name: 'gateway' })
  writeFileSync(join(folder, 'ca.crt'), authority.certificate)
  writeFileSync(join(folder, 'tls.crt'), cert)
  writeFileSync(join(folder, 'tls.key'), key)
  authority.remove()
  const tls = ['--tls-cert', join(folder, 'tls.crt'), '--tls-key', join(folder, 'tls.key')]
  const words = [
    '--upstream',
    server,
    '--upstream-token-file',
    join(folder, 'token'),
    ...tls,
    ...silent,
  ]
  gateway = await buildApp(readConfig(words, {}), {
    terminal: {
      tell(_code, given) {
        secret = given
      },
    },
  })
  url = await gateway.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await gateway.close()
  await embedded.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What kubectl said, on both streams, and whether it was content. */
function kubectl(token: string, ...words: string[]): Promise<{ isGood: boolean; said: string }> {
  return new Promise((resolve) => {
    execFile(
      'kubectl',
      [
        '--server',
        url,
        '--certificate-authority',
        join(folder, 'ca.crt'),
        ...(token ? ['--token', token] : []),
        ...words,
      ],
      // No kubeconfig, and a cache of its own.
      { env: { PATH: process.env.PATH, HOME: folder, KUBECONFIG: '/dev/null' }, timeout: 30_000 },
      (error, out, err) => resolve({ isGood: error === null, said: out + err }),
    ).stdin?.end()
  })
}

describe.skipIf(!hasKubectl)('kubectl', () => {
  test('with the secret reads and writes image streams', async () => {
    const listed = await kubectl(secret, 'get', 'imagestreams', '--namespace', 'shop')
    expect(listed).toMatchObject({ isGood: true })
    expect(listed.said).toContain('NAME')
    const stream = JSON.stringify({
      ...{ apiVersion: 'image.openshift.io/v1', kind: 'ImageStream' },
      metadata: { name: 'made-by-kubectl', namespace: 'shop' },
    })
    writeFileSync(join(folder, 'stream.json'), stream)
    const made = await kubectl(secret, 'apply', '-f', join(folder, 'stream.json'))
    expect(made.said).toContain('imagestream.image.openshift.io/made-by-kubectl created')
    const labelled = await kubectl(secret, 'label', 'is/made-by-kubectl', 'a=b', '-n', 'shop')
    expect(labelled).toMatchObject({ isGood: true })
    expect((await kubectl(secret, 'auth', 'can-i', 'delete', 'imagestreams')).said).toContain('yes')
    const gone = await kubectl(secret, 'delete', 'is/made-by-kubectl', '-n', 'shop')
    expect(gone).toMatchObject({ isGood: true })
  })

  test('without it, or with the token of the cluster itself, is refused', async () => {
    for (const token of ['', 'a-guess', 'of-the-cluster']) {
      const { isGood, said } = await kubectl(token, 'get', 'imagestreams', '--namespace', 'shop')
      expect(isGood).toBe(false)
      expect(said).toMatch(/unauthorized|logged in|credentials|Username/i)
    }
  })

  test('does not reach what is not forwarded', async () => {
    const secrets = await kubectl(secret, 'get', '--raw', '/api/v1/namespaces/shop/secrets')
    expect(secrets.isGood).toBe(false)
    expect(secrets.said).toContain('The gateway does not forward GET')
  })
})
