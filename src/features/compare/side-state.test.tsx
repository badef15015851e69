// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'
import { aDigest, aStream } from '@/test/builders'
import { aFailure, aList, fakeCluster } from '@/test/fake-cluster'
import { ComparedSides } from './compared-sides'
import { useSide } from './side-state'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const image = () =>
  Response.json({ metadata: { name: 'x' }, image: { metadata: { name: aDigest(1) } } })

/** Both sides on screen, with a cluster that answers for the left image as the test says. */
function show(answerLeft: () => Response | Error) {
  const stream = aStream({ name: 'web', namespace: 'shop' })
  fakeCluster((request) => {
    const { pathname } = request.url
    if (pathname.includes('imagestreamimages')) {
      return decodeURIComponent(pathname).endsWith(aDigest(1)) ? answerLeft() : image()
    }
    if (pathname.endsWith('/imagestreams')) return aList(request, [stream], '9')
    return undefined
  })
  render(
    <QueryClientProvider
      client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
    >
      <MemoryRouter>
        <Sides />
      </MemoryRouter>
    </QueryClientProvider>,
  )
}

function Sides() {
  const [left, right] = [`shop/web@${aDigest(1)}`, `shop/web@${aDigest(2)}`]
  return (
    <ComparedSides
      left={{ text: left, state: useSide(left), onPick: () => {} }}
      right={{ text: right, state: useSide(right), onPick: () => {} }}
    />
  )
}

test('a side that may not be seen says so in the server’s words, and the other one is there', async () => {
  show(() => aFailure(403, 'Forbidden', 'User "dev" cannot get resource "imagestreamimages"'))
  const said = await screen.findByRole('alert')
  expect(said.textContent).toContain('You may not see this image.')
  expect(said.textContent).toContain('cannot get resource')
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  await screen.findByTitle(aDigest(2))
})

test('a side that was pruned does not exist any more', async () => {
  show(() => aFailure(404, 'NotFound', 'not found'))
  expect((await screen.findByRole('alert')).textContent).toContain('The image does not exist.')
})

test('a side that could not be read is read again when asked for', async () => {
  let isDown = true
  show(() => (isDown ? new TypeError('down') : image()))
  expect((await screen.findByRole('alert')).textContent).toContain('The cluster cannot be reached.')
  isDown = false
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await screen.findByTitle(aDigest(1))
  expect(screen.queryByRole('alert')).toBeNull()
})
