import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from './app'
import { readConfig } from './config'

// The client that people have, as they have it: the machine's, and the oldest that is still in use,
// which CI lays beside the project. They read OpenAPI, print and patch in different ways.

const OLD = '.cache/kubernetes-client/usr/bin/kubectl'

/** Each client by its version; what is missing is said, and missing in CI is a fault. */
const clients = ['kubectl', OLD].flatMap((program) => {
  if (program === OLD && !existsSync(OLD)) return missing('kubectl 1.20')
  try {
    const said = execFileSync(program, ['version', '--client', '--output', 'json']).toString()
    const { major, minor } = JSON.parse(said).clientVersion
    return [{ program, version: `${major}.${Number.parseInt(minor, 10)}` }]
  } catch {
    return missing(program)
  }
})

function missing(what: string): [] {
  if (process.env.CI) throw new Error(`${what} is missing, and CI skips nothing.`)
  process.stdout.write(`skipped: ${what} is not on this machine\n`)
  return []
}

let app: FastifyInstance
let url: string
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-kubectl-'))
  const data = join(folder, 'data')
  app = await buildApp(readConfig(['--empty', '--data', data, '--log-level', 'error'], {}))
  url = await app.listen({ host: '127.0.0.1', port: 0 })
}, 60_000)

afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

/** In byte order of the names, as a server keeps them. */
const STREAM = `
apiVersion: image.openshift.io/v1
kind: ImageStream
metadata: {name: web, labels: {app: shop}}
spec:
  lookupPolicy: {local: false}
  tags:
  - name: dev
    from: {kind: ImageStreamTag, name: ref}
  - name: ref
    reference: true
    from: {kind: DockerImage, name: registry.example.com/team/web:1}
`

const isNew = (version: string) => version !== '1.20'
const AGE = String.raw`(Less than a second|\d+ seconds?) ago`

/** A row of a table: the cells, with as much room between them as the client likes. */
const row = (...cells: string[]) => new RegExp(`^${cells.join(' +')} *$`, 'm')

