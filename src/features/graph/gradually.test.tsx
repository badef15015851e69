// @vitest-environment happy-dom
import { cleanup, render, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { useGradually } from './gradually'

const sizes: number[] = []

function Probe({ ids }: { ids: readonly string[] }) {
  const drawn = useGradually(ids)
  sizes.push(drawn.size)
  return <p>{[...drawn].join(' ')}</p>
}

afterEach(cleanup)

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => String(from + at))

it('many are drawn in the course of a few frames, and those that are there stay', async () => {
  const { rerender, container } = render(<Probe ids={numbered(0, 500)} />)
  expect(sizes[0]).toBe(120)
  await waitFor(() => expect(container.textContent?.split(' ')).toHaveLength(500))
  expect(Math.max(...sizes.map((size, at) => size - (sizes[at - 1] ?? 0)))).toBe(120)

  sizes.length = 0
  rerender(<Probe ids={numbered(300, 700)} />)
  // The last frame's worth may count as new still.
  expect(sizes[0]).toBeGreaterThanOrEqual(200 + 120 - 20)
  expect(sizes[0]).toBeLessThanOrEqual(200 + 120)
  await waitFor(() => expect(container.textContent).toBe(numbered(300, 700).join(' ')))
})
