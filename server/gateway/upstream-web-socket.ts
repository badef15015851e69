import type { IncomingHttpHeaders } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Dispatcher } from 'undici'
import { BEARER_PROTOCOL, type Upgrade } from '../image-api/rest/web-socket'
import { upstreamFailure } from './upstream-failure'

interface Sides {
  request: FastifyRequest
  /** Hijacked: who asked for a WebSocket is answered from here. */
  reply: FastifyReply
  upgrade: Upgrade
  /** Where what ends the connection is kept while it is open. */
  ends: Set<() => void>
}

/** A refusal is passed on up to here. */
const LARGEST_REFUSAL = 64 * 1024

/**
 * Opens a WebSocket to the API server for a client that asked for one, and joins the two connections
 * once the API server has agreed. A token among the subprotocols stays here.
 */
export function forwardWebSocket(
  pool: Dispatcher,
  asked: { origin: string; path: string; headers: Record<string, string> },
  sides: Sides,
): void {
  const { request, reply, upgrade } = sides
  const refusal: Buffer[] = []
  let code = 0
  let hasLeft = false
  let abort = () => {}
  upgrade.socket.once('close', () => {
    hasLeft = true
    abort()
  })
  pool.dispatch(
    {
      ...asked,
      method: 'GET',
      upgrade: 'websocket',
      headers: { ...asked.headers, ...handshakeOf(request.headers) },
    },
    {
      onRequestStart(controller) {
        abort = () => controller.abort(new Error('the client has left'))
        if (hasLeft) abort()
      },
      onRequestUpgrade(_controller, _statusCode, headers, socket) {
        abort = () => socket.destroy()
        join(sides, headers, socket)
      },
      onResponseStart(_controller, statusCode) {
        code = statusCode
      },
      onResponseData(controller, chunk) {
        refusal.push(chunk)
        const size = refusal.reduce((sum, { length }) => sum + length, 0)
        if (size > LARGEST_REFUSAL) controller.abort(new Error('a refusal without end'))
      },
      onResponseEnd() {
        answer(reply, code, Buffer.concat(refusal))
      },
      onResponseError(_controller, error) {
        if (hasLeft) return
        const failure = upstreamFailure(error)
        request.log.warn({ err: error }, failure.message)
        answer(reply, failure.code, Buffer.from(JSON.stringify(failure.status)))
      },
    },
  )
}

/** What makes a request a WebSocket's; no extensions, and no token. */
function handshakeOf(headers: IncomingHttpHeaders): Record<string, string> {
  const protocols = (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '' && !each.startsWith(BEARER_PROTOCOL))
  return {
    'sec-websocket-key': headers['sec-websocket-key'] ?? '',
    'sec-websocket-version': headers['sec-websocket-version'] ?? '',
    ...(protocols.length === 0 ? {} : { 'sec-websocket-protocol': protocols.join(', ') }),
  }
}

function join({ reply, upgrade, ends }: Sides, headers: IncomingHttpHeaders, far: Duplex): void {
  const near = upgrade.socket
  reply.raw.detachSocket(reply.raw.socket as NonNullable<typeof reply.raw.socket>)
  const lines = ['HTTP/1.1 101 Switching Protocols', 'upgrade: websocket', 'connection: upgrade']
  for (const name of ['sec-websocket-accept', 'sec-websocket-protocol']) {
    if (headers[name] !== undefined) lines.push(`${name}: ${headers[name]}`)
  }
  near.write(`${lines.join('\r\n')}\r\n\r\n`)
  if (upgrade.head.length > 0) far.write(upgrade.head)
  const end = () => {
    near.destroy()
    far.destroy()
  }
  ends.add(end)
  for (const side of [near, far]) {
    side.on('error', end)
    side.on('close', () => {
      ends.delete(end)
      end()
      // Counted as open until now.
      reply.raw.emit('close')
    })
  }
  near.pipe(far)
  far.pipe(near)
}

function answer(reply: FastifyReply, code: number, body: Buffer): void {
  const { raw } = reply
  if (raw.headersSent || raw.destroyed) return
  raw.writeHead(code, {
    'content-type': 'application/json',
    'content-length': body.length,
    connection: 'close',
  })
  raw.end(body)
}
