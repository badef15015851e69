import { expect, it } from 'vitest'
import { type GraphLook, readLook, writtenLook } from './graph-look'

const look: GraphLook = {
  chosen: { kind: 'edge', id: 'tag web/app:main → tag web/app:prod' },
  alone: { kind: 'node', id: 'stream web/app' },
  open: new Set(['stream web/app', 'bundle web/app live tag web/app:main']),
  closed: new Set(['stream web/db']),
}

it('a look is short in the address, and read from it as it was', () => {
  const written = writtenLook(look, 'web')
  expect(written).toEqual({
    at: 'edge *app:main → *app:prod',
    near: '*app',
    open: '*app,bundle web/app live *app:main',
    closed: '*db',
  })
  expect(readLook(new URLSearchParams(written), 'web')).toEqual(look)
})

it('a look that nobody changed leaves no trace', () => {
  const plain = readLook(new URLSearchParams('?q=app'), 'web')
  expect(Object.values(writtenLook(plain, 'web'))).toEqual(['', '', '', ''])
})

it('what would make the address too long is left out of it', () => {
  const open = new Set(Array.from({ length: 400 }, (_, at) => `stream web/stream-${at}`))
  expect(writtenLook({ ...look, open }, 'web')).toMatchObject({ open: '', closed: '*db' })
})
