import { execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { buildApp } from './app'
import { readConfig } from './config'

// What others made, through the client that people have: `kubectl` against a gateway on a socket.

/** A line that is seen in the output of a green run too. */
const say = (line: string) => process.stdout.write(`${line}\n`)
const shared = process.env.TAGSTREAM_SHARED
const run = promisify(execFile)
const hasKubectl = await run('kubectl', ['version', '--client']).then(
  () => true,
  () => false,
)
if (!hasKubectl && process.env.CI) throw new Error('kubectl is missing, and CI skips nothing.')
if (!hasKubectl) say('skipped: kubectl is not on this machine')
if (!shared) say('skipped: TAGSTREAM_SHARED is not set, so there are no vectors to apply')

/** What is read of a file: an image stream, or something that holds image streams. */
interface Manifest {
  apiVersion?: string
  kind?: string
  metadata?: { name?: string; namespace?: string }
  items?: Manifest[]
  objects?: Manifest[]
  parameters?: { name: string; value?: string }[]
  spec?: { tags?: { name: string }[] }
}

let app: FastifyInstance
let url: string
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tagstream-real-input-'))
  const data = join(folder, 'data')
  app = await buildApp(
    readConfig(['--empty', '--port', '0', '--data', data, '--log-level', 'error'], {}),
  )
  url = await app.listen({ host: '127.0.0.1', port: 0 })
}, 60_000)

afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

/**
 * The command as a person in that project runs it. The project comes from the configuration, since
 * `--namespace` would refuse objects that name another one.
 */
function commandIn(namespace: string, words: string[]) {
  const config = join(folder, `${namespace}.config`)
  const clusters = [{ name: 'here', cluster: { server: url } }]
  const contexts = [{ name: 'here', context: { cluster: 'here', namespace } }]
  const content = { apiVersion: 'v1', kind: 'Config', 'current-context': 'here' }
  writeFileSync(config, JSON.stringify({ ...content, clusters, contexts }))
  const all = ['--kubeconfig', config, '--cache-dir', join(folder, 'cache'), ...words]
  return { words: all, options: { env: { ...process.env, HOME: folder } } }
}

/** What kubectl printed; a failed command rejects with what it said. */
async function kubectl(namespace: string, ...words: string[]): Promise<string> {
  const command = commandIn(namespace, words)
  const { stdout } = await run('kubectl', command.words, { ...command.options, maxBuffer: 64e6 })
  return stdout
}

async function makeProject(name: string) {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/namespaces',
    headers: { host: new URL(url).host },
    payload: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
  })
  expect(answer.statusCode).toBe(201)
}

function documentsOf(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8'))
    .map((document) => document.toJS() as Manifest | null)
    .filter((document) => document !== null)
}

/** The API objects of a document: a list's items, a template's objects with its default values. */
function objectsOf(document: Manifest): Manifest[] {
  if (document.kind !== 'Template') return document.items ?? [document]
  const filled = (document.parameters ?? []).reduce(
    (text, { name, value }) => text.replaceAll(`\${${name}}`, value ?? name.toLowerCase()),
    JSON.stringify(document.objects ?? []),
  )
  return JSON.parse(filled) as Manifest[]
}

/** A real server has image streams in `image.openshift.io` only, no more in the group of `v1`. */
const isServed = ({ apiVersion }: Manifest) => apiVersion === 'image.openshift.io/v1'

/** One vector has `labels` beside `metadata`: refused, unless kubectl is told not to validate. */
const isValid = (stream: Manifest) =>
  Object.keys(stream).every((member) => /^(apiVersion|kind|metadata|spec|status)$/.test(member))

const none = { ImageStream: 0, ImageStreamList: 0, List: 0, Template: 0 }
type Kind = keyof typeof none

