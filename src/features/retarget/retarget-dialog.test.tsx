// @vitest-environment happy-dom
import { QueryClientProvider, useSuspenseQuery } from '@tanstack/react-query'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Suspense, useState } from 'react'
import { MemoryRouter } from 'react-router'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ImageStream, TagReference } from '@/domain/kinds/image-stream'
import { imageStreamQueries } from '@/queries/image-streams'
import { keepLive } from '@/queries/live'
import { newQueryClient } from '@/queries/query-client'
import { aStream } from '@/test/builders'
import { aFailure, aList, type FakeRequest, fakeCluster } from '@/test/fake-cluster'
import { ToastsProvider } from '@/ui/toasts'
import { RetargetDialog } from './retarget-dialog'

const pinned: Partial<TagReference> = {
  from: { kind: 'ImageStreamTag', name: 'app:v1' },
  annotations: { owner: 'maria' },
}

function streamWith(prod: Partial<TagReference> | null, resourceVersion = '5'): ImageStream {
  return aStream({
    name: 'app',
    namespace: 'shop',
    resourceVersion,
    tags: [
      { name: 'v1', wish: {}, images: ['one'] },
      { name: 'v2', wish: {}, images: ['two'] },
      ...(prod ? [{ name: 'prod', wish: prod, images: ['one'] }] : []),
    ],
  })
}

interface Sent {
  op: string
  path: string
  value?: unknown
}

/** A cluster with one stream, whose answer to a write the test chooses. */
function cluster(answerWrite?: (request: FakeRequest) => Response | undefined) {
  let stream = streamWith(pinned)
  const writes: Sent[][] = []
  const fake = fakeCluster((request) => {
    const { method, url, body } = request
    if (method === 'PATCH') {
      const isDryRun = url.searchParams.get('dryRun') === 'All'
      if (!isDryRun) writes.push(body as Sent[])
      const answer = isDryRun ? undefined : answerWrite?.(request)
      return (
        answer ??
        Response.json({
          metadata: { name: 'app:prod', namespace: 'shop' },
          tag: null,
          generation: 1,
          lookupPolicy: { local: false },
          image: { metadata: { name: '' } },
        })
      )
    }
    if (url.searchParams.has('watch')) return undefined
    if (url.pathname.endsWith('/projects')) return aList(request, [], '9')
    if (url.pathname.endsWith('/imagestreams')) return aList(request, [stream], '9')
    if (url.pathname.endsWith('/imagestreams/app')) return Response.json(stream)
    return undefined
  })
  return {
    writes,
    change(next: ImageStream) {
      stream = next
      for (const watch of fake.watches) watch.send({ type: 'MODIFIED', object: next })
    },
    isWatched: () => fake.watches.length > 0,
  }
}

function Page() {
  const { data } = useSuspenseQuery(imageStreamQueries.detail('shop', 'app'))
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        Open
      </button>
      {isOpen && (
        <RetargetDialog
          namespace="shop"
          stream="app"
          tag="prod"
          imageStream={data}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  )
}

let stopLive = () => {}

async function openDialog() {
  const queryClient = newQueryClient()
  stopLive = keepLive(queryClient)
  render(
    <QueryClientProvider client={queryClient}>
      <MemoryRouter>
        <ToastsProvider>
          <Suspense fallback="…">
            <Page />
          </Suspense>
        </ToastsProvider>
      </MemoryRouter>
    </QueryClientProvider>,
  )
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: 'Open' }))
  return { user, dialog: await screen.findByRole('dialog', { name: 'Retarget app:prod' }) }
}

const field = () => screen.getByRole<HTMLInputElement>('combobox', { name: /Point at/ })

async function write(user: ReturnType<typeof userEvent.setup>, text: string) {
  await user.clear(field())
  await user.type(field(), text)
}

afterEach(() => {
  stopLive()
  cleanup()
  vi.unstubAllGlobals()
})

