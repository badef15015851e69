import { expect, it } from 'vitest'
import { borderWay } from './border-way'

const window = { width: 1000, height: 600 }
const drawing = { width: 3000, height: 3000 }

it.each([
  ['in the middle', { x: 500, y: 300 }, { x: 0, y: 0 }, { x: 0, y: 0 }],
  ['near the right border', { x: 980, y: 300 }, { x: 0, y: 0 }, { x: -6, y: 0 }],
  ['far beyond the lower border', { x: 500, y: 900 }, { x: 0, y: 0 }, { x: 0, y: -12 }],
  ['near the left border, where more is', { x: 20, y: 300 }, { x: -900, y: 0 }, { x: 6, y: 0 }],
  ['near the left border, where nothing is', { x: 20, y: 300 }, { x: 60, y: 0 }, { x: 0, y: 0 }],
  ['near the right border, at the end', { x: 980, y: 300 }, { x: -2100, y: 0 }, { x: 0, y: 0 }],
])('what is dragged %s takes the drawing along', (_name, pointer, corner, expected) => {
  expect(borderWay(pointer, window, { ...corner, scale: 1 }, drawing)).toEqual(expected)
})
