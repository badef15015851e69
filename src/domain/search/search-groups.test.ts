import { describe, expect, it } from 'vitest'
import { toStreamRow } from '@/domain/stream-row'
import { aDigest, aStream } from '@/test/builders'
import { RowSearch } from './row-search'
import { matchCommands, type SearchHit, searchGroups } from './search-groups'
import { parseSearch } from './search-query'

const commands = [
  { id: 'graph', title: 'Graph of shop', hint: '', words: 'topology references' },
  { id: 'tags', title: 'Tags', hint: '', words: 'all tags list' },
  { id: 'dark', title: 'Use the dark theme', hint: '', words: 'night colours' },
]

const rows = [
  aStream({
    name: 'graph-api',
    namespace: 'shop',
    labels: { app: 'graph' },
    tags: [{ name: 'prod', images: ['one'] }],
  }),
  aStream({ name: 'tags', namespace: 'shop', tags: [{ name: 'graph', images: ['one'] }] }),
  aStream({
    name: 'signed',
    namespace: 'shop',
    tags: [
      { name: 'two', images: ['two'] },
      { name: `${aDigest('two').replace(':', '-')}.sig`, images: ['signature'] },
    ],
  }),
].map(toStreamRow)

function groups(text: string) {
  const search = new RowSearch(parseSearch(text), rows)
  search.proceed()
  return searchGroups(search.result(), commands, text)
}

const words = (hit: SearchHit) =>
  hit.kind === 'command' ? hit.command.id : hit.kind === 'image' ? hit.digest : hit.kind

describe('the group with the best answer comes first', () => {
  it.each([
    ['graph', ['Tags', 'Image streams', 'Pages and actions', 'Labels']],
    ['tags', ['Image streams', 'Pages and actions']],
    ['dark', ['Pages and actions']],
    ['shop', ['Projects', 'Image streams', 'Pages and actions']],
    ['app=graph', ['Labels', 'Image streams']],
    [aDigest('one'), ['Image, held by 2 tags in 1 project', 'Tags that hold it']],
    [aDigest('two'), ['Image, held by 1 tag in 1 project', 'Tags that hold it', 'Kept with it']],
    ['nothing at all', []],
  ])('%s', (text, titles) => {
    expect(groups(text).map(({ title }) => title)).toEqual(titles)
  })

  it('and tells the kinds of answers apart', () => {
    expect(groups(aDigest('one')).map(({ hits }) => hits.map(words))).toEqual([
      [aDigest('one')],
      ['tag', 'tag'],
    ])
  })
})

describe('a page or an action is found by', () => {
  it.each([
    ['graph', ['graph']],
    ['topo', ['graph']],
    ['dark theme', ['dark']],
    ['theme dark', ['dark']],
    ['tag', ['tags']],
    ['ark', []],
    ['', []],
  ])('%s', (text, ids) => {
    expect(matchCommands(commands, text).hits.map(({ command }) => command.id)).toEqual(ids)
  })

  it.each([
    ['topo', 'topology'],
    ['night', 'night'],
    ['graph', ''],
    ['dark theme', ''],
  ])('%s, and says which other word of it fits', (text, alias) => {
    expect(matchCommands(commands, text).hits.map((hit) => hit.alias)).toEqual([alias])
  })
})
