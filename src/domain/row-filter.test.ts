import { expect, test } from 'vitest'
import { parseLabelSelector } from './label-selector'
import { filterStreamRows, type RowFilter, sameImageTags } from './row-filter'
import { type StreamRowKey, sortStreamRows } from './row-order'
import { finished } from './steps'
import type { StreamRow, TagRow } from './stream-row'

const now = new Date('2026-11-23T12:00:00Z')
const digest = `sha256:448e23${'0'.repeat(58)}`

function tag(name: string, image = '', rest: Partial<TagRow> = {}): TagRow {
  const latest = image
    ? { image, reference: `quay.io/x@${image}`, created: '2026-11-20T00:00:00Z', generation: 1 }
    : null
  return { name, spec: null, latest, revisions: latest ? 1 : 0, failure: null, ...rest }
}

function row(namespace: string, name: string, tags: TagRow[], rest: Partial<StreamRow> = {}) {
  return {
    key: `${namespace}/${name}`,
    namespace,
    name,
    labels: {},
    created: '2026-01-01T00:00:00Z',
    changed: '2026-01-01T00:00:00Z',
    repository: '',
    publicRepository: '',
    localLookup: false,
    importsRepository: '',
    tags,
    ...rest,
  }
}

const failure = { reason: 'NotFound', message: '', since: '', generation: 1 }
const web = row('shop', 'web', [tag('v1', digest), tag('Prod', digest)], {
  labels: { app: 'web', tier: 'front' },
  changed: '2026-11-22T00:00:00Z',
})
const api = row('shop', 'api', [tag('v1', `sha256:${'a'.repeat(64)}`)], {
  created: '2026-03-01T00:00:00Z',
})
const base = row('platform', 'web', [tag('9', '', { failure }), tag('9.1')], {
  labels: { app: 'base' },
  changed: '',
})
const rows: StreamRow[] = [web, api, base]

function selector(text: string) {
  const parsed = parseLabelSelector(text)
  return parsed.ok ? parsed.value : []
}

test.each<[string, RowFilter, StreamRow[]]>([
  ['a name', { text: 'web' }, [web, base]],
  ['a project', { text: 'SHOP' }, [web, api]],
  ['project and name', { text: 'shop/web' }, [web]],
  ['two words, wherever they are', { text: 'web shop' }, [web]],
  ['a tag', { text: 'prod' }, [web]],
  ['a stream and a tag', { text: 'web v1' }, [web]],
  ['a stream and a tag as they are written', { text: 'shop/web:prod' }, [web]],
  ['what is nowhere', { text: 'web nothing' }, []],
  ['a label', { labels: selector('app=web') }, [web]],
  ['the lack of a label', { labels: selector('!tier') }, [api, base]],
  ['a state', { states: ['importFailed'] }, [base]],
  ['one of several states', { states: ['importFailed', 'pushed'] }, rows],
  ['part of a tag’s name', { tag: '9' }, [base]],
  ['a whole digest', { digest }, [web]],
  ['the start of a digest', { digest: 'sha256:448e' }, [web]],
  ['the digits of a digest', { digest: '448e23' }, [web]],
  ['what is no digest', { digest: 'prod' }, []],
  ['several at once', { text: 'web', states: ['importFailed'], tag: '9.1' }, [base]],
])('streams are found by %s', (_fact, filter, expected) => {
  expect(finished(filterStreamRows(rows, filter, now))).toEqual(expected)
})

test('what narrows nothing gives the list itself', () => {
  expect(finished(filterStreamRows(rows, {}, now))).toBe(rows)
  const empty = { text: ' ', tag: '', digest: '', labels: [], states: [] }
  expect(finished(filterStreamRows(rows, empty, now))).toBe(rows)
})

test.each<[StreamRowKey, boolean, StreamRow[]]>([
  ['name', false, [api, base, web]],
  ['name', true, [base, web, api]],
  ['project', false, [base, api, web]],
  ['state', true, [base, api, web]],
  ['tags', true, [base, web, api]],
  ['changed', true, [web, api, base]],
  ['created', false, [base, web, api]],
])('sorted by %s, descending: %s', (by, descending, expected) => {
  expect(finished(sortStreamRows(rows, { by, descending }, now))).toEqual(expected)
})

test('tags are found by the image that they hold', () => {
  const holders = finished(sameImageTags(rows))
  expect(holders.get(digest)?.map(({ stream, tag: { name } }) => `${stream.name}:${name}`)).toEqual(
    ['web:v1', 'web:Prod'],
  )
  expect(holders.has('')).toBe(false)
  expect(holders.size).toBe(2)
})
