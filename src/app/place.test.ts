// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { placeOf, recentPlaces, recentStreams, rememberPlace } from './place'

beforeEach(() => localStorage.clear())

describe('an address says where one is', () => {
  it.each([
    ['/all/image-streams', 'image-streams', '', ''],
    ['/all/tags', 'tags', '', ''],
    ['/ns/shop/image-streams', 'image-streams', 'shop', ''],
    ['/ns/shop/tags', 'tags', 'shop', ''],
    ['/ns/shop/graph', 'graph', 'shop', ''],
    ['/ns/shop/image-streams/web', 'image-streams', 'shop', 'web'],
    ['/ns/shop/image-streams/web/tags/prod', 'image-streams', 'shop', 'web'],
    ['/compare', 'compare', '', ''],
    ['/keys', 'keys', '', ''],
    ['/all/failures', 'failures', '', ''],
    ['/ns/shop/failures', 'failures', 'shop', ''],
    ['/import', 'import', '', ''],
    ['/nowhere', '', '', ''],
  ])('%s', (pathname, section, namespace, stream) => {
    expect(placeOf(pathname)).toEqual({ section, namespace, stream })
  })
})

describe('recent streams', () => {
  const nowhere = { namespace: '', stream: '' }

  it('are the last eight, each once, newest first', () => {
    for (const stream of 'abcadefghi') rememberPlace(`/ns/shop/image-streams/${stream}`)
    expect(
      recentStreams(nowhere)
        .map(({ stream }) => stream)
        .join(''),
    ).toBe('ihgfedac')
  })

  it('and the project stay as they were where a page is of none', () => {
    rememberPlace('/ns/shop/image-streams/a')
    rememberPlace('/import')
    expect(localStorage.getItem('tagstream.project')).toBe('shop')
  })

  it('begin with the one that is open', () => {
    rememberPlace('/ns/shop/image-streams/a')
    const open = { namespace: 'shop', stream: 'b' }
    expect(recentStreams(open).map(({ stream }) => stream)).toEqual(['b', 'a'])
  })

  it('are told apart from their tags, which are looked at again as such', () => {
    rememberPlace('/ns/shop/image-streams/a')
    rememberPlace('/ns/shop/image-streams/b/tags/prod')
    rememberPlace('/ns/shop/image-streams/b/tags/old')
    rememberPlace('/ns/shop/image-streams/b/tags/prod')
    expect(recentStreams(nowhere).map(({ stream }) => stream)).toEqual(['b', 'a'])
    expect(recentPlaces('/').map(({ stream, tag }) => `${stream}:${tag}`)).toEqual([
      'b:prod',
      'b:old',
      'a:',
    ])
  })

  it('are without the one that is open, which is no news', () => {
    rememberPlace('/ns/shop/image-streams/a')
    rememberPlace('/ns/shop/image-streams/a/tags/prod')
    const open = (pathname: string) => recentPlaces(pathname).map(({ tag }) => tag)
    expect(open('/ns/shop/image-streams/a/tags/prod')).toEqual([''])
    expect(open('/ns/shop/image-streams/a')).toEqual(['prod'])
  })

  it('are kept by an older version without tags', () => {
    localStorage.setItem('tagstream.recent', '[{"namespace":"shop","stream":"a"}]')
    expect(recentPlaces('/')).toEqual([{ namespace: 'shop', stream: 'a', tag: '' }])
  })

  it('stay, however many tags of one stream are looked at', () => {
    rememberPlace('/ns/shop/image-streams/a')
    for (let tag = 0; tag < 20; tag++) rememberPlace(`/ns/shop/image-streams/b/tags/v${tag}`)
    expect(recentPlaces('/')).toHaveLength(8)
    expect(recentStreams(nowhere).map(({ stream }) => stream)).toEqual(['b', 'a'])
  })

  it.each(['nonsense', '{}', '[1, null, {"namespace": 1}]'])(
    'survive %s in the browser’s store',
    (text) => {
      localStorage.setItem('tagstream.recent', text)
      expect(recentStreams(nowhere)).toEqual([])
    },
  )
})
