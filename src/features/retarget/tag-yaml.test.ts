import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftOf, type TagDraft } from '@/domain/tag-draft'
import { readTagYaml, writeTagYaml } from './tag-yaml'

const digest = `sha256:${'4'.repeat(64)}`
const empty = draftOf(undefined)

const drafts: fc.Arbitrary<TagDraft> = fc.record({
  from: fc.oneof(
    fc.constantFrom(
      '',
      ':dev',
      'web:dev',
      'dev/web:dev',
      `@${digest}`,
      `web@${digest}`,
      'quay.io/acme/web:1',
      'docker://nginx:1',
      'yes',
      '12',
    ),
    fc.string(),
  ),
  reference: fc.boolean(),
  scheduled: fc.boolean(),
  insecure: fc.boolean(),
  importMode: fc.constantFrom('', 'Legacy', 'PreserveOriginal'),
  referencePolicy: fc.constantFrom('Source', 'Local'),
  annotations: fc.array(
    fc.tuple(fc.oneof(fc.constantFrom('a', 'x/b', '__proto__', ''), fc.string()), fc.string()),
    { maxLength: 4 },
  ),
})

describe('a draft as YAML', () => {
  it('is read as the same draft again, whatever was typed', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(readTagYaml(writeTagYaml(draft)).draft).toEqual(draft)
      }),
      { numRuns: 500 },
    )
  })

  it('takes over what another draft says, whatever it said before', () => {
    fc.assert(
      fc.property(drafts, drafts, (before, after) => {
        expect(readTagYaml(writeTagYaml(after, writeTagYaml(before))).draft).toEqual(after)
      }),
      { numRuns: 500 },
    )
  })

  it('is what the API would be sent', () => {
    const draft: TagDraft = {
      ...empty,
      from: 'dev/web:1',
      insecure: true,
      referencePolicy: 'Local',
      annotations: [['owner', 'maria']],
    }
    expect(writeTagYaml(draft)).toBe(`from:
  kind: ImageStreamTag
  name: web:1
  namespace: dev
importPolicy:
  insecure: true
referencePolicy:
  type: Local
annotations:
  owner: maria
`)
  })
})

describe('a text that somebody wrote', () => {
  const text = `# what runs
from:
  name: web:1   # until the audit
  kind: ImageStreamTag
referencePolicy: {type: Source}
annotations:
  # who to ask
  owner: maria
`

  it('stays as it is while the draft says the same', () => {
    const { draft } = readTagYaml(text)
    expect(writeTagYaml(draft ?? empty, text)).toBe(text)
  })

  it('keeps its comments and its order where another field is changed', () => {
    const { draft } = readTagYaml(text)
    const changed: TagDraft = {
      ...(draft ?? empty),
      referencePolicy: 'Local',
      annotations: [['owner', 'jon']],
    }
    const after = writeTagYaml(changed, text)
    expect(after).toContain('# what runs')
    expect(after).toContain('# until the audit')
    expect(after).toContain('# who to ask\n  owner: jon')
    expect(after).toContain('{type: Local}')
    expect(readTagYaml(after)).toEqual({ draft: changed, problems: [] })
  })

  it('names the source in one line as the form does', () => {
    expect(readTagYaml('from: quay.io/acme/web:1').draft?.from).toBe('quay.io/acme/web:1')
  })

  it.each([
    ['from: [', 1, /./, null],
    ['from: a\n---\nfrom: b', 2, /document/, null],
    ['a: &x 1\nfrom: *x', 2, /aliases are not read/, null],
    ['just words', 1, /Write the fields of the tag/, ''],
    ['form: web:1', 1, /no field “form” here.*from, reference/, ''],
    ['from:\n  kind: Docker\n  name: a', 2, /kind is one of DockerImage/, 'a'],
    ['from:\n  name: web:1', 1, /kind is missing/, 'web:1'],
    ['from: web:1\nreference: yes', 2, /reference is true or false/, 'web:1'],
    ['from: web:1\nimportPolicy: on', 2, /importPolicy has fields of its own/, 'web:1'],
    ['from: web:1\nreference:\n  a: 1', 2, /reference is one value/, 'web:1'],
    ['from: web:1\nannotations:\n  a: 1', 3, /a is a text: write "1"/, 'web:1'],
    ['from: web:1\nannotations:\n  a: [1]', 3, /not a list/, 'web:1'],
    ['from: web:1\nfrom: web:2', 2, /“from” is there twice/, 'web:2'],
    ['from: web:1\nname: prod', 2, /name of a tag is not changed/, 'web:1'],
    ['from: web:1\ngeneration: 0', 2, /cluster counts/, 'web:1'],
  ])('%j has its mistake told on its line', (mistaken, line, words, from) => {
    const { draft, problems } = readTagYaml(mistaken)
    expect(problems[0]).toMatchObject({ line, problem: expect.stringMatching(words) })
    expect(draft?.from ?? null).toBe(from)
  })

  it('that is empty says nothing, and has no mistake yet', () => {
    expect(readTagYaml('')).toEqual({ draft: empty, problems: [] })
    expect(readTagYaml('# only a comment').problems).toEqual([])
  })

  it('of any kind breaks nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (odd) => {
        const { problems } = readTagYaml(odd)
        for (const { from, to } of problems) expect(to).toBeGreaterThanOrEqual(from)
      }),
      { numRuns: 300 },
    )
  })
})
