import { describe, expect, it } from 'vitest'
import { toStreamRow } from '@/domain/stream-row'
import { aStream } from '@/test/builders'
import { sideSuggestions, typedParts } from './side-suggestions'

describe('what is typed of a side already', () => {
  it.each([
    ['', '', ''],
    ['sho', '', ''],
    ['shop/', 'shop', ''],
    ['shop/we', 'shop', ''],
    ['shop/web:', 'shop', 'web'],
    ['shop/web@sha', 'shop', 'web'],
  ])('%j', (text, namespace, stream) => {
    expect(typedParts(text)).toEqual({ namespace, stream })
  })
})

describe('what completes a side', () => {
  const imageStream = aStream({
    name: 'web',
    namespace: 'shop',
    tags: [
      { name: 'prod', images: [2, 1] },
      { name: 'empty', wish: { from: { kind: 'ImageStreamTag', name: 'web:none' } } },
    ],
  })
  const known = { projects: ['shop', 'bank'], rows: [toStreamRow(imageStream)], imageStream }
  const titles = (text: string) => sideSuggestions(text, known).map(({ title }) => title)

  it('is a project, then its tags that hold an image, then images that no tag holds any more', () => {
    expect(titles('')).toEqual(['shop/', 'bank/'])
    expect(titles('ba')).toEqual(['bank/'])
    expect(titles('shop/web:pro')).toContain('web:prod')
    expect(titles('shop/empty')).toEqual([])
    expect(sideSuggestions('shop/web@', known).map(({ hint }) => hint)).toContain('was prod')
  })

  it('is found by the first digits of a digest', () => {
    const image = imageStream.status?.tags?.[0]?.items?.[1]?.image ?? ''
    expect(sideSuggestions(`shop/web@${image.slice(0, 15)}`, known)).toMatchObject([
      { text: `shop/web@${image}`, hint: 'was prod' },
    ])
  })
})
