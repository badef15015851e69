import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, useEffect } from 'react'
import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { HomePage } from '@/pages/home-page'
import { ImageStreamsPage } from '@/pages/image-streams-page'
import { NotFoundPage } from '@/pages/not-found-page'
import { patterns } from '@/paths'
import { keepLive } from '@/queries/live'
import { newQueryClient } from '@/queries/query-client'
import { patiently } from '@/ui/patiently'
import { ToastsProvider } from '@/ui/toasts'
import { ConsoleRedirect } from './console-redirect'
import { Layout } from './layout'

const TagsPage = lazy(async () => ({
  default: (await patiently(() => import('@/pages/tags-page'))).TagsPage,
}))
const ImageStreamPage = lazy(async () => ({
  default: (await patiently(() => import('@/pages/image-stream-page'))).ImageStreamPage,
}))
const TagPage = lazy(async () => ({
  default: (await patiently(() => import('@/pages/tag-page'))).TagPage,
}))
const FailuresPage = lazy(async () => ({
  default: (await patiently(() => import('@/pages/failures-page'))).FailuresPage,
}))
const KeysPage = lazy(async () => ({
  default: (await patiently(() => import('@/pages/keys-page'))).KeysPage,
}))
const ImportPage = lazy(async () => ({
  default: (await patiently(() => import('@/pages/import-page'))).ImportPage,
}))
const ImagePage = lazy(async () => ({
  default: (await patiently(() => import('@/pages/image-page'))).ImagePage,
}))

const ComparePage = lazy(async () => ({
  default: (await patiently(() => import('@/pages/compare-page'))).ComparePage,
}))
const GraphPage = lazy(async () => ({
  default: (await patiently(() => import('@/pages/graph-page'))).GraphPage,
}))

const SignedInPage = lazy(async () => ({
  default: (await patiently(() => import('@/pages/signed-in-page'))).SignedInPage,
}))

const queryClient = newQueryClient()

/** The dashboard: what every page stands on, and which page an address shows. */
export function App() {
  useEffect(() => keepLive(queryClient), [])

  return (
    <QueryClientProvider client={queryClient}>
      <BrowserRouter>
        <ToastsProvider>
          <Routes>
            <Route path={patterns.home} element={<HomePage />} />
            <Route path={patterns.consoleImageStream} element={<ConsoleRedirect />} />
            <Route path={patterns.consoleImageStreamTag} element={<ConsoleRedirect />} />
            <Route element={<Layout />}>
              <Route path={patterns.allImageStreams} element={<ImageStreamsPage />} />
              <Route path={patterns.imageStreams} element={<ImageStreamsPage />} />
              <Route path={patterns.imageStream} element={<ImageStreamPage />} />
              <Route path={patterns.tag} element={<TagPage />} />
              <Route path={patterns.image} element={<ImagePage />} />
              <Route path={patterns.allTags} element={<TagsPage />} />
              <Route path={patterns.tags} element={<TagsPage />} />
              <Route path={patterns.graph} element={<GraphPage />} />
              <Route path={patterns.allFailures} element={<FailuresPage />} />
              <Route path={patterns.failures} element={<FailuresPage />} />
              <Route path={patterns.compare} element={<ComparePage />} />
              <Route path={patterns.keys} element={<KeysPage />} />
              <Route path={patterns.importImage} element={<ImportPage />} />
              <Route path={patterns.signedIn} element={<SignedInPage />} />
              <Route path="/ns/:namespace" element={<Navigate to="image-streams" replace />} />
              <Route path="*" element={<NotFoundPage />} />
            </Route>
          </Routes>
        </ToastsProvider>
      </BrowserRouter>
    </QueryClientProvider>
  )
}