/** The documents under `root` that hold image streams, with what kubectl would be given of each. */
function streamDocuments(root: string) {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(json|ya?ml)$/.test(name))
    .sort()
    .flatMap((name) => documentsOf(join(root, name)))
    .filter(({ kind }) => kind !== undefined && Object.hasOwn(none, kind))
    .map((document) => {
      const objects = objectsOf(document)
      const streams = objects.filter(({ kind }) => kind === 'ImageStream')
      // As shipped where all of it is image streams; else those of it, as `oc process` makes a list.
      const isWhole = document.kind !== 'Template' && streams.length === objects.length
      const input = isWhole ? document : { apiVersion: 'v1', kind: 'List', items: streams }
      return { kind: document.kind as Kind, streams, input }
    })
    .filter(({ streams }) => streams.length > 0)
}

type StreamDocument = ReturnType<typeof streamDocuments>[number]
const namesOf = ({ streams }: StreamDocument) =>
  streams.map(({ metadata }) => `${metadata?.namespace ?? ''}/${metadata?.name}`)

/** The documents in as few groups as may be, so that no group has a stream twice. */
function withoutDoubles(documents: StreamDocument[]): StreamDocument[][] {
  const groups: { names: Set<string>; documents: StreamDocument[] }[] = []
  for (const document of documents) {
    const names = namesOf(document)
    let group = groups.find((each) => names.every((name) => !each.names.has(name)))
    if (!group) {
      group = { names: new Set(), documents: [] }
      groups.push(group)
    }
    for (const name of names) group.names.add(name)
    group.documents.push(document)
  }
  return groups.map((group) => group.documents)
}

/** A folder with one file a document. */
function writeDocuments(name: string, documents: StreamDocument[]): string {
  const inputs = join(folder, name)
  mkdirSync(inputs)
  for (const [index, { input }] of documents.entries()) {
    writeFileSync(join(inputs, `${index}.json`), JSON.stringify(input))
  }
  return inputs
}

const tagsOf = (stream: Pick<ImageStream, 'spec'> | Manifest | undefined) =>
  [...new Set(stream?.spec?.tags?.map(({ name }) => name) ?? [])].sort()

const web = `
apiVersion: image.openshift.io/v1
kind: ImageStream
metadata: {name: web, labels: {app: web}}
spec:
  tags:
  - name: prod
    reference: true
    from: {kind: DockerImage, name: "registry.example.com/team/web:1.0"}
`

/** Image a…a as a push records it. */
const pushed = {
  apiVersion: 'image.openshift.io/v1',
  kind: 'ImageStreamMapping',
  metadata: { name: 'web' },
  tag: 'latest',
  image: {
    metadata: { name: `sha256:${'a'.repeat(64)}` },
    dockerImageReference: `registry.example.com/team/web@sha256:${'a'.repeat(64)}`,
  },
}

