// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'
import { newQueryClient } from '@/queries/query-client'
import { aDigest } from '@/test/builders'
import { aList, type FakeRequest, fakeCluster } from '@/test/fake-cluster'
import { ToastsProvider } from '@/ui/toasts'
import { ImportForm } from './import-form'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const success = { status: 'Success' }
const image = { metadata: { name: aDigest(1) }, dockerImageMetadata: { Size: 61_400_000 } }

interface Sent {
  import: boolean
  repository?: object
  images?: { from: { name: string } }[]
}

const sentIn = ({ url, body }: FakeRequest): Sent | undefined =>
  url.pathname.endsWith('/imagestreamimports') ? (body as { spec: Sent }).spec : undefined

/** A registry with one tag that is looked at, and seventy of which only the names come (S-37). */
function bigRepository() {
  return fakeCluster((request) => {
    const spec = sentIn(request)
    if (spec?.repository) {
      const additionalTags = Array.from({ length: 70 }, (_, at) => `build-${at + 100}`)
      const images = [{ tag: 'latest', status: success, image }]
      return Response.json({ status: { repository: { status: success, images, additionalTags } } })
    }
    if (spec?.images) {
      return Response.json({
        status: { images: spec.images.map(() => ({ status: success, image })) },
      })
    }
    if (request.url.pathname.endsWith('/projects')) {
      return Response.json({ metadata: {}, items: [{ metadata: { name: 'shop' } }] })
    }
    if (request.url.pathname.endsWith('/selfsubjectaccessreviews')) {
      return Response.json({ metadata: {}, status: { allowed: true } })
    }
    return request.method === 'GET' ? aList(request, [], '1') : undefined
  })
}

test('tags beyond the first fifty are chosen by name, and looked at a few at a time (S-37)', async () => {
  const { requests } = bigRepository()
  const user = userEvent.setup()
  render(
    <QueryClientProvider client={newQueryClient()}>
      <MemoryRouter>
        <ToastsProvider>
          <ImportForm start={{ namespace: 'shop', from: 'quay.io/acme/web' }} />
        </ToastsProvider>
      </MemoryRouter>
    </QueryClientProvider>,
  )
  await user.click(screen.getByRole('button', { name: 'Look at it' }))
  expect(await screen.findByText('0 of 71 chosen')).toBeTruthy()
  await user.type(screen.getByRole('searchbox', { name: 'Filter tags' }), 'build-10')
  await user.click(screen.getByRole('button', { name: 'Choose all 10' }))
  expect(screen.getByText('10 of the chosen were not looked at yet.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Look at them' }))
  await vi.waitFor(() => expect(screen.queryByText(/not looked at yet/)).toBeNull())

  const looks = requests.flatMap((request) => sentIn(request) ?? [])
  expect(looks.map((spec) => spec.import)).toEqual([false, false, false, false])
  expect(looks.map(({ images }) => images?.length)).toEqual([undefined, 4, 4, 2])
  expect(looks[1]?.images?.[0]?.from.name).toMatch(/^quay\.io\/acme\/web:build-10/)
  expect(screen.getByRole('button', { name: 'Import 10 tags' })).toBeTruthy()
})
