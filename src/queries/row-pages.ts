import { ApiError } from '@/api/api-error'
import { readPages } from './read-pages'
import type { RowPage, RowPagesAsked } from './row-page'

/** How many pages the worker may be ahead of what is taken in: it need not wait while the page draws. */
const AHEAD = 3

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
  const ended = new AbortController()
  try {
    const answer = answersOf(worker, signal, ended.signal)
    worker.postMessage(asked)
    for (let page = 1; page < AHEAD; page++) worker.postMessage('next')
    for (;;) {
      const told = await answer()
      if ('isDone' in told) return
      if ('failure' in told) throw revived(told.failure)
      worker.postMessage('next')
      yield JSON.parse(told.page)
    }
  } finally {
    ended.abort()
    worker.terminate()
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

/** Gives what the worker says, one after the other; fails where it breaks, and where it is aborted. */
function answersOf(
  worker: Worker,
  signal: AbortSignal,
  ended: AbortSignal,
): () => Promise<WorkerAnswer> {
  const told: WorkerAnswer[] = []
  let broken: { why: unknown } | undefined
  let wake = () => {}
  const breakOff = (why: unknown) => {
    broken ??= { why }
    wake()
  }
  const options = { signal: ended }
  worker.addEventListener(
    'message',
    ({ data }: MessageEvent<WorkerAnswer>) => {
      told.push(data)
      wake()
    },
    options,
  )
  worker.addEventListener(
    'error',
    ({ message }) => breakOff(revived(plainFailure(message || 'The list could not be read.'))),
    options,
  )
  signal.addEventListener('abort', () => breakOff(signal.reason), options)
  return async () => {
    for (;;) {
      if (signal.aborted) throw signal.reason
      if (broken) throw broken.why
      const next = told.shift()
      if (next) return next
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
}
