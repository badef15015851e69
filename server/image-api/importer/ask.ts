import type { Dispatcher } from 'undici'
import { request } from 'undici'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: AsyncIterable<Uint8Array>
}

/** Asks a registry one question with GET, and follows no redirect. */
export type Ask = (
  url: string,
  options: { headers: Record<string, string>; signal: AbortSignal },
) => Promise<Answer>

/** Asks over the network, through the dispatcher. */
export function askOver(dispatcher: Dispatcher): Ask {
  return async (url, options) => {
    const { statusCode, headers, body } = await request(url, { ...options, dispatcher })
    return { status: statusCode, headers, body }
  }
}
