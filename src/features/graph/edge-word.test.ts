import { describe, expect, it } from 'vitest'
import { wordPlace, wordRoom } from './edge-word'

const level = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
]
const falling = [
  { x: 0, y: 0 },
  { x: 100, y: 80 },
]
const rising = [
  { x: 0, y: 80 },
  { x: 100, y: 0 },
]
const back = [
  { x: 300, y: 0 },
  { x: 320, y: 0 },
  { x: 320, y: -40 },
  { x: -20, y: -40 },
  { x: -20, y: 0 },
  { x: 0, y: 0 },
]
const loop = [
  { x: 200, y: 14 },
  { x: 218, y: 14 },
  { x: 218, y: -14 },
  { x: 176, y: -14 },
  { x: 176, y: 0 },
]

describe('a word stands on the side that its line does not go to', () => {
  it.each([
    ['start', 'level', level, -7],
    ['start', 'falling', falling, -7],
    ['start', 'rising', rising, 80 + 15],
    ['end', 'level', level, -7],
    ['end', 'falling', falling, 80 + 15],
    ['end', 'rising', rising, -7],
    ['middle', 'level', level, -7],
  ] as const)('at the %s of a %s line', (at, _name, points, y) => {
    expect(wordPlace(at, points).y).toBe(y)
  })

  it('over the long piece of a way that leads back, and it has room there', () => {
    expect(wordPlace('end', back)).toEqual({ x: 150, y: -47, textAnchor: 'middle' })
    expect(Math.min(...wordRoom(back).map(({ y }) => y))).toBeLessThan(-40 - 10)
  })

  it('beside a loop, and it has room there', () => {
    const { x } = wordPlace('end', loop)
    expect(x).toBeGreaterThan(218)
    expect(Math.max(...wordRoom(loop).map((point) => point.x))).toBeGreaterThan(x + 40)
  })

  it('and takes no room where it is between two columns', () => {
    expect(wordRoom(falling)).toEqual([])
  })
})
