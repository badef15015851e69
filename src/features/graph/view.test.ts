import { describe, expect, it } from 'vitest'
import { firstView, fitView, pinched, seenBox, viewWith, zoomed } from './view'

const screen = { width: 1000, height: 600 }

describe('what is seen first', () => {
  it.each([
    [
      'a small drawing whole, in the middle',
      { width: 400, height: 200 },
      { scale: 1, x: 300, y: 200 },
    ],
    ['a large one from its beginning', { width: 9000, height: 9000 }, { scale: 0.9, x: 24, y: 24 }],
  ])('is %s', (_name, drawing, view) => {
    expect(firstView(drawing, screen)).toEqual(view)
  })

  it('is all of it when it is fitted, as far as anything can be told apart', () => {
    expect(fitView({ width: 1904, height: 100 }, screen).scale).toBe(0.5)
    expect(fitView({ width: 90_000, height: 100 }, screen).scale).toBe(0.03)
    expect(fitView({ width: 0, height: 0 }, screen).scale).toBe(1)
  })
})

it('nothing is led or fitted beneath the buttons at the bottom', () => {
  const tall = fitView({ width: 100, height: 512 }, screen)
  expect(tall).toMatchObject({ scale: 1, y: 24 })
  const led = viewWith({ x: 0, y: 0, scale: 1 }, { x: 30, y: 480, width: 208, height: 56 }, screen)
  expect(480 + 56 + led.y).toBe(600 - 64)
})

describe('zooming', () => {
  it('leaves the point under the pointer where it is', () => {
    const view = { x: 10, y: 20, scale: 1 }
    const at = { x: 110, y: 220 }
    const near = zoomed(view, 1.5, at)
    expect((at.x - near.x) / near.scale).toBeCloseTo(100)
    expect((at.y - near.y) / near.scale).toBeCloseTo(200)
  })

  it('ends where nothing is gained', () => {
    expect(zoomed({ x: 0, y: 0, scale: 1 }, 100, { x: 0, y: 0 }).scale).toBe(2)
    expect(zoomed({ x: 0, y: 0, scale: 1 }, 0.001, { x: 0, y: 0 }).scale).toBe(0.03)
  })
})

describe('two fingers', () => {
  const view = { x: 10, y: 20, scale: 0.5 }
  const pair = (ax: number, ay: number, bx: number, by: number) =>
    [
      { x: ax, y: ay },
      { x: bx, y: by },
    ] as const

  it.each([
    ['that come apart zoom in', pair(100, 100, 200, 100), pair(50, 100, 250, 100), 1],
    ['that come together zoom out', pair(100, 100, 100, 300), pair(100, 150, 100, 250), 0.25],
    ['that go together move', pair(100, 100, 200, 100), pair(130, 90, 230, 90), 0.5],
    [
      'zoom around the point between them, and move with it',
      pair(0, 0, 100, 0),
      pair(0, 0, 200, 0),
      1,
    ],
  ] as const)('%s', (_name, before, after, scale) => {
    const next = pinched(view, before, after)
    expect(next.scale).toBeCloseTo(scale)
    for (const finger of [0, 1] as const) {
      expect((after[finger].x - next.x) / next.scale).toBeCloseTo((before[finger].x - 10) / 0.5)
      expect((after[finger].y - next.y) / next.scale).toBeCloseTo((before[finger].y - 20) / 0.5)
    }
  })

  it('in the same place are no endless zoom', () => {
    const next = pinched(view, pair(5, 5, 5, 5), pair(0, 5, 10, 5))
    expect(Number.isFinite(next.x) && next.scale <= 2).toBe(true)
  })
})

describe('leading to a box', () => {
  const view = { x: 0, y: 0, scale: 1 }

  it.each([
    ['moves nothing when it is seen', { x: 100, y: 100 }, view],
    ['moves as little as shows it', { x: 1200, y: 100 }, { x: -324, y: 0, scale: 1 }],
    ['in every direction', { x: -50, y: 700 }, { x: 74, y: -264, scale: 1 }],
  ])('%s', (_name, corner, expected) => {
    expect(viewWith(view, { ...corner, width: 100, height: 100 }, screen)).toEqual(expected)
  })
})

it('what is seen is the window and a little around it, in the measure of the drawing', () => {
  expect(seenBox({ x: 100, y: 0, scale: 0.5 }, screen)).toEqual({
    x: -600,
    y: -400,
    width: 2800,
    height: 2000,
  })
})
