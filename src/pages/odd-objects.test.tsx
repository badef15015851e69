// @vitest-environment happy-dom
import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import fc from 'fast-check'
import { Component, type ReactNode } from 'react'
import { MemoryRouter, Route, Routes } from 'react-router'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { tagNames } from '@/domain/image-stream'
import type { Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { imagePath, imageStreamPath, patterns, tagPath } from '@/paths'
import { newQueryClient } from '@/queries/query-client'
import { aDigest, aStream } from '@/test/builders'
import { aList, fakeCluster } from '@/test/fake-cluster'
import { oddImage, oddImageStream } from '@/test/odd-objects'
import { ToastsProvider } from '@/ui/toasts'
import { ImagePage } from './image-page'
import { ImageStreamPage } from './image-stream-page'
import { TagPage } from './tag-page'

class Catcher extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    return this.state.error === null ? (
      this.props.children
    ) : (
      <p>broken: {String(this.state.error)}</p>
    )
  }
}

/** Renders a page over a cluster with this stream and image, waits for its data, and reads it. */
async function textOf(path: string, stream: ImageStream, image: Image): Promise<string> {
  fakeCluster((request) => {
    const { url } = request
    if (url.searchParams.has('watch')) return undefined
    if (url.pathname.includes('/imagestreamimages/')) return Response.json({ image })
    if (url.pathname.includes('/images/')) return Response.json(image)
    if (url.pathname.endsWith('/imagestreams')) return aList(request, [stream], '9')
    if (url.pathname.endsWith('selfsubjectaccessreviews')) {
      return Response.json({ status: { allowed: true } })
    }
    return undefined
  })
  const queryClient = newQueryClient()
  const { container } = render(
    <Catcher>
      <QueryClientProvider client={queryClient}>
        <MemoryRouter initialEntries={[path]}>
          <ToastsProvider>
            <Routes>
              <Route path={patterns.imageStream} element={<ImageStreamPage />} />
              <Route path={patterns.tag} element={<TagPage />} />
              <Route path={patterns.image} element={<ImagePage />} />
            </Routes>
          </ToastsProvider>
        </MemoryRouter>
      </QueryClientProvider>
    </Catcher>,
  )
  await screen.findByText(/^Overview$|^Details$|does not exist$|^broken/)
  // Regions of their own may still wait for the image.
  await vi.waitFor(() => expect(queryClient.isFetching()).toBe(0))
  const text = container.textContent ?? ''
  cleanup()
  queryClient.clear()
  vi.unstubAllGlobals()
  return text
}

const anyImage = { metadata: { name: aDigest('a') } }
const soundStream = aStream({
  name: 'app',
  namespace: 'shop',
  tags: [{ name: 'v1', wish: {}, images: ['a'] }],
})

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('an object that is not as it should be never breaks', { timeout: 90_000 }, () => {
  it.each(['', '?tab=history', '?tab=details', '?tab=yaml'])(
    'the page of its stream, %s',
    async (tab) => {
      await fc.assert(
        fc.asyncProperty(oddImageStream, async (stream) => {
          const text = await textOf(`${imageStreamPath('shop', 'app')}${tab}`, stream, anyImage)
          expect(text).not.toContain('broken: ')
        }),
        { numRuns: 10 },
      )
    },
  )

  it.each(['', '?tab=signatures', '?tab=history', '?tab=yaml'])(
    'the page of its tag, %s',
    async (tab) => {
      await fc.assert(
        fc.asyncProperty(oddImageStream, async (stream) => {
          const name = tagNames(stream).at(0) ?? 'v1'
          // Dots and nothing are no part of a path.
          fc.pre(name.length < 2000 && name !== '' && name !== '.' && name !== '..')
          const text = await textOf(`${tagPath('shop', 'app', name)}${tab}`, stream, anyImage)
          expect(text).not.toContain('broken: ')
        }),
        { numRuns: 10 },
      )
    },
  )

  it.each(['', '?tab=layers', '?tab=configuration', '?tab=signatures', '?tab=yaml'])(
    'the page of its image, %s',
    async (tab) => {
      await fc.assert(
        fc.asyncProperty(oddImage, async (image) => {
          const path = `${imagePath('shop', 'app', aDigest('a'))}${tab}`
          expect(await textOf(path, soundStream, image)).not.toContain('broken: ')
        }),
        { numRuns: 10 },
      )
    },
  )
})
