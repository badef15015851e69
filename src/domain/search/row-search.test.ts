import { describe, expect, it } from 'vitest'
import { type StreamRow, toStreamRow } from '@/domain/stream-row'
import { aDigest, aStream } from '@/test/builders'
import { distances, type Nearness, RowSearch, type SearchResult } from './row-search'
import { reasonWords } from './search-hit'
import { parseSearch } from './search-query'

const quay = (name: string) => ({ from: { kind: 'DockerImage', name } })

const rows = [
  aStream({
    name: 'web-proxy',
    namespace: 'edge',
    labels: { app: 'proxy', team: 'net' },
    tags: [{ name: 'edge', images: ['one'] }],
  }),
  aStream({
    name: 'checkout',
    namespace: 'payments',
    labels: { 'app.kubernetes.io/name': 'checkout', app: 'checkout' },
    tags: [
      { name: 'latest', wish: quay('quay.io/acme/checkout:latest'), images: ['two'] },
      { name: 'v1.0', images: ['three'] },
      { name: `${aDigest('two').replace(':', '-')}.sig`, images: ['signature'] },
    ],
  }),
  aStream({
    name: 'frontend',
    namespace: 'shop',
    labels: { app: 'frontend' },
    tags: [
      { name: 'latest', wish: quay('quay.io/acme/frontend:latest'), images: ['one', 'zero'] },
      { name: 'prod', images: ['one'] },
      { name: 'v1.2.0', wish: quay('quay.io/acme/frontend:v1.2.0'), images: ['four'] },
      { name: 'v1.10.0', wish: quay('quay.io/acme/frontend:v1.10.0'), images: ['six'] },
    ],
  }),
  aStream({ name: 'nginx', namespace: 'shop', tags: [{ name: '1', wish: quay('nginx:1') }] }),
  aStream({ name: 'storefront', namespace: 'shop', tags: [{ name: 'prod', images: ['five'] }] }),
  {
    ...aStream({ name: 'mirror', namespace: 'zone' }),
    spec: { dockerImageRepository: 'quay.io/acme/mirror' },
  },
  aStream({
    name: 'pinned',
    namespace: 'zone',
    tags: [
      { name: 'base', wish: quay(`quay.io/acme/base@${aDigest('pinned')}`) },
      { name: 'rc', wish: quay('quay.io/acme/base:1.0-RC1') },
    ],
  }),
].map(toStreamRow)

function search(text: string, recent = ''): SearchResult {
  const [name, tag] = recent.split(':')
  const nearness = (row: StreamRow): Nearness | undefined =>
    row.name === name ? { distance: distances.lookedAt, ...(tag && { tags: [tag] }) } : undefined
  const found = new RowSearch(parseSearch(text), rows, nearness)
  expect(found.proceed()).toBe(true)
  return found.result()
}

const streams = ({ streams: { hits } }: SearchResult) =>
  hits.map(({ stream, why }) => `${stream.name}: ${reasonWords(why)}`)
const tags = ({ tags: { hits } }: SearchResult) =>
  hits.map(({ stream, tag, why }) => `${stream.name}:${tag.name}: ${reasonWords(why)}`)