describe.each(clients)('kubectl $version', ({ program, version }) => {
  const project = `kubectl-${version.replace('.', '-')}`
  let file: string

  function run(...words: string[]): Promise<{ code: number; out: string }> {
    const all = ['--server', url, '--namespace', project, ...words]
    const edit = `sed -i 's/note: hello/note: edited/'`
    const env = { PATH: process.env.PATH ?? '', HOME: folder, KUBECONFIG: '/dev/null' }
    return new Promise((resolve) => {
      execFile(program, all, { env: { ...env, EDITOR: edit } }, (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, out: `${out}${err}`.trim() }),
      )
    })
  }

  /** What the command prints, where it succeeds. */
  async function printed(...words: string[]): Promise<string> {
    const { code, out } = await run(...words)
    expect(out && { code, out }).toMatchObject({ code: 0 })
    return out
  }

  const path = (template: string) => printed('get', 'is', 'web', '-o', `jsonpath=${template}`)

  beforeAll(async () => {
    file = join(folder, `${project}.yaml`)
    writeFileSync(file, STREAM)
    await printed('create', 'namespace', project)
  })

  test('applies, and the second time nothing changes', async () => {
    expect(await printed('apply', '-f', file)).toBe('imagestream.image.openshift.io/web created')
    const before = await path('{.metadata.resourceVersion}')
    // The old one merges kinds that it does not know as plain JSON, and always sends the whole list.
    const word = isNew(version) ? 'unchanged' : 'configured'
    expect(await printed('apply', '-f', file)).toBe(`imagestream.image.openshift.io/web ${word}`)
    expect(await path('{.metadata.resourceVersion}')).toBe(before)
  })

  test('gets a table, a wide one, names, YAML and JSON', async () => {
    const repository = `image-registry\\.openshift-image-registry\\.svc:5000/${project}/web`
    for (const words of [[], ['-o', 'wide']]) {
      const table = await printed('get', 'imagestreams', ...words)
      expect(table).toMatch(row('NAME', 'IMAGE REPOSITORY', 'TAGS', 'UPDATED'))
      expect(table).toMatch(row('web', repository, 'dev,ref', AGE))
    }
    const tags = await printed('get', 'imagetags')
    expect(tags).toMatch(row('NAME', 'SPEC', 'STATUS', 'HISTORY', 'UPDATED'))
    expect(tags).toMatch(row('web:ref', 'Ref', 'registry.example.com/team/web:1', '1', AGE))
    expect(await printed('get', 'is', '-o', 'name')).toBe('imagestream.image.openshift.io/web')
    expect(await printed('get', 'is', 'web', '-o', 'yaml')).toContain(
      '    reference: true\n    referencePolicy:\n      type: Source\n',
    )
    const { kind, items } = JSON.parse(await printed('get', 'is', '-o', 'json'))
    expect([kind, items[0].kind, items[0].metadata.name]).toEqual(['List', 'ImageStream', 'web'])
    // Tags that only name an image are none of the imagestreamtags (observed 1).
    expect(await printed('get', 'istag')).toBe(`No resources found in ${project} namespace.`)
  })

  test('watches until the time is over', async () => {
    const seen = await printed('get', 'is', '--watch', '--request-timeout', '2s', '-o', 'name')
    expect(seen).toBe('imagestream.image.openshift.io/web')
  })

  test.each([
    ['merge', '{"metadata":{"labels":{"a":"b"}}}', '{.metadata.labels.a}', 'b'],
    ['json', '[{"op":"add","path":"/metadata/labels/c","value":"d"}]', '{.metadata.labels.c}', 'd'],
    [
      'strategic',
      '{"spec":{"tags":[{"name":"dev","annotations":{"x":"y"}}]}}',
      '{.spec.tags[*].name} {.spec.tags[0].annotations.x} {.spec.tags[1].reference}',
      'dev ref y true',
    ],
  ])('patches by %s patch', async (type, patch, template, found) => {
    expect(await printed('patch', 'is', 'web', '--type', type, '-p', patch)).toBe(
      'imagestream.image.openshift.io/web patched',
    )
    expect(await path(template)).toBe(found)
  })

  test('labels, annotates and edits', async () => {
    expect(await printed('label', 'is', 'web', 'team=x')).toMatch(/web (labeled|labelled)$/)
    expect(await printed('annotate', 'is', 'web', 'note=hello')).toMatch(/web annotated$/)
    expect(await printed('edit', 'is', 'web')).toMatch(/web edited$/)
    expect(await path('{.metadata.labels.team} {.metadata.annotations.note}')).toBe('x edited')
  })

  test('applies on the server, and is told who owns what', async () => {
    const other = join(folder, `${project}-other.yaml`)
    writeFileSync(other, readFileSync(file, 'utf8').replace('web:1', 'web:2'))
    const apply = (...words: string[]) => run('apply', '--server-side', ...words)
    expect(await apply('-f', file)).toEqual({
      code: 0,
      out: 'imagestream.image.openshift.io/web serverside-applied',
    })
    const conflict = await apply('-f', other, '--field-manager', 'robot')
    expect(conflict.code).toBe(1)
    expect(conflict.out).toContain('Apply failed with ')
    expect(conflict.out).toContain('.spec.tags[name="ref"].from')
    expect(await apply('-f', other, '--field-manager', 'robot', '--force-conflicts')).toMatchObject(
      {
        code: 0,
      },
    )
    expect(await path('{.spec.tags[1].from.name}')).toBe('registry.example.com/team/web:2')
  })

  test('explains a kind and a field', async () => {
    const kind = await printed('explain', 'is')
    expect(kind).toMatch(row('KIND:', 'ImageStream'))
    expect(kind).toMatch(/An ImageStream stores a mapping of tags to images/)
    const field = await printed('explain', 'imagestreams.spec.tags.importPolicy')
    expect(field).toMatch(isNew(version) ? /FIELD: importPolicy/ : /RESOURCE: importPolicy/)
    for (const member of ['importMode', 'insecure', 'scheduled']) {
      expect(field).toMatch(new RegExp(`^ *${member}\\t<(string|boolean)>$`, 'm'))
    }
  })

  test('knows what one may do', async () => {
    expect(await printed('auth', 'can-i', 'update', 'imagestreamtags')).toBe('yes')
    expect(await printed('auth', 'can-i', '--list')).toMatch(
      row(String.raw`\*\.\*`, String.raw`\[\]`, String.raw`\[\]`, String.raw`\[\*\]`),
    )
  })

  test('lists the resources of the group', async () => {
    const list = await printed('api-resources', '--api-group', 'image.openshift.io', '-o', 'wide')
    const names = list.split('\n').map((line) => line.split(' ')[0])
    expect(names).toEqual([
      'NAME',
      'images',
      'imagesignatures',
      'imagestreamimages',
      'imagestreamimports',
      'imagestreammappings',
      'imagestreams',
      'imagestreamtags',
      'imagetags',
    ])
    expect(list).toMatch(/^imagestreams +is +image\.openshift\.io\/v1 +true +ImageStream/m)
  })

  test('describes, replaces and deletes', async () => {
    expect(await printed('describe', 'is', 'web')).toMatch(row('Name:', 'web'))
    expect(await printed('replace', '-f', file)).toBe('imagestream.image.openshift.io/web replaced')
    expect(await path('{.metadata.labels}')).toBe('{"app":"shop"}')
    expect(await printed('delete', 'istag', 'web:dev')).toBe(
      'imagestreamtag.image.openshift.io "web:dev" deleted',
    )
    expect(await path('{.spec.tags[*].name}')).toBe('ref')
    expect(await printed('delete', 'is', 'web')).toMatch(/^imagestream\S+ "web" deleted/)
    expect(await run('get', 'is', 'web')).toEqual({
      code: 1,
      out: 'Error from server (NotFound): imagestreams.image.openshift.io "web" not found',
    })
  })
})
