import { describe, expect, it } from 'vitest'
import { aDigest } from '@/test/builders'
import { formatComparedSide, parseComparedSide } from './compared-side'

describe('one side of a comparison', () => {
  it.each([
    ['shop/web:prod', { namespace: 'shop', stream: 'web', tag: 'prod', digest: '' }],
    [` shop/web@${aDigest(1)} `, { namespace: 'shop', stream: 'web', tag: '', digest: aDigest(1) }],
    ['shop/web:a:b@c', { namespace: 'shop', stream: 'web', tag: 'a:b@c', digest: '' }],
  ])('%j is read', (text, value) => {
    expect(parseComparedSide(text)).toEqual({ ok: true, value })
    expect(formatComparedSide(value)).toBe(text.trim())
  })

  it.each([
    ['', /Choose an image/],
    ['web:prod', /is not project\/stream:tag/],
    ['shop/web', /Say which tag or image/],
    ['shop/web:', /Say which tag or image/],
    ['shop/web@sha256:abc', /whole digest/],
    ['quay.io/shop/web:prod', /is not project\/stream:tag/],
  ])('%j is refused in words', (text, problem) => {
    const parsed = parseComparedSide(text)
    expect(parsed.ok ? '' : parsed.problem).toMatch(problem)
  })
})
