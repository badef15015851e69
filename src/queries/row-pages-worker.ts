import { readPages } from './read-pages'
import type { RowPage, RowPagesAsked } from './row-page'
import { plainFailure, type WorkerAnswer } from './row-pages'

// A thread of its own that reads image streams for rowPages: it is told once what, then answers one
// page for each message. It is ended from outside.

let pages: AsyncGenerator<RowPage> | undefined

self.addEventListener('message', async ({ data }: MessageEvent<RowPagesAsked | 'next'>) => {
  if (data !== 'next') pages = readPages(data, new AbortController().signal)
  try {
    const step = await pages?.next()
    tell(!step || step.done ? { isDone: true } : { page: JSON.stringify(step.value) })
  } catch (error) {
    tell({ failure: plainFailure(error) })
  }
})

function tell(answer: WorkerAnswer) {
  self.postMessage(answer)
}

// The thread is there, and what is asked is heard.
self.postMessage('up')
