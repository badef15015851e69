import { describe, expect, it } from 'vitest'
import { parseSearch, type SearchQuery } from './search-query'

const hex = '448e23097047e371d76e'.padEnd(64, '0')

/** The parts that are there, for a table to read. */
function read({ words, digest, labels, spec }: SearchQuery) {
  return {
    ...(words.length > 0 && { words: words.map((word) => word.text) }),
    ...(digest && { digest }),
    ...(labels.length > 0 && {
      label: labels.map(({ key, value }) => `${key} ${value}`).join(', '),
    }),
    ...(spec && { spec: [spec.registry, spec.repository, spec.tag].join(' ') }),
  }
}

describe('what is typed reads as', () => {
  it.each([
    ['', {}],
    ['   ', {}],
    ['Front', { words: ['front'] }],
    ['shop  front prod', { words: ['shop', 'front', 'prod'] }],
    ['448e2', { words: ['448e2'] }],
    ['448e23', { words: ['448e23'], digest: '448e23' }],
    ['c0ffee', { words: ['c0ffee'], digest: 'c0ffee' }],
    ['sha256:448E23', { digest: '448e23' }],
    ['sha256:448e', { words: ['sha256:448e'] }],
    [`sha256-${hex}.sig`, { digest: hex }],
    ['frontend@448e23097047', { digest: '448e23097047' }],
    [`shop/frontend@sha256:${hex}`, { digest: hex }],
    ['app=frontend', { label: 'app frontend' }],
    ['app==frontend', { label: 'app frontend' }],
    ['app.kubernetes.io/name=', { label: 'app.kubernetes.io/name ' }],
    ['app=web,tier=edge', { label: 'app web, tier edge' }],
    ['frontend 448e23097047', { words: ['frontend', '448e23097047'], digest: '448e23097047' }],
    ['frontend facade', { words: ['frontend', 'facade'] }],
    ['docker://', {}],
    ['/', {}],
    [':', {}],
    ['Quay.io/Acme/web:1.0-SNAPSHOT', { spec: 'quay.io acme/web 1.0-SNAPSHOT' }],
    ['quay.io/acme/web:1.2', { spec: 'quay.io acme/web 1.2' }],
    ['docker://nginx:1', { spec: ' nginx 1' }],
    ['docker pull quay.io/acme/web', { spec: 'quay.io acme/web ' }],
    [`quay.io/acme/web@sha256:${hex}`, { spec: 'quay.io acme/web ', digest: hex }],
    ['registry.svc:5000/shop/frontend:prod', { spec: 'registry.svc:5000 shop/frontend prod' }],
    ['quay.io/acme/', { words: ['quay.io/acme/'] }],
    ['shop/frontend:prod', { words: ['shop/frontend:prod'] }],
  ])('%s', (text, parts) => {
    expect(read(parseSearch(text))).toEqual(parts)
  })

  it.each([
    ['shop/frontend:prod', { namespace: 'shop', stream: 'frontend', tag: 'prod' }],
    ['front:pr', { namespace: '', stream: 'front', tag: 'pr' }],
    ['shop/', { namespace: 'shop', stream: '', tag: '' }],
    [':latest', { namespace: '', stream: '', tag: 'latest' }],
    ['front', null],
    ['quay.io/acme/', null],
  ])('%s with its parts', (text, parts) => {
    expect(parseSearch(text).words[0]?.parts).toEqual(parts)
  })

  it.each([
    ['frontend@448e23097047', { namespace: '', stream: 'frontend' }],
    ['shop/frontend@448e23097047', { namespace: 'shop', stream: 'frontend' }],
    ['frontend:prod@448e23097047', { namespace: '', stream: 'frontend' }],
    [`registry.svc:5000/shop/frontend@sha256:${hex}`, { namespace: 'shop', stream: 'frontend' }],
    ['frontend 448e23097047', { namespace: '', stream: 'frontend' }],
    ['448e23097047', null],
  ])('%s with what is named beside the digest', (text, at) => {
    expect(parseSearch(text).at).toEqual(at)
  })

  it('nothing where it says nothing', () => {
    expect(parseSearch('docker://').text).toBe('')
  })

  it('no more than anybody types', () => {
    expect(parseSearch('x'.repeat(100_000)).text).toHaveLength(1024)
  })
})
