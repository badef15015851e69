import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesToPull, compareLayers, sharedBytes } from './compared-layers'
import type { LayerRow } from './layers'

/** A layer of ten bytes for each letter; `.` is a step that left none. */
function rows(letters: string): LayerRow[] {
  return [...letters].map((letter) => ({
    digest: letter === '.' ? '' : letter,
    size: letter === '?' ? null : 10,
    mediaType: '',
    share: 0,
    runningTotal: 0,
    isEmpty: letter === '.',
  }))
}

const marks = { shared: '=', removed: '-', added: '+' }

function told(left: string, right: string): string {
  return compareLayers(rows(left), rows(right))
    .map(({ kind, digest, isMoved }) => `${isMoved ? '~' : marks[kind]}${digest}`)
    .join(' ')
}

describe('the layers of two images', () => {
  it.each([
    ['', '', ''],
    ['ab', 'ab', '=a =b'],
    ['abc', 'abd', '=a =b -c +d'],
    ['abcd', 'abef', '=a =b -c -d +e +f'],
    ['ab', 'abc', '=a =b +c'],
    ['abc', 'ab', '=a =b -c'],
    ['axb', 'ayb', '=a -x +y =b'],
    ['', 'a', '+a'],
    ['a', '', '-a'],
    ['ab', 'ba', '~b =a'],
    ['aeae', 'aee', '=a =e -a =e'],
    ['a.b', 'ab.', '=a =b'],
  ])('%j beside %j', (left, right, expected) => {
    expect(told(left, right)).toBe(expected)
  })

  it('tells of every layer of both, as often as it is there', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd') })
    fc.assert(
      fc.property(letters, letters, (left, right) => {
        const compared = compareLayers(rows(left), rows(right))
        const of = (...kinds: string[]) =>
          compared.filter(({ kind }) => kinds.includes(kind)).map(({ digest }) => digest)
        expect(of('shared', 'removed').sort()).toEqual([...left].sort())
        expect(of('shared', 'added')).toEqual([...right])
      }),
    )
  })

  it('counts each blob once, and none that the left one has', () => {
    const layers = compareLayers(rows('aab'), rows('aaacc'))
    expect(sharedBytes(layers)).toBe(10)
    expect(bytesToPull(layers)).toBe(10)
  })

  it('sums up nothing where a size is not known', () => {
    expect(bytesToPull(compareLayers(rows('a'), rows('a?')))).toBeNull()
    expect(sharedBytes(compareLayers(rows('?'), rows('?')))).toBeNull()
  })
})
