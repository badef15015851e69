import fc from 'fast-check'
import { expect, test } from 'vitest'
import { draftConsequences } from './draft-consequences'
import type { ObjectReference, TagReference } from './kinds/image-stream'
import { ocCommand } from './oc-command'
import type { TagRow } from './stream-row'
import { toTagRow } from './stream-row'
import { draftKind, draftOf, draftProblems, isScheduled, type TagDraft } from './tag-draft'

const at = { namespace: 'shop', stream: 'web', tag: 'prod' }
const digest = `sha256:${'a'.repeat(64)}`
const other = `sha256:${'b'.repeat(64)}`

const registry: TagReference = {
  name: 'prod',
  annotations: { ticket: 'INC-1' },
  from: { kind: 'DockerImage', name: 'quay.io/acme/web:1' },
  generation: 3,
  importPolicy: { importMode: 'Legacy' },
  referencePolicy: { type: 'Local' },
}

function draft(
  change: Partial<TagDraft> = {},
  seen: TagReference | undefined = registry,
): TagDraft {
  return { ...draftOf(seen), ...change }
}

test('a draft begins as the tag is', () => {
  expect(draftOf(registry)).toEqual({
    from: 'quay.io/acme/web:1',
    reference: false,
    scheduled: false,
    insecure: false,
    importMode: 'Legacy',
    referencePolicy: 'Local',
    annotations: [['ticket', 'INC-1']],
  })
})

test('a draft of a tag without a spec is empty', () => {
  expect(draftOf(undefined)).toEqual({
    from: '',
    reference: false,
    scheduled: false,
    insecure: false,
    importMode: '',
    referencePolicy: 'Source',
    annotations: [],
  })
})

test.each<[string, Partial<TagDraft>, Partial<Record<keyof TagDraft, string>>]>([
  ['nothing', {}, {}],
  ['a good source', { from: ' web:dev ' }, {}],
  ['no source', { from: '' }, { from: 'Write what' }],
  ['half a source', { from: 'web:' }, { from: 'Write the name of the tag' }],
  ['itself', { from: 'web:prod' }, { from: 'follows itself' }],
  ['itself, in short', { from: ':prod' }, { from: 'follows itself' }],
  ['itself, in full', { from: 'shop/web:prod' }, { from: 'follows itself' }],
  ['the same tag of another project', { from: 'dev/web:prod' }, {}],
  ['a name and no value', { annotations: [['a', '']] }, {}],
  ['an empty line', { annotations: [['', '']] }, {}],
  ['a value and no name', { annotations: [[' ', 'x']] }, { annotations: 'a name' }],
  [
    'a name twice',
    {
      annotations: [
        ['a', '1'],
        [' a ', '2'],
      ],
    },
    { annotations: 'there twice' },
  ],
  ['a name with a domain', { annotations: [['example.com/a_b.c', '1']] }, {}],
  ['a bad name', { annotations: [['a b', '1']] }, { annotations: 'not the name' }],
  ['a bad domain', { annotations: [['-x/a', '1']] }, { annotations: 'not the name' }],
  ['a long name', { annotations: [['a'.repeat(64), '1']] }, { annotations: 'not the name' }],
  ['too much', { annotations: [['a', 'x'.repeat(262_144)]] }, { annotations: '256 KiB' }],
])('a draft with %s', (_fact, change, expected) => {
  const problems = draftProblems(draft(change), at, registry)
  expect(Object.keys(problems)).toEqual(Object.keys(expected))
  for (const [field, words] of Object.entries(expected)) {
    expect(problems[field as keyof TagDraft]).toContain(words)
  }
})

test('a source that nobody could have typed is no problem while it is left alone', () => {
  const odd: TagReference = { name: 'prod', from: { kind: 'Pod', name: 'web-1' } }
  expect(draftProblems(draft({}, odd), at, odd)).toEqual({})
  expect(draftKind(draft({}, odd), odd)).toBe('')
  const short: TagReference = { name: 'prod', from: { kind: 'ImageStreamImage', name: 'web@448e' } }
  expect(draftProblems(draft({}, short), at, short)).toEqual({})
  expect(draftProblems(draft({}, short), at).from).toContain('whole digest')
  expect(draftKind(draft({}, short), short)).toBe('ImageStreamImage')
})

