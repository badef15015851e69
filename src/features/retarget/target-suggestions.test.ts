import { describe, expect, it } from 'vitest'
import { toStreamRow } from '@/domain/stream-row'
import { aDigest, aStream } from '@/test/builders'
import { targetSuggestions, typedProject } from './target-suggestions'

const app = aStream({
  name: 'app',
  namespace: 'shop',
  tags: [
    { name: 'prod', wish: {}, images: ['two', 'one'] },
    { name: 'v2', wish: {}, images: ['two'] },
  ],
})
const base = aStream({ name: 'base', namespace: 'shop', tags: [{ name: '9', images: ['b'] }] })
const other = aStream({ name: 'tool', namespace: 'ci', tags: [{ name: '1', wish: {} }] })

const known = {
  namespace: 'shop',
  stream: 'app',
  tag: 'prod',
  imageStream: app,
  projectRows: [toStreamRow(app), toStreamRow(base)],
  otherProject: null,
  projects: ['ci', 'shop'],
}

const texts = (text: string, more: object = {}) =>
  targetSuggestions(text, { ...known, ...more }).map((suggestion) => suggestion.text)

describe('what completes a reference', () => {
  it('is first what is near: tags of the stream but the tag itself, its images, other streams', () => {
    expect(texts('')).toEqual([
      'app:v2',
      `app@${aDigest('two')}`,
      `app@${aDigest('one')}`,
      'base:9',
      'ci/',
    ])
  })

  it('has every word that is typed', () => {
    expect(texts('v2')).toEqual(['app:v2', `app@${aDigest('two')}`])
    expect(texts('BASE')).toEqual(['base:9'])
    expect(texts('nothing like it')).toEqual([])
  })

  it('is of another project once that is named', () => {
    const otherProject = { namespace: 'ci', rows: [toStreamRow(other)] }
    expect(texts('ci/', { otherProject })).toEqual(['ci/tool:1'])
  })

  it.each([
    ['ci/tool:1', 'ci'],
    ['quay.io/org/app', ''],
    ['localhost:5000/app', ''],
    ['app:v2', ''],
    ['/app', ''],
  ])('in %s the project is “%s”', (text, expected) => {
    expect(typedProject(text, ['ci'])).toBe(expected)
  })
})
