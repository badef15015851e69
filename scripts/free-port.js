import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * A port of loopback that nothing listens on at this moment, nor on the one after it. Systems give
 * outgoing connections ports from 32768 on (Linux), so that one from there may be taken before it is
 * used; and it is even, so that the one after it is nobody else's.
 *
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (;;) {
    const port = 20_000 + 2 * randomInt(6_000)
    if ((await isFree(port)) && (await isFree(port + 1))) return port
  }
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
