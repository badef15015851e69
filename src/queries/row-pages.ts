import { ApiError } from '@/api/api-error'
import { readPages } from './read-pages'
import type { RowPage, RowPagesAsked } from './row-page'

/** What the worker says: a page as text, since reading JSON is faster than a structured clone. */
export type WorkerAnswer = { page: string } | { isDone: true } | { failure: PlainFailure }

type PlainFailure = Pick<
  ApiError,
  'code' | 'reason' | 'message' | 'retryAfterSeconds' | 'continueToken'
>

/**
 * The pages of image streams as rows. Fetched, parsed and reduced in a worker: of ten thousand
 * streams the objects are a hundred times the rows, and reading them would stop the page. Where
 * workers cannot be had, the same is done here, a few streams at a time.
 */
export async function* rowPages(
  asked: RowPagesAsked,
  signal: AbortSignal,
): AsyncGenerator<RowPage> {
  const worker = await startWorker()
  if (!worker) return yield* readPages(asked, signal)
  const stop = () => worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  try {
    let answer = ask(worker, asked, signal)
    for (;;) {
      const told = await answer
      if ('isDone' in told) return
      if ('failure' in told) throw revived(told.failure)
      // The next page is made while this one is taken in.
      answer = ask(worker, 'next', signal)
      // Whoever awaits it hears of its failure; where nobody does any more it may pass.
      answer.catch(() => {})
      yield JSON.parse(told.page)
    }
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
  }
}

/** A failure, so that it can be told to another thread. */
export function plainFailure(error: unknown): PlainFailure {
  if (error instanceof ApiError) {
    const { code, reason, message, retryAfterSeconds, continueToken } = error
    return { code, reason, message, retryAfterSeconds, continueToken }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 500, reason: 'WorkerFailed', message, retryAfterSeconds: null, continueToken: '' }
}

function revived({ continueToken, ...failure }: PlainFailure): ApiError {
  return new ApiError({ ...failure, metadata: { continue: continueToken } })
}

/** Answers undefined where there are no workers, or where its script cannot be had. */
async function startWorker(): Promise<Worker | undefined> {
  if (typeof Worker === 'undefined') return undefined
  try {
    const worker = new Worker(new URL('./row-pages-worker.ts', import.meta.url), { type: 'module' })
    const isUp = await new Promise<boolean>((resolve) => {
      worker.addEventListener('message', () => resolve(true), { once: true })
      worker.addEventListener('error', () => resolve(false), { once: true })
    })
    if (isUp) return worker
    worker.terminate()
  } catch {
    // What forbids workers throws at once.
  }
  return undefined
}

function ask(
  worker: Worker,
  what: RowPagesAsked | 'next',
  signal: AbortSignal,
): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    const end = () => {
      worker.removeEventListener('message', onMessage)
      worker.removeEventListener('error', onError)
      signal.removeEventListener('abort', onAbort)
    }
    const onMessage = ({ data }: MessageEvent<WorkerAnswer>) => {
      end()
      resolve(data)
    }
    const onError = ({ message }: ErrorEvent) => {
      end()
      reject(revived(plainFailure(message || 'The list could not be read.')))
    }
    const onAbort = () => {
      end()
      reject(signal.reason)
    }
    if (signal.aborted) return onAbort()
    worker.addEventListener('message', onMessage)
    worker.addEventListener('error', onError)
    signal.addEventListener('abort', onAbort)
    worker.postMessage(what)
  })
}
