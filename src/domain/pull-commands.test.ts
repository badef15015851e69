import { expect, test } from 'vitest'
import { pullCommands } from './pull-commands'
import { isPulledLocally, pullString } from './resolved-reference'
import { shellCommand, shellWord } from './shell-word'
import type { TagFact, TagWish } from './stream-row'

const digest = `sha256:${'a'.repeat(64)}`
const repository = 'registry.svc:5000/shop/web'
const latest: TagFact = {
  image: digest,
  reference: `quay.io/acme/web@${digest}`,
  created: '',
  generation: 1,
}

function spec(referencePolicy: string): TagWish {
  return {
    from: { kind: 'DockerImage', name: 'quay.io/acme/web', namespace: '' },
    reference: false,
    scheduled: false,
    insecure: false,
    importMode: '',
    referencePolicy,
    generation: 1,
  }
}

test.each([
  ['Source, from the source', spec('Source'), latest, repository, latest.reference],
  ['no spec, from where it is', null, latest, repository, latest.reference],
  ['Local, through the registry', spec('Local'), latest, repository, `${repository}@${digest}`],
  ['Local, without a registry', spec('Local'), latest, '', latest.reference],
  [
    'Local, without a digest',
    spec('Local'),
    { ...latest, image: '', reference: 'quay.io/acme/web:1' },
    repository,
    'quay.io/acme/web:1',
  ],
  ['no image', spec('Local'), null, repository, ''],
])('a tag with %s', (_fact, wish, fact, at, expected) => {
  expect(pullString({ spec: wish, latest: fact }, at)).toBe(expected)
  expect(isPulledLocally({ spec: wish, latest: fact }, at)).toBe(
    expected.startsWith('registry.svc'),
  )
})

const web = { namespace: 'shop', stream: 'web', tag: 'prod', repository }

test('commands by tag', () => {
  expect(pullCommands(web)).toEqual([
    { tool: 'podman', command: 'podman pull registry.svc:5000/shop/web:prod' },
    { tool: 'docker', command: 'docker pull registry.svc:5000/shop/web:prod' },
    { tool: 'skopeo', command: 'skopeo inspect docker://registry.svc:5000/shop/web:prod' },
    { tool: 'oc', command: 'oc get istag web:prod -n shop -o yaml' },
  ])
})

test('commands by digest name the image', () => {
  expect(pullCommands({ ...web, digest }).map(({ command }) => command)).toEqual([
    `podman pull ${repository}@${digest}`,
    `docker pull ${repository}@${digest}`,
    `skopeo inspect docker://${repository}@${digest}`,
    `oc get isimage web@${digest} -n shop -o yaml`,
  ])
})

test('without a repository the source is pulled, or oc remains', () => {
  const [podman] = pullCommands({ ...web, repository: '', reference: 'quay.io/acme/web:1' })
  expect(podman?.command).toBe('podman pull quay.io/acme/web:1')
  expect(pullCommands({ ...web, repository: '' }).map(({ tool }) => tool)).toEqual(['oc'])
  expect(pullCommands({ namespace: 'shop', stream: 'web', repository })).toEqual([])
})

test.each([
  ['web:prod', 'web:prod'],
  ['', "''"],
  ['a b', "'a b'"],
  ["it's", "'it'\\''s'"],
  ['$(rm -rf ~)', "'$(rm -rf ~)'"],
  ['a;b', "'a;b'"],
  ['a\nb', "'a?b'"],
  ['\u202Eevil', "'?evil'"],
  ['~root', "'~root'"],
])('%j is one word of a shell: %s', (text, expected) => {
  expect(shellWord(text)).toBe(expected)
})

test('a hostile name stays one word of the command', () => {
  expect(shellCommand(['oc', 'get', 'is', '`reboot`'])).toBe("oc get is '`reboot`'")
})
