import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedPart } from './changed-part'

describe('the part of a text that changed', () => {
  it.each([
    ['20.17.0', '20.18.1', ['20.', '17.0', ''], ['20.', '18.1', '']],
    ['a', 'a', ['a', '', ''], ['a', '', '']],
    ['', 'on', ['', '', ''], ['', 'on', '']],
    ['nginx -g off', 'nginx -g on', ['nginx -g ', 'off', ''], ['nginx -g ', 'on', '']],
    ['/usr/bin:/bin', '/opt/bin:/bin', ['/', 'usr', '/bin:/bin'], ['/', 'opt', '/bin:/bin']],
    ['aa', 'aaa', ['', 'aa', ''], ['', 'aaa', '']],
    ['--', '---', ['--', '', ''], ['--', '-', '']],
  ])('%j beside %j', (left, right, markedLeft, markedRight) => {
    expect(changedPart(left, right)).toEqual({ left: markedLeft, right: markedRight })
  })

  it('loses nothing of either text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (left, right) => {
        const marked = changedPart(left, right)
        expect(marked.left.join('')).toBe(left)
        expect(marked.right.join('')).toBe(right)
      }),
    )
  })

  it('marks the whole of a text that is too long to read', () => {
    const long = 'x '.repeat(50_000)
    expect(changedPart(long, 'y').left).toEqual(['', long, ''])
  })
})
