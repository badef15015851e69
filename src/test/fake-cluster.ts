import { vi } from 'vitest'
import type { ImageStream } from '@/domain/kinds/image-stream'

export interface FakeRequest {
  method: string
  /** Path and query as they would go over the wire. */
  url: URL
  body: unknown
}

/** One open watch, whose other end the test holds. */
export interface FakeWatch {
  url: URL
  /** What the watch was asked to resume from. */
  resourceVersion: string | null
  send(...events: unknown[]): void
  /** Bytes as they are, for lines and characters that are cut anywhere. */
  sendBytes(bytes: Uint8Array): void
  /** Ends it as a server does after timeoutSeconds. */
  close(): void
  /** Ends it as a network does. */
  breakOff(): void
  isAborted(): boolean
}

type Answer = Response | Error | undefined

/**
 * A cluster in place of `fetch`: watches stay open until the test ends them, everything else is
 * answered by `answer`. An Error in place of an answer is a network that failed; undefined is 404.
 * Undone by `vi.unstubAllGlobals()`.
 */
export function fakeCluster(answer: (request: FakeRequest) => Answer | Promise<Answer>) {
  const requests: FakeRequest[] = []
  const watches: FakeWatch[] = []

  async function fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, 'http://cluster.test')
    const { method = 'GET', body } = init
    const request = { method, url, body: body ? JSON.parse(String(body)) : undefined }
    init.signal?.throwIfAborted()
    requests.push(request)
    const answered = await answer(request)
    init.signal?.throwIfAborted()
    if (answered instanceof Error) throw answered
    if (answered) return answered
    if (!url.searchParams.has('watch')) return aFailure(404, 'NotFound', 'not found')
    return openWatch(url, init.signal)
  }

  function openWatch(url: URL, signal: AbortSignal | null | undefined): Response {
    const pipe = new TransformStream<Uint8Array, Uint8Array>(
      undefined,
      { highWaterMark: 1000 },
      { highWaterMark: 1000 },
    )
    const writer = pipe.writable.getWriter()
    const ignore = () => {}
    const encoder = new TextEncoder()
    signal?.addEventListener('abort', () => writer.abort(signal.reason).catch(ignore))
    const sendBytes = (bytes: Uint8Array) => void writer.write(bytes).catch(ignore)
    watches.push({
      url,
      resourceVersion: url.searchParams.get('resourceVersion'),
      send(...events) {
        const lines = events.map((event) => `${JSON.stringify(event)}\n`)
        sendBytes(encoder.encode(lines.join('')))
      },
      sendBytes,
      close: () => void writer.close().catch(ignore),
      breakOff: () => void writer.abort(new TypeError('network error')).catch(ignore),
      isAborted: () => signal?.aborted ?? false,
    })
    return new Response(pipe.readable)
  }

  vi.stubGlobal('fetch', fetch)
  return { requests, watches, lists: () => requests.filter(isList) }
}

const isList = ({ method, url }: FakeRequest) =>
  method === 'GET' && !url.searchParams.has('watch') && url.pathname.endsWith('/imagestreams')

/** A list of image streams as the API answers it, a page where `limit` asks for one. */
export function aList({ url }: FakeRequest, streams: ImageStream[], resourceVersion: string) {
  const limit = Number(url.searchParams.get('limit') ?? streams.length)
  const start = Number(url.searchParams.get('continue')?.split('@')[0] ?? 0)
  const end = start + limit
  const left = streams.length - end
  const rest = left > 0 ? { continue: `${end}@${resourceVersion}`, remainingItemCount: left } : {}
  return Response.json({
    kind: 'ImageStreamList',
    apiVersion: 'image.openshift.io/v1',
    metadata: { resourceVersion, ...rest },
    items: streams.slice(start, end),
  })
}

/** A failure as the API says it. */
export function aFailure(code: number, reason: string, message: string, more: object = {}) {
  const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message }
  return Response.json({ metadata: {}, ...status, ...more }, { status: code })
}

/** The watch event that says a version is forgotten (observed 51). */
export const expired = {
  type: 'ERROR',
  object: { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' },
}
