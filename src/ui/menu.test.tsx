// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Menu } from './menu'

afterEach(cleanup)

const onLight = vi.fn()
const onDark = vi.fn()

beforeEach(() => {
  vi.clearAllMocks()
  render(
    <Menu
      label="Theme"
      items={[
        { label: 'Light', isChecked: false, onSelect: onLight },
        { label: 'Dark', isChecked: true, onSelect: onDark },
      ]}
    >
      …
    </Menu>,
  )
})

it('opens on what is chosen, goes round by arrows, and chooses by Enter', async () => {
  await userEvent.click(screen.getByRole('button', { name: 'Theme' }))
  expect(document.activeElement).toBe(screen.getByRole('menuitemradio', { name: 'Dark' }))
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(onLight).toHaveBeenCalledOnce()
  expect(screen.queryByRole('menu')).toBeNull()
})

it('gives the focus back when Escape closes it', async () => {
  const button = screen.getByRole('button', { name: 'Theme' })
  await userEvent.click(button)
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByRole('menu')).toBeNull()
  expect(document.activeElement).toBe(button)
})
