import { describe, expect, it } from 'vitest'
import { steadyView, untouchedView } from './steady-view'

const screen = { width: 1000, height: 600 }
const places = (nodes: Record<string, { x: number; y: number }>) => ({
  nodes,
  width: 4000,
  height: 4000,
})

describe('a drawing that is placed anew', () => {
  const view = { x: -100, y: -50, scale: 0.5 }
  const before = places({
    a: { x: 300, y: 200 },
    b: { x: 1500, y: 200 },
    far: { x: 3500, y: 3500 },
  })

  it('leaves what was drawn before where it was on the screen', () => {
    const after = places({ a: { x: 500, y: 900 }, b: { x: 1700, y: 900 }, far: { x: 0, y: 0 } })
    expect(steadyView(view, before, after, screen, null)).toEqual({ x: -200, y: -400, scale: 0.5 })
  })

  it('goes by what is nearest to where somebody was', () => {
    const after = places({ a: { x: 300, y: 400 }, b: { x: 1500, y: 300 } })
    expect(steadyView(view, before, after, screen, { x: 200, y: 200 }).y).toBe(-150)
    expect(steadyView(view, before, after, screen, { x: 1600, y: 200 }).y).toBe(-100)
  })

  it('stays as it is seen where nothing of it was there before', () => {
    const after = places({ c: { x: 400, y: 300 } })
    expect(steadyView(view, before, after, screen, null)).toEqual(view)
  })

  it('begins anew where nothing of it would be seen', () => {
    const after = places({ c: { x: 3900, y: 3900 } })
    expect(steadyView(view, before, after, screen, null)).toEqual({ x: 24, y: 24, scale: 0.9 })
  })
})

it('a drawing that nobody has moved is seen from its beginning, with what is chosen in it', () => {
  const drawing = { width: 4000, height: 4000 }
  expect(untouchedView(drawing, screen, null)).toEqual({ x: 24, y: 24, scale: 0.9 })
  const chosen = { x: 2000, y: 10, width: 208, height: 56 }
  expect(untouchedView(drawing, screen, chosen)).toMatchObject({ x: 976 - 2208 * 0.9, y: 24 })
})
