// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useSingleKey, useSingleKeys } from './shortcuts'

function Page({ onSlash }: { onSlash: () => void }) {
  const [isOn, set] = useSingleKeys()
  useSingleKey('/', onSlash)
  return (
    <>
      <button type="button" aria-pressed={isOn} onClick={() => set(!isOn)}>
        Single keys
      </button>
      <input aria-label="Name" />
    </>
  )
}

afterEach(() => {
  cleanup()
  localStorage.clear()
})

describe('a single key', () => {
  it('does its thing anywhere but where somebody writes', async () => {
    const onSlash = vi.fn()
    render(<Page onSlash={onSlash} />)
    await userEvent.keyboard('/')
    screen.getByRole('button').focus()
    await userEvent.keyboard('/')
    expect(onSlash).toHaveBeenCalledTimes(2)
    await userEvent.type(screen.getByRole('textbox'), 'a/b')
    expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('a/b')
    await userEvent.keyboard('{Control>}/{/Control}')
    expect(onSlash).toHaveBeenCalledTimes(2)
  })

  it('leaves open dialogs their keys', async () => {
    const onSlash = vi.fn()
    render(
      <>
        <Page onSlash={onSlash} />
        <div role="dialog" aria-label="Retarget" />
      </>,
    )
    await userEvent.keyboard('/')
    expect(onSlash).not.toHaveBeenCalled()
  })

  it('can be switched off, which is kept, and on again', async () => {
    const onSlash = vi.fn()
    render(<Page onSlash={onSlash} />)
    const button = screen.getByRole('button', { pressed: true })
    await userEvent.click(button)
    await userEvent.keyboard('/')
    expect(onSlash).not.toHaveBeenCalled()
    expect(localStorage.getItem('tagstream.shortcuts')).toBe('off')
    await userEvent.click(button)
    await userEvent.keyboard('/')
    expect(onSlash).toHaveBeenCalledTimes(1)
  })
})
