import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { request as askBackend } from 'node:http'
import { createServer } from 'node:https'
import { connect } from 'node:net'
import { Authority } from './authority.js'
import { OAuthServer } from './oauth-server.js'

/**
 * @typedef {import('node:http').IncomingMessage} IncomingMessage
 * @typedef {import('node:http').ServerResponse} ServerResponse
 * @typedef {import('node:stream').Duplex} Duplex
 */

/**
 * What becomes of a request on a bad day: it `hangs` until all is well again; its answer, though it was
 * done, breaks off in the middle (`half`); or it is refused.
 *
 * @typedef {'hangs' | 'half' | { status: number, message: string, retryAfter?: number }} Trouble
 */

const TOKENS = /^\/apis\/oauth\.openshift\.io\/v1\/(?:user)?oauthaccesstokens\/([^/?]+)/

/**
 * An API server over TLS as a cluster has it, in front of an embedded API over plain HTTP: people come
 * with a client certificate or with a token of the OAuth server, and are told to the embedded API by the
 * tokens of its own file. The API server and the OAuth server have an authority each.
 */
export class TestCluster {
  /** @type {Set<Duplex>} */
  #sockets = new Set()
  /** @type {(() => void)[]} */
  #hanging = []
  #port = 0
  /** @type {((request: IncomingMessage) => Trouble | undefined) | undefined} */
  #troubleOf

  /**
   * @param {object} options
   * @param {string} options.backend address of the embedded API
   * @param {Record<string, string>} options.people the embedded API's tokens, by the names of people
   * @param {{ id: string, secret: string, redirectUris: string[] }} [options.client]
   * @param {number} [options.tokenSeconds] how long the OAuth server's tokens are good for
   */
  constructor({ backend, people, client, tokenSeconds = 86_400 }) {
    this.backend = new URL(backend)
    this.people = people
    this.authority = new Authority('Test API server')
    this.oauth = new OAuthServer({ people: Object.keys(people), client, tokenSeconds })
    this.server = createServer(
      {
        ...this.authority.issue({ name: 'api-server' }),
        ca: this.authority.certificate,
        requestCert: true,
        rejectUnauthorized: false,
      },
      (request, response) => this.#answer(request, response),
    )
    this.server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
    this.server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
    this.server.on('tlsClientError', () => {})
  }

  /** @param {{ port?: number }} [options] */
  async start({ port = 0 } = {}) {
    await this.oauth.start()
    this.server.listen(port, '127.0.0.1')
    await once(this.server, 'listening')
  }