describe.skipIf(!hasKubectl)('kubectl', { timeout: 90_000 }, () => {
  test('applies, gets, describes and deletes an image stream and its tags', async () => {
    await makeProject('by-hand')
    const by = (...words: string[]) => kubectl('by-hand', ...words)
    const file = join(folder, 'web.yaml')
    writeFileSync(file, web)
    expect(await by('apply', '-f', file)).toContain('web created')
    expect(await by('apply', '-f', file)).toContain('web unchanged')
    expect(await by('get', 'imagestreams')).toMatch(/^NAME\s.*\nweb\s/)
    expect(await by('get', 'is', '-o', 'name')).toBe('imagestream.image.openshift.io/web\n')
    expect(await by('get', 'itag')).toMatch(/web:prod/)
    expect(await by('describe', 'is', 'web')).toMatch(/Name:\s+web\n(.|\n)*team\/web:1\.0/)

    const mapping = join(folder, 'mapping.json')
    writeFileSync(mapping, JSON.stringify(pushed))
    await by('create', '-f', mapping)
    expect(await by('get', 'istag')).toMatch(/web:latest/)
    expect(
      await by('get', 'imagestreamtag', 'web:latest', '-o', 'jsonpath={.image.metadata.name}'),
    ).toBe(pushed.image.metadata.name)
    expect(await by('describe', 'istag', 'web:latest')).toContain(pushed.image.metadata.name)
    expect(await by('delete', 'istag', 'web:latest')).toContain('deleted')
    await expect(by('get', 'istag', 'web:latest')).rejects.toThrow('not found')

    expect(await by('delete', '-f', file)).toContain('"web" deleted')
    await expect(by('get', 'is', 'web')).rejects.toThrow('not found')
  })

  test('watches image streams', async () => {
    await makeProject('watched')
    const file = join(folder, 'watched.yaml')
    writeFileSync(file, web)
    await kubectl('watched', 'apply', '-f', file)
    const { words, options } = commandIn('watched', ['get', 'is', '-w', '-L', 'team'])
    const watching = spawn('kubectl', words, { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      const lines = watching.stdout.setEncoding('utf8')[Symbol.asyncIterator]()
      let seen = ''
      const until = async (pattern: RegExp) => {
        while (!pattern.test(seen)) {
          const { value, done } = await lines.next()
          if (done) throw new Error(`the watch ended after: ${seen}`)
          seen += value
        }
      }
      await until(/^web\s/m)
      await kubectl('watched', 'label', 'is', 'web', 'team=shop')
      await until(/^web\s.*shop$/m)
      await kubectl('watched', 'label', 'is', 'web', 'team=till', '--overwrite')
      await until(/^web\s.*till$/m)
    } finally {
      watching.kill()
    }
  })

  test.skipIf(!shared)(
    'applies every image stream that products ship, and each shows',
    async () => {
      const documents = streamDocuments(join(shared ?? '', 'vectors/imagestreams'))
      const refused = documents.filter(({ streams }) => !streams.some(isServed))
      const accepted = documents.filter(({ streams }) => streams.every(isServed))
      expect(accepted.length + refused.length, 'none is half and half').toBe(documents.length)
      const valid = accepted.filter(({ streams }) => streams.every(isValid))
      const careless = accepted.filter((document) => !valid.includes(document))

      const wanted = new Map<string, string[]>()
      const namespaces = new Set<string>()
      async function apply(project: string, group: StreamDocument[], ...words: string[]) {
        for (const stream of group.flatMap(({ streams }) => streams)) {
          const namespace = stream.metadata?.namespace ?? project
          if (!namespaces.has(namespace)) await makeProject(namespace)
          namespaces.add(namespace)
          wanted.set(`${namespace}/${stream.metadata?.name}`, tagsOf(stream))
        }
        await kubectl(project, 'apply', '-f', writeDocuments(project, group), ...words)
      }
      for (const [index, group] of withoutDoubles(valid).entries()) {
        await apply(`products-${index}`, group)
      }
      await makeProject('refused')
      await expectRefusals(careless, /unknown field "labels"/)
      // Two of them also say `vi` for `v1`, which kubectl itself refuses.
      await expectRefusals(refused, /no matches for kind "(ImageStream|List)" in version "v[1i]"/)
      await apply('careless', careless, '--validate=false')

      const { items } = JSON.parse(await kubectl('default', 'get', 'is', '-A', '-o', 'json')) as {
        items: ImageStream[]
      }
      const shown = items
        .filter(({ metadata }) => namespaces.has(metadata.namespace ?? ''))
        .map((stream) => [`${stream.metadata.namespace}/${stream.metadata.name}`, tagsOf(stream)])
      expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(wanted))

      const tags = [...wanted.values()].flat().length
      say(`applied: ${tally(valid)}; only with --validate=false: ${tally(careless)}`)
      say(`refused, as real servers do (image streams of the group "v1"): ${tally(refused)}`)
      say(`shown: ${wanted.size} image streams with ${tags} tags`)
      expect(wanted.size).toBeGreaterThan(100)
    },
  )
})

async function expectRefusals(documents: StreamDocument[], because: RegExp) {
  for (const document of documents) {
    const inputs = writeDocuments(`inputs-${randomUUID()}`, [document])
    await expect(kubectl('refused', 'apply', '-f', inputs)).rejects.toThrow(because)
  }
}

/** How many documents of each kind. */
function tally(documents: StreamDocument[]): string {
  const counts = { ...none }
  for (const { kind } of documents) counts[kind] += 1
  return Object.entries(counts)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ')
}
