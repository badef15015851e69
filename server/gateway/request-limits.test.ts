import { type AddressInfo, connect } from 'node:net'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { requestLimits } from './request-limits'

let app: FastifyInstance

afterEach(() => app.close())

/** What is answered to these words on a connection of their own, to its end. */
async function answerTo(text: string, seconds = 60) {
  app = Fastify(requestLimits(seconds))
  app.post('/', async () => 'fine')
  await app.listen({ port: 0, host: '127.0.0.1' })
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(text)
  let answer = ''
  for await (const chunk of socket.setEncoding('utf8')) answer += chunk
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  return { line: head.split('\r\n')[0], status: JSON.parse(body) }
}

const BEGIN = 'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: text/plain\r\n'

test('headers that are too large are refused with a Status', async () => {
  const { line, status } = await answerTo(`${BEGIN}x: ${'x'.repeat(70_000)}\r\n\r\n`)
  expect(line).toBe('HTTP/1.1 431 Request Header Fields Too Large')
  expect(status).toMatchObject({ kind: 'Status', status: 'Failure', code: 431 })
})

test('what is not HTTP is refused with a Status', async () => {
  const { line, status } = await answerTo('hello\r\n\r\n')
  expect(line).toBe('HTTP/1.1 400 Bad Request')
  expect(status).toMatchObject({ kind: 'Status', reason: 'BadRequest', code: 400 })
})

test('a body that does not arrive in time is refused with a Status', async () => {
  const { line, status } = await answerTo(`${BEGIN}content-length: 9\r\n\r\nslow`, 0.1)
  expect(line).toBe('HTTP/1.1 408 Request Timeout')
  expect(status).toMatchObject({ kind: 'Status', reason: 'Timeout', code: 408 })
})
