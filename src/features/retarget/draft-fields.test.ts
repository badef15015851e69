import { describe, expect, it } from 'vitest'
import { draftOf, type TagDraft } from '@/domain/tag-draft'
import { differences, mergeDrafts } from './draft-fields'

function draft(parts: Partial<TagDraft>): TagDraft {
  return { ...draftOf(undefined), ...parts }
}

const keys = (a: TagDraft, b: TagDraft) => differences(a, b).map(({ key }) => key)

describe('in what two drafts differ', () => {
  it.each([
    ['nothing', {}, {}, []],
    ['the source', { from: 'a:1' }, { from: 'a:2' }, ['from']],
    ['a policy', { referencePolicy: 'Local' }, {}, ['referencePolicy']],
    [
      'single annotations',
      {
        annotations: [
          ['a', '1'],
          ['b', '1'],
        ],
      },
      {
        annotations: [
          ['b', '2'],
          ['c', '1'],
        ],
      },
      ['annotation a', 'annotation b', 'annotation c'],
    ],
    [
      'the order of annotations is none',
      {
        annotations: [
          ['a', '1'],
          ['b', '2'],
        ],
      },
      {
        annotations: [
          ['b', '2'],
          ['a', '1'],
        ],
      },
      [],
    ],
    ['an annotation without a name is none', { annotations: [['', 'x']] }, {}, []],
    ['an empty annotation and none', { annotations: [['a', '']] }, {}, ['annotation a']],
    [
      'names that objects have',
      { annotations: [['constructor', 'x']] },
      {},
      ['annotation constructor'],
    ],
  ] as [string, Partial<TagDraft>, Partial<TagDraft>, string[]][])('%s', (_, a, b, expected) => {
    expect(keys(draft(a), draft(b))).toEqual(expected)
  })
})

describe('two changes of the same tag', () => {
  const base = draft({ from: 'app:v1', annotations: [['owner', 'maria']] })
  const theirs = draft({
    from: 'app:v3',
    scheduled: true,
    annotations: [
      ['owner', 'jon'],
      ['ticket', 'INC-7'],
    ],
  })
  const mine = draft({
    from: 'app:v2',
    insecure: true,
    annotations: [
      ['owner', 'maria'],
      ['why', 'x'],
    ],
  })

  it('keep mine where I changed it and theirs everywhere else', () => {
    expect(mergeDrafts({ base, theirs, mine }, {})).toEqual(
      draft({
        from: 'app:v2',
        insecure: true,
        scheduled: true,
        annotations: [
          ['owner', 'jon'],
          ['why', 'x'],
          ['ticket', 'INC-7'],
        ],
      }),
    )
  })

  it('take the side that was chosen', () => {
    const merged = mergeDrafts(
      { base, theirs, mine },
      { from: 'theirs', 'annotation owner': 'mine' },
    )
    expect(merged.from).toBe('app:v3')
    expect(merged.annotations).toContainEqual(['owner', 'maria'])
  })

  it('drop an annotation that the chosen side does not have', () => {
    const merged = mergeDrafts({ base, theirs, mine }, { 'annotation why': 'theirs' })
    expect(merged.annotations.map(([key]) => key)).toEqual(['owner', 'ticket'])
  })
})
