// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Toast, ToastsProvider, useToasts } from './toasts'

const undo = vi.fn()
const toasts: Record<string, Toast> = {
  success: { kind: 'ok', title: 'prod moved', action: { label: 'Undo', onClick: undo } },
  failure: { kind: 'bad', title: 'prod did not move', body: 'Conflict' },
}

function Sayer() {
  const { addToast } = useToasts()
  return Object.entries(toasts).map(([name, toast]) => (
    <button type="button" key={name} onClick={() => addToast(toast)}>
      {name}
    </button>
  ))
}

beforeEach(() => {
  vi.useFakeTimers()
  render(
    <ToastsProvider>
      <Sayer />
    </ToastsProvider>,
  )
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.clearAllMocks()
})

function say(name: string) {
  fireEvent.click(screen.getByRole('button', { name }))
}

describe('a toast', () => {
  it('is said to screen readers and goes by itself after a success', () => {
    say('success')
    expect(screen.getByRole('region', { name: 'Results' }).getAttribute('aria-live')).toBe('polite')
    expect(screen.getByText('prod moved')).toBeTruthy()
    act(() => vi.advanceTimersByTime(10_000))
    expect(screen.queryByText('prod moved')).toBeNull()
  })

  it('stays after a failure until it is closed', () => {
    say('failure')
    act(() => vi.advanceTimersByTime(60_000))
    fireEvent.click(screen.getByRole('button', { name: 'Close: prod did not move' }))
    expect(screen.queryByText('prod did not move')).toBeNull()
  })

  it('stays while it has the focus, so that Undo can be reached', () => {
    say('success')
    act(() => screen.getByRole('button', { name: 'Undo' }).focus())
    act(() => vi.advanceTimersByTime(60_000))
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(undo).toHaveBeenCalledOnce()
    expect(screen.queryByText('prod moved')).toBeNull()
  })
})
