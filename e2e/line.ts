import { connect, createServer, type Server, type Socket } from 'node:net'

/** The network between a page and its gateway, as something that can be cut and mended. */
export class Line {
  readonly #server: Server
  readonly #sockets: Set<Socket>
  readonly #protocol: string
  #isCut = false

  private constructor(server: Server, sockets: Set<Socket>, protocol: string) {
    this.#protocol = protocol
    this.#server = server
    this.#sockets = sockets
  }

  /** A line to the server at `url`, on a port of its own. */
  static to(url: string): Promise<Line> {
    const { hostname, port, protocol } = new URL(url)
    const sockets = new Set<Socket>()
    return new Promise((resolve, reject) => {
      const server = createServer((near) => {
        if (line.#isCut) return near.destroy()
        const far = connect(Number(port), hostname)
        for (const [one, other] of [
          [near, far],
          [far, near],
        ] as const) {
          sockets.add(one)
          one.on('error', () => other.destroy())
          one.on('close', () => {
            sockets.delete(one)
            other.destroy()
          })
          one.pipe(other)
        }
        return undefined
      })
      const line = new Line(server, sockets, protocol)
      server.on('error', reject)
      server.listen(0, '127.0.0.1', () => resolve(line))
    })
  }

  /** The address of the near end. */
  get url(): string {
    const address = this.#server.address()
    return `${this.#protocol}//127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  }

  /** Breaks what is open, and refuses what comes. */
  cut(): void {
    this.#isCut = true
    for (const socket of this.#sockets) socket.destroy()
  }

  mend(): void {
    this.#isCut = false
  }

  close(): Promise<void> {
    this.cut()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }
}
