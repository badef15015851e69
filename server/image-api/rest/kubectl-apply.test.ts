import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ImageApi, openImageApi } from '../image-api'

/** The client as it is installed; without it these tests are skipped, and vitest says so. */
const hasKubectl = (() => {
  try {
    execFileSync('kubectl', ['version', '--client'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

let folder: string
let api: ImageApi
let app: FastifyInstance

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-kubectl-'))
  api = await openImageApi({ dataDir: folder, internalRegistry: '', publicRegistry: '' })
  app = Fastify()
  await app.register(api.plugin)
  await app.listen({ port: 0, host: '127.0.0.1' })
  await api.write.create('namespaces', '', { metadata: { name: 'team' } })
})

afterAll(async () => {
  await app.close()
  await api.close()
  rmSync(folder, { recursive: true, force: true })
})

function kubectl(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const { port } = app.server.address() as AddressInfo
  const all = ['--server', `http://127.0.0.1:${port}`, '--namespace', 'team', ...words]
  // A home of its own: no configuration, and no cache of another server.
  const env = { PATH: process.env.PATH ?? '', HOME: folder, KUBECONFIG: '/dev/null' }
  return new Promise((resolve) => {
    execFile('kubectl', all, { env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out: out.trim(), err }),
    )
  })
}

function manifest(name: string, image: string): string {
  const file = join(folder, `${name}-${image}.yaml`)
  writeFileSync(
    file,
    [
      'apiVersion: image.openshift.io/v1',
      'kind: ImageStream',
      `metadata: {name: ${name}}`,
      'spec:',
      '  tags:',
      '    - name: "1"',
      '      reference: true',
      `      from: {kind: DockerImage, name: quay.io/acme/${image}}`,
    ].join('\n'),
  )
  return file
}

const image = (name: string) =>
  kubectl('get', 'is', name, '-o', 'jsonpath={.spec.tags[0].from.name}').then(({ out }) => out)

describe.skipIf(!hasKubectl)('kubectl', () => {
  test('applies on the server: new, again, changed, in conflict, by force', async () => {
    const [a, b] = [manifest('ssa', 'a'), manifest('ssa', 'b')]
    const apply = (...words: string[]) => kubectl('apply', '--server-side', ...words)
    const applied = 'imagestream.image.openshift.io/ssa serverside-applied'

    expect((await apply('-f', a)).out).toBe(applied)
    const version = () => kubectl('get', 'is', 'ssa', '-o', 'jsonpath={.metadata.resourceVersion}')
    const before = await version()
    expect((await apply('-f', a)).out).toBe(applied)
    expect(await version()).toEqual(before)
    expect((await apply('-f', b)).out).toBe(applied)
    expect(await image('ssa')).toBe('quay.io/acme/b')

    const refused = await apply('--field-manager', 'other', '-f', a)
    expect(refused.code).toBe(1)
    expect(refused.err).toContain(
      'Apply failed with 1 conflict: conflict with "kubectl": .spec.tags[name="1"].from',
    )
    expect((await apply('--field-manager', 'other', '--force-conflicts', '-f', a)).out).toBe(
      applied,
    )
    expect(await image('ssa')).toBe('quay.io/acme/a')
  })

  test('applies on its own side, and then goes over to the server', async () => {
    const [a, b] = [manifest('csa', 'a'), manifest('csa', 'b')]
    const said = async (...words: string[]) =>
      (await kubectl('apply', ...words)).out.split(' ').at(-1)
    expect(await said('-f', a)).toBe('created')
    expect(await said('-f', a)).toBe('unchanged')
    expect(await said('-f', b)).toBe('configured')
    expect(await said('--server-side', '-f', a)).toBe('serverside-applied')
    expect(await image('csa')).toBe('quay.io/acme/a')
  })

  test('diffs on the server without writing', async () => {
    const [a, b] = [manifest('diff', 'a'), manifest('diff', 'b')]
    await kubectl('apply', '--server-side', '-f', a)
    const { code, out } = await kubectl('diff', '--server-side', '-f', b)
    expect(code).toBe(1)
    expect(out).toContain('+      name: quay.io/acme/b')
    expect(await image('diff')).toBe('quay.io/acme/a')
  })
})
