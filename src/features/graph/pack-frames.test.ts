import { expect, it } from 'vitest'
import { boxesMeet, screenShape } from './graph-geometry'
import { packFrames } from './pack-frames'

const box = (width: number, height: number) => ({ width, height })

it.each([
  ['none', []],
  ['one', [box(300, 200)]],
  ['many alike', Array.from({ length: 40 }, () => box(500, 120))],
  ['a tall one first', [box(300, 3000), ...Array.from({ length: 12 }, () => box(500, 100))]],
  ['a wide one last', [...Array.from({ length: 12 }, () => box(200, 300)), box(4000, 100)]],
])('%s: no two meet, and none is lost', (_name, boxes) => {
  const corners = packFrames(boxes)
  expect(corners).toHaveLength(boxes.length)
  const placed = corners.map((corner, at) => ({ ...corner, ...(boxes[at] ?? box(0, 0)) }))
  for (const [at, one] of placed.entries()) {
    for (const other of placed.slice(at + 1)) expect(boxesMeet(one, other)).toBe(false)
  }
})

it('the whole has about the shape of a screen', () => {
  const boxes = Array.from({ length: 40 }, () => box(500, 120))
  const corners = packFrames(boxes)
  const width = Math.max(...corners.map(({ x }) => x + 500))
  const height = Math.max(...corners.map(({ y }) => y + 120))
  expect(width / height / screenShape).toBeGreaterThan(0.6)
  expect(width / height / screenShape).toBeLessThan(1.6)
})
