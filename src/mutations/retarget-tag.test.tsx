// @vitest-environment happy-dom
import { QueryClientProvider, QueryObserver } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import type { JsonPatch } from '@/domain/json-patch'
import { imageStreamQueries } from '@/queries/image-streams'
import { newQueryClient } from '@/queries/query-client'
import { aStream, aTag } from '@/test/builders'
import { aFailure, aList, fakeCluster } from '@/test/fake-cluster'
import { useRetargetTag } from './retarget-tag'

afterEach(() => vi.unstubAllGlobals())

const from = (name: string) => ({ kind: 'DockerImage', name })
const patch: JsonPatch = [
  { op: 'test', path: '/tag/from', value: from('a:1') },
  { op: 'add', path: '/tag/from', value: from('a:2') },
]

function setUp(answer: () => Response) {
  let source = from('a:1')
  fakeCluster((request) => {
    const stream = aStream({ name: 'app', tags: [{ name: 'prod', wish: { from: source } }] })
    if (request.method !== 'PATCH') return aList(request, [stream], '9')
    source = from('a:2')
    return answer()
  })
  const client = newQueryClient()
  const detail = imageStreamQueries.detail('web', 'app')
  new QueryObserver(client, detail).subscribe(() => {})
  const { result } = renderHook(
    () => useRetargetTag({ namespace: 'web', stream: 'app', tag: 'prod' }),
    {
      wrapper: ({ children }: { children: ReactNode }) => (
        <QueryClientProvider client={client}>{children}</QueryClientProvider>
      ),
    },
  )
  const shown = () => client.getQueryData(detail.queryKey)?.items[0]?.spec?.tags?.[0]?.from?.name
  return { result, shown }
}

test('a retarget is done when the screen shows it', async () => {
  const { result, shown } = setUp(() => Response.json({ metadata: {}, tag: aTag('prod') }))
  await waitFor(() => expect(shown()).toBe('a:1'))
  await result.current.mutateAsync({ patch })
  expect(shown()).toBe('a:2')
})

test('a refusal is told, and what is on screen catches up', async () => {
  const { result, shown } = setUp(() => aFailure(403, 'Forbidden', 'may not'))
  await waitFor(() => expect(shown()).toBe('a:1'))
  await expect(result.current.mutateAsync({ patch })).rejects.toMatchObject({ code: 403 })
  await waitFor(() => expect(shown()).toBe('a:2'))
})
