// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider, useSuspenseQuery } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ApiError } from '@/api/api-error'
import { QueryBoundary } from './query-boundary'

beforeEach(() => {
  // React reports what a boundary caught, and a boundary is what is tested here.
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function Tags({ read }: { read: () => Promise<string> }) {
  const tags = { queryKey: ['tags'], queryFn: read, retry: false, staleTime: 30_000 }
  return <p>{useSuspenseQuery(tags).data}</p>
}

function show(...answers: (string | Error)[]) {
  const read = async () => {
    const answer = answers.shift()
    if (answer instanceof Error) throw answer
    return answer ?? ''
  }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <QueryBoundary what="The image stream">
        <Tags read={read} />
      </QueryBoundary>
    </QueryClientProvider>,
  )
}

const failure = (code: number, message: string, reason = '') =>
  new ApiError({ code, reason, message })

test('a failed read says so, and can be tried again', async () => {
  show(failure(500, 'etcd is away'), 'three tags')
  expect((await screen.findByRole('alert')).textContent).toContain('etcd is away')
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('three tags')).toBeTruthy()
})

test('a right that is missing is named', async () => {
  const message =
    'imagestreams.image.openshift.io is forbidden: User "dev" cannot list resource "imagestreams" in API group "image.openshift.io" in the namespace "shop"'
  show(failure(403, message))
  expect(await screen.findByText(/list imagestreams in the namespace shop/)).toBeTruthy()
})

test('what does not exist is said by name', async () => {
  show(failure(404, 'not found', 'NotFound'))
  expect(await screen.findByText(/The image stream does not exist/)).toBeTruthy()
})

test('a cluster without the API is not a thing that does not exist', async () => {
  show(failure(404, '404 page not found'))
  expect(await screen.findByText('The cluster does not serve this')).toBeTruthy()
})

test('an outage ends by itself, and its failure stays readable until then', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 5 })
  show(
    failure(500, 'etcd is away'),
    failure(500, 'etcd is away'),
    failure(503, 'etcd is back soon'),
    'three tags',
  )
  const alert = await screen.findByRole('alert')
  const texts = new Set<string>()
  const observer = new MutationObserver(() => texts.add(document.body.textContent ?? ''))
  observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  await act(() => vi.advanceTimersByTimeAsync(6_000))
  expect(screen.getByRole('alert')).toBe(alert)
  expect(texts).toEqual(new Set())
  await act(() => vi.advanceTimersByTimeAsync(5_000))
  expect(screen.getByText('etcd is back soon')).toBeTruthy()
  await act(() => vi.advanceTimersByTimeAsync(6_000))
  expect(screen.getByText('three tags')).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
})

test('an outage that ends in a refusal says so', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 5 })
  show(failure(500, 'etcd is away'), failure(404, 'not found', 'NotFound'))
  await screen.findByRole('alert')
  await act(() => vi.advanceTimersByTimeAsync(6_000))
  expect(screen.getByText(/The image stream does not exist/)).toBeTruthy()
})