  get url() {
    const address = this.server.address()
    return `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  }

  /**
   * From now on requests go wrong; those for which there is no trouble do not.
   *
   * @param {(request: IncomingMessage) => Trouble | undefined} troubleOf
   */
  fallIll(troubleOf) {
    this.#troubleOf = troubleOf
  }

  /** All is well again, and what hung is answered. */
  recover() {
    this.#troubleOf = undefined
    for (const goOn of this.#hanging.splice(0)) goOn()
  }

  /** Ends as a process that is killed. */
  async kill() {
    this.#port = Number(new URL(this.url).port)
    this.server.close()
    this.breakConnections()
    await once(this.server, 'close')
  }

  /** Is there again, at the same address. */
  async revive() {
    this.server.listen(this.#port, '127.0.0.1')
    await once(this.server, 'listening')
  }

  /** From now on serves with a new certificate of the same authority. */
  rotateCertificate() {
    this.server.setSecureContext({
      ...this.authority.issue({ name: 'api-server' }),
      ca: this.authority.certificate,
    })
  }

  /** Breaks every connection. */
  breakConnections() {
    for (const socket of this.#sockets) socket.destroy()
  }

  /** How many connections there are. */
  get connections() {
    return this.#sockets.size
  }

  async stop() {
    this.breakConnections()
    this.server.close()
    await this.oauth.stop()
    this.authority.remove()
  }

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   */
  #answer(request, response) {
    if (request.url === '/.well-known/oauth-authorization-server') {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(this.oauth.metadata))
      return
    }
    const name = TOKENS.exec(request.url ?? '')?.[1]
    if (name !== undefined) {
      this.#deleteToken(request, response, decodeURIComponent(name))
      return
    }
    const headers = this.#headersFor(request)
    if (!headers) {
      refuse(response, 401, 'Unauthorized')
      return
    }
    const trouble = this.#troubleOf?.(request)
    if (trouble === 'hangs') {
      this.#hanging.push(() => this.#answer(request, response))
      return
    }
    if (typeof trouble === 'object') {
      const { status, message, retryAfter } = trouble
      if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter))
      refuse(response, status, message)
      return
    }
    const { hostname, port } = this.backend
    const asked = askBackend(
      { hostname, port, method: request.method, path: request.url, headers, agent: false },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        // As an API server does: that a watch stands is told before its first event.
        response.flushHeaders()
        if (trouble === 'half') {
          answer.once('data', (chunk) => {
            response.write(chunk.subarray(0, chunk.length / 2), () => request.socket.destroy())
          })
          return
        }
        answer.pipe(response)
        answer.on('error', () => response.destroy())
      },
    )
    asked.on('error', () => response.destroy())
    response.on('close', () => asked.destroy())
    request.pipe(asked)
  }

  /**
   * Who asks, told to the embedded API: undefined for a token that nobody has (any more).
   *
   * @param {IncomingMessage} request
   * @returns {import('node:http').OutgoingHttpHeaders | undefined}
   */
  #headersFor(request) {
    const { authorization, ...headers } = { ...request.headers, host: this.backend.host }
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
    const certificate = /** @type {import('node:tls').TLSSocket} */ (
      request.socket
    ).getPeerCertificate?.()
    const person = token === undefined ? certificate?.subject?.CN : this.oauth.personOf(token)
    if (person === undefined) {
      // The embedded API's own tokens are good here too, as those of service accounts are.
      const isKnown = token === undefined || Object.values(this.people).includes(token)
      return isKnown ? { ...headers, ...(authorization && { authorization }) } : undefined
    }
    return { ...headers, authorization: `Bearer ${this.people[String(person)]}` }
  }

  /**
   * @param {IncomingMessage} request
   * @param {Duplex} socket
   * @param {Buffer} head
   */
  #upgrade(request, socket, head) {
    const headers = this.#headersFor(request)
    socket.on('error', () => socket.destroy())
    if (!headers) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
      return
    }
    const far = connect(Number(this.backend.port), this.backend.hostname)
    far.on('error', () => socket.destroy())
    far.on('close', () => socket.destroy())
    socket.on('close', () => far.destroy())
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    far.write(`${[`GET ${request.url} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`)
    far.write(head)
    socket.pipe(far)
    far.pipe(socket)
  }

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   * @param {string} name
   */
  #deleteToken({ method, headers }, response, name) {
    const token = /^Bearer sha256~(\S+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
    const own = `sha256~${createHash('sha256').update(token).digest('base64url')}`
    if (method !== 'DELETE' || own !== name || !this.oauth.delete(`sha256~${token}`)) {
      refuse(response, 401, 'Unauthorized')
      return
    }
    response.setHeader('content-type', 'application/json')
    response.end('{"kind":"Status","apiVersion":"v1","status":"Success"}')
  }
}

/**
 * @param {ServerResponse} response
 * @param {number} code
 * @param {string} message
 */
function refuse(response, code, message) {
  response.writeHead(code, { 'content-type': 'application/json' })
  response.end(
    JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      reason: REASONS[code] ?? '',
      code,
    }),
  )
}

/** @type {Record<number, string>} */
const REASONS = { 401: 'Unauthorized', 429: 'TooManyRequests', 503: 'ServiceUnavailable' }
