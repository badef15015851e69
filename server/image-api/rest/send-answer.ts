import { Readable } from 'node:stream'
import { constants, createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { stringify as yamlText } from 'yaml'
import type { ApiAnswer } from './api-request'
import type { Representation } from './negotiate'
import { openWebSocket } from './web-socket'

/** Smaller answers are not compressed, as in a real server (observed 17). */
const LEAST_COMPRESSED = 128 * 1024

/** Sends what a handler answers: an object, a list in pieces, or a stream of events. */
export function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  result: ApiAnswer,
  isPretty: boolean,
): FastifyReply {
  if ('watch' in result) {
    reply.hijack()
    if (openWebSocket(request.raw, reply.raw, result.watch)) return reply
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value)
    }
    reply.raw.writeHead(200, {
      'content-type': `application/${result.representation.format}`,
      'cache-control': 'no-cache, private, no-store',
    })
    reply.raw.flushHeaders()
    result.watch(reply.raw)
    return reply
  }
  const { format } = result.representation
  if ('object' in result) {
    const { warnings = [] } = result
    if (warnings.length > 0) {
      reply.header(
        'warning',
        warnings.map((warning) => `299 - ${JSON.stringify(warning)}`),
      )
    }
    return sendObject(reply, result.code, result.object, format, isPretty)
  }
  if (format === 'yaml' || isPretty) {
    const list = JSON.parse([...result.text].join('')) as object
    return sendObject(reply, result.code, list, format, isPretty)
  }
  reply.code(result.code).header('content-type', 'application/json')
  return sendPieces(request, reply, result.text)
}

/** A list that is one piece is sent with its length, a longer one piece by piece as the client takes it. */
function sendPieces(
  request: FastifyRequest,
  reply: FastifyReply,
  pieces: Generator<string, void, undefined>,
): FastifyReply {
  const first = pieces.next().value ?? ''
  const second = pieces.next()
  const isCompressed =
    first.length > LEAST_COMPRESSED && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  if (second.done && !isCompressed) return reply.send(Buffer.from(first))
  const text = Readable.from(joined([first, ...(second.done ? [] : [second.value])], pieces))
  if (!isCompressed) return reply.send(text)
  reply.header('content-encoding', 'gzip').header('vary', 'Accept-Encoding')
  const gzip = createGzip({ level: constants.Z_BEST_SPEED })
  text.on('error', (error) => gzip.destroy(error))
  return reply.send(text.pipe(gzip))
}

function* joined(begin: Iterable<string>, rest: Iterable<string>): Iterable<string> {
  yield* begin
  yield* rest
}

export function sendObject(
  reply: FastifyReply,
  code: number,
  object: object,
  format: Representation['format'],
  isPretty: boolean,
): FastifyReply {
  reply.code(code).header('content-type', `application/${format}`)
  if (format === 'yaml') return reply.send(Buffer.from(yamlText(object)))
  return reply.send(Buffer.from(`${JSON.stringify(object, null, isPretty ? 2 : 0)}\n`))
}