test('only what is in a registry is scheduled', () => {
  expect(isScheduled(draft({ scheduled: true }), registry)).toBe(true)
  expect(isScheduled(draft({ scheduled: true, from: 'web:dev' }), registry)).toBe(false)
  expect(isScheduled(draft({ scheduled: true, from: '' }), registry)).toBe(false)
})

function rowOf(seen: TagReference | undefined, image: string, rest: Partial<TagRow> = {}): TagRow {
  const item = {
    image,
    dockerImageReference: image ? `quay.io/acme/web@${image}` : 'quay.io/acme/web:1',
    created: '2026-11-20T00:00:00Z',
    generation: 3,
  }
  return { ...toTagRow('prod', seen, { tag: 'prod', items: [item] }), ...rest }
}

const failure = { reason: 'BadRequest', message: '', since: '', generation: 3 }

test.each<[string, TagReference | undefined, Partial<TagDraft>, TagRow | undefined, string[]]>([
  [
    'another tag of the registry',
    registry,
    { from: 'quay.io/acme/web:2' },
    rowOf(registry, digest),
    [
      'prod is imported from quay.io/acme/web:2 once. Later changes in the registry do not reach it.',
      'The import follows in a moment. Until it is done, and if it fails, the image stays as it is.',
    ],
  ],
  [
    'a schedule',
    registry,
    { scheduled: true },
    rowOf(registry, digest),
    [
      'The registry is asked for a newer image about every 15 minutes, beginning with the next round.',
    ],
  ],
  [
    'a pin, of a scheduled tag',
    { ...registry, importPolicy: { scheduled: true } },
    { from: `web@${other}` },
    rowOf(registry, digest),
    [
      'prod stays on this image until somebody moves it.',
      'prod is no longer imported on schedule.',
      'The history keeps the images so far.',
    ],
  ],
  [
    'the image that it holds',
    registry,
    { from: `web@${digest}` },
    rowOf(registry, digest),
    [
      'prod stays on this image until somebody moves it.',
      'It is the image that the tag holds already, so the history gets no new entry.',
    ],
  ],
  [
    'an alias',
    registry,
    { from: ':dev' },
    undefined,
    ['prod follows dev: it moves whenever that moves.'],
  ],
  [
    'a copy',
    registry,
    { from: 'dev/web:v1' },
    undefined,
    ['prod takes what dev/web:v1 holds now, once. It does not follow when that moves.'],
  ],
  [
    'a mere name, over another one',
    { ...registry, reference: true },
    { from: 'quay.io/acme/web:2' },
    rowOf(registry, ''),
    [
      'prod only names quay.io/acme/web:2. Nothing is imported, and pods pull whatever the registry holds then.',
      'The newest entry of the history is overwritten by this.',
    ],
  ],
  [
    'another reference policy',
    registry,
    { referencePolicy: 'Source' },
    rowOf(registry, digest),
    [
      'Pods pull straight from the source, which must be reachable from the nodes.',
      'What is pulled gets another name, so workloads and builds with an image trigger on the tag start anew.',
    ],
  ],
  [
    'insecure, while the import fails',
    registry,
    { insecure: true },
    rowOf(registry, digest, { failure }),
    [
      'The failed import is not tried again by this change alone.',
      'The certificate of the registry is not checked, and plain HTTP is accepted.',
    ],
  ],
  [
    'another import mode',
    registry,
    { importMode: 'PreserveOriginal' },
    rowOf(registry, digest),
    [
      'The import follows in a moment. Until it is done, and if it fails, the image stays as it is.',
      'Of a list of platforms all are kept, and each node takes its own.',
    ],
  ],
  [
    'other annotations',
    registry,
    {
      annotations: [
        ['a', '1'],
        ['b', '2'],
      ],
    },
    undefined,
    ['2 annotations are set, and one annotation is removed.'],
  ],
  [
    'nothing',
    registry,
    {},
    rowOf(registry, digest),
    [
      'Nothing is changed. The image is imported once more.',
      'The import follows in a moment. Until it is done, and if it fails, the image stays as it is.',
    ],
  ],
  [
    'nothing, of a copy',
    { name: 'prod', from: { kind: 'ImageStreamTag', name: 'api:v1' } },
    {},
    undefined,
    [
      'Nothing is changed, and nothing happens: a copy from another stream is only taken anew from another source.',
    ],
  ],
  [
    'a first reference, of a pushed tag',
    undefined,
    { from: 'web:dev' },
    rowOf(undefined, digest),
    [
      'prod follows dev: it moves whenever that moves.',
      'prod gets its first reference. Its images stay in the history, and a later push still moves it.',
    ],
  ],
  ['what is not written right', registry, { from: 'web:' }, undefined, []],
])('what a draft with %s will do', (_fact, seen, change, row, sentences) => {
  const repository = 'registry.svc:5000/shop/web'
  const edited = { ...draftOf(seen), ...change }
  expect(draftConsequences(seen, edited, { ...at, row, repository })).toEqual(sentences)
})