describe('streams are found, the best first', () => {
  it.each([
    ['frontend', ['frontend: name is it']],
    ['front', ['frontend: name begins so', 'storefront: name contains it']],
    ['prox', ['web-proxy: name a word begins so']],
    ['frnd', ['frontend: name has the letters']],
    ['shop', ['nginx: project is it', 'frontend: project is it', 'storefront: project is it']],
    ['shop front', ['frontend: name begins so', 'storefront: name contains it']],
    ['frontned', ['frontend: name is nearly it']],
    ['chekout', ['checkout: name is nearly it']],
    ['paymnts', ['checkout: project is nearly it']],
    ['registry.test:5000/shop/fro', ['frontend: pull spec begins so']],
    [
      'registry.test:5000/shop/',
      [
        'nginx: pull spec begins so',
        'frontend: pull spec begins so',
        'storefront: pull spec begins so',
      ],
    ],
    ['quay.io/acme/mirror', ['mirror: imports this repository']],
    ['APP=Checkout', ['checkout: label is it']],
    ['app=proxy,team=net', ['web-proxy: label is it']],
    ['app=proxy,team=shop', []],
    ['docker://', []],
    ['shop/front', ['frontend: name begins so', 'storefront: name contains it']],
    ['pay/check', ['checkout: name begins so']],
    ['edge/', ['web-proxy: project is it']],
    ['nothing', []],
    ['app=checkout', ['checkout: label is it']],
    ['app=front', ['frontend: label begins so']],
    ['name=checkout', ['checkout: label is it']],
    [
      'app=',
      ['checkout: label begins so', 'frontend: label begins so', 'web-proxy: label begins so'],
    ],
    ['registry.test:5000/shop/frontend', ['frontend: pull spec is it']],
    ['docker://registry.test:5000/shop/frontend:prod', ['frontend: pull spec begins so']],
    ['route.example.com/shop/frontend', ['frontend: same name, another registry']],
  ])('%s', (text, expected) => {
    expect(streams(search(text))).toEqual(expected)
  })

  it('those that were looked at lately before others that fit as well', () => {
    expect(streams(search('shop', 'storefront'))[0]).toBe('storefront: project is it')
    expect(tags(search('prod', 'storefront'))[0]).toBe('storefront:prod: tag is it')
    expect(tags(search('shop/frontend:v', 'frontend:v1.10.0'))[0]).toMatch(/^frontend:v1\.10\.0/)
    // but never before what fits better
    expect(streams(search('front', 'storefront'))[0]).toBe('frontend: name begins so')
  })
})

describe('tags are found', () => {
  it.each([
    ['prod', ['frontend:prod: tag is it', 'storefront:prod: tag is it']],
    ['front:prod', ['frontend:prod: name begins so', 'storefront:prod: name contains it']],
    ['shop/frontend:v1', ['frontend:v1.2.0: tag begins so', 'frontend:v1.10.0: tag begins so']],
    ['frontend prod', ['frontend:prod: tag is it']],
    ['shop prod', ['frontend:prod: tag is it', 'storefront:prod: tag is it']],
    ['frontned:prod', ['frontend:prod: name is nearly it']],
    ['frontend', []],
    ['edge', ['web-proxy:edge: tag is it']],
    [
      'acme',
      [
        'pinned:rc: source a word begins so',
        'pinned:base: source a word begins so',
        'checkout:latest: source a word begins so',
        'frontend:latest: source a word begins so',
        'frontend:v1.2.0: source a word begins so',
        'frontend:v1.10.0: source a word begins so',
      ],
    ],
    ['nginx:1', ['nginx:1: tag is it']],
    ['ngin:1', ['nginx:1: name begins so']],
    ['quay.io/acme/base:1.0-rc1', ['pinned:rc: source is it']],
    [
      `quay.io/acme/base@${aDigest('pinned')}`,
      ['pinned:base: points at it', 'pinned:rc: source begins so'],
    ],
    [
      `quay.io/acme/base@${aDigest('another')}`,
      ['pinned:rc: source begins so', 'pinned:base: same repository, another digest'],
    ],
    [aDigest('pinned').slice(7, 15), ['pinned:base: points at it']],
    ['registry.test:5000/shop/frontend:PROD', ['frontend:prod: pull spec is it']],
    [':latest', ['checkout:latest: tag is it', 'frontend:latest: tag is it']],
    ['registry.test:5000/shop/frontend:prod', ['frontend:prod: pull spec is it']],
    ['quay.io/acme/frontend:v1.2.0', ['frontend:v1.2.0: source is it']],
    [
      'quay.io/acme/frontend',
      [
        'frontend:latest: source is it',
        'frontend:v1.2.0: source begins so',
        'frontend:v1.10.0: source begins so',
      ],
    ],
    [
      'quay.io/acme/fro',
      [
        'frontend:latest: source begins so',
        'frontend:v1.2.0: source begins so',
        'frontend:v1.10.0: source begins so',
      ],
    ],
    ['acme/check', ['checkout:latest: source a word begins so']],
    ['docker.io/library/nginx:1', ['nginx:1: source is it']],
    ['docker://nginx', ['nginx:1: source begins so']],
    ['route.example.com/shop/frontend:prod', ['frontend:prod: same name, another registry']],
  ])('%s', (text, expected) => {
    expect(tags(search(text))).toEqual(expected)
  })
})