describe('retargeting a tag', () => {
  it('sends what changed, guarded by what was seen, and gives the focus back', async () => {
    const { writes } = cluster()
    const { user } = await openDialog()
    await write(user, 'app:v2')
    await user.click(screen.getByRole('button', { name: 'Retarget prod' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(writes).toHaveLength(1)
    expect(writes[0]?.[0]).toEqual({ op: 'test', path: '/tag/from', value: pinned.from })
    expect(writes[0]).toContainEqual(
      expect.objectContaining({
        path: '/tag/from',
        value: { kind: 'ImageStreamTag', name: 'app:v2' },
      }),
    )
    expect(screen.getByText('Retargeted app:prod')).toBeTruthy()
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Open'))
  })

  it('is done by keyboard alone: arrows choose a completion, Enter takes it, Enter saves', async () => {
    const { writes } = cluster()
    const { user } = await openDialog()
    await waitFor(() => expect(document.activeElement).toBe(field()))
    await write(user, 'v2')
    await screen.findByRole('option', { name: /app:v2/ })
    await user.keyboard('{ArrowDown}{Enter}')
    expect(field().value).toBe('app:v2')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(writes).toHaveLength(1))
  })

  it('closes the list on Escape, then warns, and only then closes itself', async () => {
    cluster()
    const { user } = await openDialog()
    await write(user, 'v')
    await screen.findByRole('option', { name: /app:v2/ })
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('option')).toBeNull()
    expect(screen.getByRole('dialog')).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(await screen.findByText(/Escape once more discards/)).toBeTruthy()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('says in words what is wrong while it is typed, and saves nothing', async () => {
    const { writes } = cluster()
    const { user } = await openDialog()
    await write(user, 'app:prod')
    const hint = document.getElementById(field().getAttribute('aria-describedby') ?? '')
    expect(hint?.textContent).toMatch(/follows itself/)
    const button = screen.getByRole('button', { name: 'Retarget prod' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    await user.click(button)
    expect(writes).toHaveLength(0)
  })

  it('shows a refusal in the server’s words, with everything kept', async () => {
    const words = 'ImageStream "app" is invalid: []: Internal error: Not found: "app:v9"'
    cluster(() => aFailure(422, 'Invalid', words, { details: {} }))
    const { user } = await openDialog()
    await write(user, 'app:v9')
    await user.click(screen.getByRole('checkbox', { name: /reference/i }))
    await user.click(screen.getByRole('button', { name: 'Retarget prod' }))
    expect(await screen.findByText(words)).toBeTruthy()
    expect(field().value).toBe('app:v9')
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /reference/i }).checked).toBe(
      true,
    )
  })
})

describe('a tag that somebody else changes while the form is open', () => {
  const theirs = streamWith(
    {
      from: { kind: 'ImageStreamTag', name: 'app:v3' },
      annotations: { owner: 'maria', ticket: 'INC-7' },
    },
    '6',
  )

  async function openAndCollide() {
    const fake = cluster()
    const { user } = await openDialog()
    await write(user, 'app:v2')
    await waitFor(() => expect(fake.isWatched()).toBe(true))
    fake.change(theirs)
    await screen.findByRole('alert')
    return { ...fake, user }
  }

  it('keeps what is being typed, and the focus', async () => {
    await openAndCollide()
    expect(field().value).toBe('app:v2')
    expect(document.activeElement).toBe(field())
  })

  it('shows theirs beside mine, keeps theirs where I touched nothing, and guards by theirs', async () => {
    const { user, writes } = await openAndCollide()
    await user.click(within(screen.getByRole('alert')).getByRole('button', { name: /Compare/ }))
    const source = screen.getByRole('group', { name: 'Points at' })
    expect(within(source).getByText('app:v3')).toBeTruthy()
    expect(within(source).getByText('app:v2')).toBeTruthy()
    const ticket = screen.getByRole('group', { name: 'Annotation ticket' })
    expect(within(ticket).getByRole<HTMLInputElement>('radio', { name: /Theirs/ }).checked).toBe(
      true,
    )
    await user.click(screen.getByRole('button', { name: 'Save this' }))
    await waitFor(() => expect(writes).toHaveLength(1))
    const [test, ...changes] = writes[0] ?? []
    expect(test).toEqual({
      op: 'test',
      path: '/tag/from',
      value: { kind: 'ImageStreamTag', name: 'app:v3' },
    })
    expect(changes.some(({ path }) => path.includes('annotations'))).toBe(false)
  })

  it('goes on from a choice of both sides in the form', async () => {
    const { user } = await openAndCollide()
    await user.click(within(screen.getByRole('alert')).getByRole('button', { name: /Compare/ }))
    const source = screen.getByRole('group', { name: 'Points at' })
    await user.click(within(source).getByRole('radio', { name: /Theirs/ }))
    await user.click(screen.getByRole('button', { name: 'Back to editing' }))
    expect(field().value).toBe('app:v3')
    expect(screen.getByDisplayValue('INC-7')).toBeTruthy()
  })

  it('is told that it was deleted, and keeps what was written', async () => {
    const fake = cluster()
    const { user } = await openDialog()
    await write(user, 'app:v2')
    await waitFor(() => expect(fake.isWatched()).toBe(true))
    fake.change(streamWith(null, '6'))
    expect(await screen.findByText(/was deleted while you were editing/)).toBeTruthy()
    expect(field().value).toBe('app:v2')
  })
})
