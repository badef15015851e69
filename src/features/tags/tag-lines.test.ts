import { describe, expect, it } from 'vitest'
import { parseLabelSelector } from '@/domain/label-selector'
import { finished } from '@/domain/steps'
import type { StreamRow, TagRow } from '@/domain/stream-row'
import { tagList } from './tag-list'

const now = new Date('2026-11-23T12:00:00Z')
const hex = (digit: string) => digit.repeat(64)

function tag(name: string, more: Partial<TagRow> = {}): TagRow {
  const latest = {
    image: `sha256:${hex('a')}`,
    reference: 'quay.io/acme/web@sha256:a',
    created: '2026-11-20T00:00:00Z',
    generation: 1,
  }
  return { name, spec: null, latest, revisions: 1, failure: null, ...more }
}

function stream(namespace: string, name: string, tags: TagRow[], labels = {}): StreamRow {
  return {
    key: `${namespace}/${name}`,
    namespace,
    name,
    labels,
    created: '',
    changed: '',
    repository: '',
    publicRepository: '',
    localLookup: false,
    importsRepository: '',
    tags,
  }
}

const failure = { reason: 'NotFound', message: '', since: '2026-11-22T00:00:00Z', generation: 1 }
const streams = [
  stream('shop', 'web', [tag('v1'), tag('v10'), tag('v2', { failure })], { team: 'shop' }),
  stream('pay', 'api', [
    tag('latest', { latest: { ...latestOf('b'), created: '2026-11-23T00:00:00Z' } }),
    tag(`sha256-${hex('a')}.sig`),
  ]),
]

function latestOf(digit: string) {
  return { image: `sha256:${hex(digit)}`, reference: 'r', created: '', generation: 1 }
}

const everything = { text: '', labels: [], digest: '', state: '' } as const
const byTag = { key: 'tag', isDescending: false } as const

function shown(
  filter: Partial<Parameters<typeof tagList>[1]>,
  sort: Parameters<typeof tagList>[2],
) {
  const { rows } = finished(tagList(streams, { ...everything, ...filter }, sort, now))
  return rows.map(({ stream: of, tag: { name } }) => `${of.name}:${name}`)
}

describe('a list of tags', () => {
  it('leaves out tags that carry signatures, and counts them', () => {
    const list = finished(tagList(streams, everything, byTag, now))
    expect(list.total).toBe(4)
    expect([...list.accessories]).toEqual([['signature', 1]])
  })

  it('counts states without the filter of states, so that another can be chosen', () => {
    const list = finished(tagList(streams, { ...everything, state: 'importFailed' }, byTag, now))
    expect(list.rows).toHaveLength(1)
    expect(list.counts.get('importFailed')).toBe(1)
    expect(list.counts.get('pushed')).toBe(3)
    expect(list.selected).toBe(4)
  })

  it.each([
    [{ text: 'web:v1' }, ['web:v1', 'web:v10']],
    [{ text: 'SHOP v2' }, ['web:v2']],
    [{ digest: 'sha256:bbbb' }, ['api:latest']],
    [{ text: 'nothing' }, []],
  ])('filtered by %o', (filter, expected) => {
    expect(shown(filter, byTag)).toEqual(expected)
  })

  it('filtered by labels of the stream', () => {
    const labels = parseLabelSelector('team=shop')
    expect(labels.ok && shown({ labels: labels.value }, byTag)).toHaveLength(3)
  })

  it.each([
    ['changed', true, 'api:latest'],
    ['changed', false, 'web:v1'],
    ['state', true, 'web:v2'],
    ['project', false, 'api:latest'],
    ['image', true, 'api:latest'],
  ] as const)('by %s, descending %s, begins with %s', (key, isDescending, first) => {
    expect(shown({}, { key, isDescending })[0]).toBe(first)
  })

  it('keeps a line for as long as its stream is the same and says the same', () => {
    const before = finished(tagList(streams, everything, byTag, now)).rows
    const after = finished(
      tagList(streams, everything, byTag, new Date(now.getTime() + 30_000)),
    ).rows
    expect(after.every((line, index) => line === before[index])).toBe(true)
  })

  it('knows which other tags hold an image', () => {
    const list = finished(tagList(streams, everything, byTag, now))
    expect(list.holders(`sha256:${hex('a')}`).map((holder) => holder.tag.name)).toContain('v10')
    expect(list.holders('sha256:none')).toEqual([])
  })
})