describe('the beginning of a digest finds', () => {
  const hex = aDigest('one').slice(7)

  it.each([
    hex.slice(0, 6),
    `sha256:${hex.slice(0, 20)}`,
    `sha256:${hex}`,
    `frontend@${hex.slice(0, 12)}`,
  ])('%s: the image, and every tag that holds it', (text) => {
    const { images, holders } = search(text)
    expect(images.hits).toMatchObject([{ digest: aDigest('one'), tags: 3, projects: 2 }])
    expect(images.hits[0]?.stream.name).toBe(text.startsWith('frontend') ? 'frontend' : 'web-proxy')
    expect(holders.hits.map(({ stream, tag }) => `${stream.name}:${tag.name}`)).toEqual([
      'web-proxy:edge',
      'frontend:latest',
      'frontend:prod',
    ])
  })

  it('what is kept with the image', () => {
    expect(search(aDigest('two')).kept.hits.map(({ stream }) => stream.name)).toEqual(['checkout'])
    expect(search(aDigest('two')).holders.total).toBe(1)
  })

  it('an image that no tag holds any more, where a pull spec says of which stream', () => {
    const { images } = search(`registry.test:5000/shop/frontend@${aDigest('zero')}`)
    expect(images.hits).toMatchObject([{ digest: aDigest('zero'), tags: 0 }])
  })

  it('and opens the image in a stream that holds it, the nearest, whatever else a spec names', () => {
    const streamOf = (text: string, recent = '') => search(text, recent).images.hits[0]?.stream.name
    expect(streamOf(`registry.test:5000/shop/frontend@${aDigest('one')}`)).toBe('frontend')
    expect(streamOf(`registry.test:5000/payments/checkout@${aDigest('one')}`)).toBe('web-proxy')
    expect(streamOf(aDigest('one'), 'frontend')).toBe('frontend')
  })

  it('a tag once, however many ways lead to it', () => {
    const { holders, tags } = search(`registry.test:5000/shop/frontend:prod@${aDigest('one')}`)
    expect(holders.total).toBe(3)
    expect(tags.total).toBe(0)
  })

  it('nothing by fewer than six digits', () => {
    expect(search(hex.slice(0, 5)).images.total).toBe(0)
  })
})

it('projects are counted, and only those that are named', () => {
  expect(search('shop').projects.hits).toMatchObject([{ namespace: 'shop', streams: 3 }])
  expect(search('front').projects.hits).toEqual([])
})

it('labels are counted by key and value', () => {
  const labels = (text: string) =>
    search(text).labels.hits.map((hit) => [
      hit.labels.map(({ key, value }) => `${key}=${value}`).join(),
      hit.streams,
    ])
  expect(labels('app=')).toEqual([
    ['app=proxy', 1],
    ['app=checkout', 1],
    ['app=frontend', 1],
  ])
  expect(labels('name=checkout')).toEqual([['app.kubernetes.io/name=checkout', 1]])
  expect(labels('app=proxy,team=net')).toEqual([['app=proxy,team=net', 1]])
  // A word that is a key or a value leads to the label, but its streams are not answers.
  expect(labels('net')).toEqual([['team=net', 1]])
  expect(labels('Team')).toEqual([['team=net', 1]])
  expect(search('net').streams.total).toBe(0)
  expect(labels('ne')).toEqual([])
})

it('a worse fit is never before a better one, however short or near it is', () => {
  const { streams, tags } = search('front', 'storefront')
  expect(streams.hits[0]?.stream.name).toBe('frontend')
  expect(tags.score).toBeGreaterThan(streams.score)
})

it('a search goes on where it stopped, and finds what it finds in one go', () => {
  const many = Array.from({ length: 500 }, (_, at) => ({
    ...rows[2],
    name: `front-${at}`,
  })) as StreamRow[]
  const sliced = new RowSearch(parseSearch('front prod'), many)
  let steps = 0
  while (!sliced.proceed(() => true)) steps++
  const whole = new RowSearch(parseSearch('front prod'), many)
  whole.proceed()
  expect(steps).toBeGreaterThan(10)
  expect(sliced.looked).toBe(500)
  expect(sliced.result()).toEqual(whole.result())
  expect(whole.result().tags).toMatchObject({ total: 500 })
  expect(whole.result().tags.hits).toHaveLength(8)
})