test.each<[string, Partial<TagDraft>]>([
  [`oc tag -n shop web@${digest} web:prod`, { from: `web@${digest}`, referencePolicy: 'Source' }],
  [
    `oc tag -n shop dev/web@${digest} web:prod --reference-policy=local`,
    { from: `dev/web@${digest}` },
  ],
  ['oc tag -n shop web:dev web:prod --alias', { from: 'web:dev', referencePolicy: 'Source' }],
  ['oc tag -n shop web:dev web:prod --alias', { from: ':dev', referencePolicy: 'Source' }],
  ['oc tag -n shop dev/web:v1 web:prod', { from: 'dev/web:v1', referencePolicy: 'Source' }],
  [
    'oc tag -n shop quay.io/o/a:v1 web:prod --scheduled --import-mode=PreserveOriginal --reference-policy=local',
    { from: 'quay.io/o/a:v1', scheduled: true, importMode: 'PreserveOriginal' },
  ],
  [
    'oc tag -n shop --source=docker nginx:1 web:prod --insecure --reference-policy=local',
    { from: 'docker://nginx:1', insecure: true },
  ],
  [
    'oc tag -n shop quay.io/o/a:v1 web:prod --reference --reference-policy=local',
    { from: 'quay.io/o/a:v1', reference: true, importMode: 'PreserveOriginal' },
  ],
  ['', { from: 'web:' }],
])('%s', (command, change) => {
  expect(ocCommand(at, draft(change), registry)).toBe(command)
})

test.each<[string, ObjectReference, string]>([
  [
    'an alias',
    { kind: 'ImageStreamTag', name: 'web:dev' },
    `oc patch istag web:prod -n shop --type=json -p '[{"op":"replace","path":"/tag/from/name","value":"dev"},{"op":"add","path":"/tag/generation","value":0}]'`,
  ],
  [
    'an alias that oc spells otherwise',
    { kind: 'ImageStreamTag', name: 'dev' },
    'oc tag -n shop web:dev web:prod --alias',
  ],
  [
    'an image of a registry, with which oc sends generation 0',
    { kind: 'DockerImage', name: 'quay.io/o/a:v1' },
    'oc tag -n shop quay.io/o/a:v1 web:prod',
  ],
])(
  'the same source once more is no no-op in the terminal either (S-19): %s',
  (_what, from, command) => {
    const seen: TagReference = { name: 'prod', from, referencePolicy: { type: 'Source' } }
    expect(ocCommand(at, draftOf(seen), seen, true)).toBe(command)
  },
)

test('a hostile annotation or name never leaves its word', () => {
  fc.assert(
    fc.property(fc.string(), (stream) => {
      const command = ocCommand({ ...at, stream }, draft({ from: 'quay.io/a/b:1' }))
      const unquoted = command.replace(/'[^']*'|\\'/g, '')
      expect(unquoted).toMatch(/^[\w@%+=:,./ -]*$/)
    }),
  )
})
