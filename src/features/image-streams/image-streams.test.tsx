// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'
import { keepLive } from '@/queries/live'
import { QueryBoundary } from '@/queries/query-boundary'
import { newQueryClient } from '@/queries/query-client'
import { aStream } from '@/test/builders'
import { aFailure, aList, fakeCluster } from '@/test/fake-cluster'
import { ImageStreams } from './image-streams'

const bulk = {
  selection: { keys: new Set<string>(), set: () => {}, clear: () => {} },
  bar: () => null,
}

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

test('why the rest of the list is not here is said where it would be', async () => {
  const streams = Array.from({ length: 100 }, (_, at) => aStream({ name: `s${100 + at}` }))
  fakeCluster((request) => {
    if (request.url.searchParams.has('watch')) return
    if (request.url.searchParams.has('continue'))
      return aFailure(500, 'InternalError', 'etcd is away')
    return aList(request, streams, '10')
  })
  const client = newQueryClient()
  const end = keepLive(client)
  render(
    <QueryClientProvider client={client}>
      <MemoryRouter>
        <QueryBoundary>
          <ImageStreams namespace="shop" menu={() => null} keys={{}} bulk={bulk} />
        </QueryBoundary>
      </MemoryRouter>
    </QueryClientProvider>,
  )
  expect(await screen.findByText('70 image streams of 100 could not be read yet')).toBeTruthy()
  expect(screen.getByText('etcd is away')).toBeTruthy()
  end()
})
