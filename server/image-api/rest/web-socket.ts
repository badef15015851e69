import { EventEmitter } from 'node:events'
import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { type WebSocket, WebSocketServer } from 'ws'
import type { EventSink } from './event-sink'

/** Nothing is expected of clients; so much of it is read. */
const LARGEST_MESSAGE = 4096
/** So much may be on its way to a client before events wait for it. */
const MOST_BUFFERED = 64 * 1024
/** A client that does not answer a goodbye in time is let go. */
const GOODBYE_MS = 1000
const NORMAL_CLOSURE = 1000

/** The connection of a request that asks for a WebSocket, and what came on it after the request. */
export interface Upgrade {
  socket: Duplex
  head: Buffer
}

/** Those that were not answered yet. */
const upgrades = new WeakMap<IncomingMessage, Upgrade>()

const handshakes = new WebSocketServer({
  noServer: true,
  clientTracking: false,
  maxPayload: LARGEST_MESSAGE,
  perMessageDeflate: false,
  handleProtocols: (protocols) =>
    [...protocols].find((each) => !each.startsWith(BEARER_PROTOCOL)) ?? false,
})

/**
 * Sends requests that ask for an upgrade through the same routes, hooks and refusals as all others. What is no
 * watch is answered as if nothing had been asked, and its connection is closed.
 */
export function acceptUpgrades(app: FastifyInstance): void {
  app.server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const response = new ServerResponse(request)
    response.assignSocket(socket as ConstructorParameters<typeof ServerResponse>[0]['socket'])
    response.shouldKeepAlive = false
    response.on('finish', () => socket.end())
    if (isWebSocket(request)) upgrades.set(request, { socket, head })
    app.routing(request, response)
  })
}

function isWebSocket({ headers, method }: IncomingMessage): boolean {
  return method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket'
}

/** The connection that a request asks to be a WebSocket, for whoever answers it; undefined where it asks for none. */
export function takeUpgrade(request: IncomingMessage): Upgrade | undefined {
  const upgrade = upgrades.get(request)
  upgrades.delete(request)
  return upgrade
}

/**
 * Opens the WebSocket that a request asks for, with a text message for each event; false where it asks for
 * none. A handshake that is broken is answered with 400.
 */
export function openWebSocket(
  request: IncomingMessage,
  response: ServerResponse,
  open: (sink: EventSink) => void,
): boolean {
  const upgrade = takeUpgrade(request)
  if (!upgrade) return false
  const { socket, head } = upgrade
  response.detachSocket(request.socket)
  handshakes.handleUpgrade(request, socket, head, (webSocket) => open(new SocketSink(webSocket)))
  return true
}

/** Events over a WebSocket. What clients send is not looked at. */
class SocketSink extends EventEmitter implements EventSink {
  readonly #socket: WebSocket
  #isFull = false

  constructor(socket: WebSocket) {
    super()
    this.#socket = socket
    socket.on('close', () => this.emit('close'))
    socket.on('error', () => socket.terminate())
  }

  get writableNeedDrain(): boolean {
    return this.#isFull
  }

  write(line: string): boolean {
    this.#socket.send(line, () => this.#sent())
    this.#isFull ||= this.#socket.bufferedAmount > MOST_BUFFERED
    return !this.#isFull
  }

  end(): void {
    this.#socket.close(NORMAL_CLOSURE)
    const timer = setTimeout(() => this.#socket.terminate(), GOODBYE_MS)
    this.#socket.on('close', () => clearTimeout(timer))
  }

  destroy(): void {
    this.#socket.terminate()
  }

  #sent(): void {
    if (!this.#isFull || this.#socket.bufferedAmount > MOST_BUFFERED / 2) return
    this.#isFull = false
    this.emit('drain')
  }
}

/** Before a token among the subprotocols. */
export const BEARER_PROTOCOL = 'base64url.bearer.authorization.k8s.io.'

/**
 * The token that a browser, which cannot set headers here, gives among its subprotocols; undefined where it
 * gives none, '' where what it gives is none: told twice, not UTF-8 in base64url, or without the name of
 * another protocol that could be agreed on.
 */
export function subprotocolToken(header: string | undefined): string | undefined {
  const protocols = (header ?? '').split(',').map((each) => each.trim())
  const [encoded, ...more] = protocols
    .filter((each) => each.startsWith(BEARER_PROTOCOL))
    .map((each) => each.slice(BEARER_PROTOCOL.length))
  if (encoded === undefined) return undefined
  const isAlone = protocols.every((each) => each === '' || each.startsWith(BEARER_PROTOCOL))
  if (more.length > 0 || isAlone || !/^[\w-]+$/.test(encoded)) return ''
  try {
    return new TextDecoder('utf8', { fatal: true }).decode(Buffer.from(encoded, 'base64url'))
  } catch {
    return ''
  }
}
