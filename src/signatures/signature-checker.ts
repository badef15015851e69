import type { Questions, QuestionType } from './answer-question'
import type { Answering, Asking } from './signature-worker'

interface Waiting {
  resolve: (answer: never) => void
  reject: (error: Error) => void
}

/** Keys and signatures cannot be looked into here; the message says why. */
export class CheckerError extends Error {
  override name = 'CheckerError'
}

let worker: Worker | undefined
let nextId = 1
const waiting = new Map<number, Waiting>()

/**
 * Asks the worker that reads keys and checks signatures. It starts with the first question, so that
 * nothing of it loads before; where it breaks, who waits is told and the next question starts it anew.
 */
export async function askChecker<Type extends QuestionType>(
  type: Type,
  question: Questions[Type]['question'],
): Promise<Questions[Type]['answer']> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new CheckerError(
      'This browser does cryptography only for pages that came by https or from this very machine. Open the dashboard by https to check signatures.',
    )
  }
  const running = start()
  return new Promise<Questions[Type]['answer']>((resolve, reject) => {
    const id = nextId++
    waiting.set(id, { resolve, reject })
    running.postMessage({ id, type, question } satisfies Asking)
  })
}

function start(): Worker {
  if (worker) return worker
  const started = new Worker(new URL('./signature-worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<Answering>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if ('problem' in data) asked?.reject(new CheckerError(data.problem))
    else asked?.resolve(data.answer as never)
  })
  started.addEventListener('error', (event) => {
    event.preventDefault()
    worker = undefined
    started.terminate()
    const error = new CheckerError('What reads keys and checks signatures could not be started.')
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  })
  worker = started
  return started
}
