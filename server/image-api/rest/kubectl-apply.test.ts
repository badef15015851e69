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

  test('applies, changes, edits and shows a deployment, and keeps what it does not know', async () => {
    const deployment = (port: number) => {
      const file = join(folder, `deployment-${port}.yaml`)
      writeFileSync(
        file,
        [
          'apiVersion: apps/v1',
          'kind: Deployment',
          'metadata: {name: web, labels: {app: web}}',
          'spec:',
          '  replicas: 2',
          '  selector: {matchLabels: {app: web}}',
          '  template:',
          '    metadata: {labels: {app: web}}',
          '    spec:',
          '      containers:',
          '      - name: web',
          '        image: quay.io/acme/web:1',
          `        readinessProbe: {httpGet: {port: ${port}}}`,
          '      - {name: proxy, image: "quay.io/acme/proxy:1"}',
        ].join('\n'),
      )
      return file
    }
    const at = async (path: string) =>
      (await kubectl('get', 'deploy', 'web', '-o', `jsonpath={${path}}`)).out

    const applied = await kubectl('apply', '-f', deployment(8080))
    expect(applied).toEqual({ code: 0, out: 'deployment.apps/web created', err: '' })
    expect(await kubectl('set', 'image', 'deploy/web', 'web=quay.io/acme/web:2')).toEqual({
      code: 0,
      out: 'deployment.apps/web image updated',
      err: '',
    })
    const again = await kubectl('apply', '-f', deployment(9090))
    expect(again).toEqual({ code: 0, out: 'deployment.apps/web configured', err: '' })
    expect(await at('.spec.template.spec.containers[*].image')).toBe(
      'quay.io/acme/web:1 quay.io/acme/proxy:1',
    )
    expect(await at('.spec.template.spec.containers[0].readinessProbe.httpGet.port')).toBe('9090')
    await kubectl('annotate', 'deploy', 'web', 'image.openshift.io/triggers=[]')
    expect((await kubectl('get', 'deploy', 'web', '-o', 'wide')).out).toMatch(
      /^NAME +READY +UP-TO-DATE +AVAILABLE +AGE +CONTAINERS +IMAGES\nweb +0\/2 +0 +0 .* web,proxy /,
    )
    expect(
      (await kubectl('apply', '--server-side', '--force-conflicts', '-f', deployment(1))).err,
    ).toBe('')
    expect(await at('.spec.template.spec.containers[0].readinessProbe.httpGet.port')).toBe('1')
    expect((await kubectl('delete', 'deploy', 'web')).code).toBe(0)
  })

  test('applies and patches a build configuration, a kind that it does not know', async () => {
    const config = (source: string) => {
      const file = join(folder, `build-${source}.yaml`)
      writeFileSync(
        file,
        [
          'apiVersion: build.openshift.io/v1',
          'kind: BuildConfig',
          'metadata: {name: web}',
          'spec:',
          `  source: {git: {uri: "https://git.example.com/${source}.git"}}`,
          '  triggers: [{type: ImageChange, imageChange: {}}]',
        ].join('\n'),
      )
      return file
    }
    const uri = () => kubectl('get', 'bc', 'web', '-o', 'jsonpath={.spec.source.git.uri}')
    const created = await kubectl('apply', '-f', config('a'))
    expect(created.err).toBe('')
    expect(created.out).toBe('buildconfig.build.openshift.io/web created')
    const changed = await kubectl('apply', '-f', config('b'))
    expect(changed.err).toBe('')
    expect(changed.out).toBe('buildconfig.build.openshift.io/web configured')
    expect((await uri()).out).toBe('https://git.example.com/b.git')
    expect((await kubectl('get', 'all')).out).toContain('buildconfig.build.openshift.io/web')
  })
})
