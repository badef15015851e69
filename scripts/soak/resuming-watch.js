import { WebSocket } from 'ws'
import { stateOf, textOf } from './stream-state.js'

/**
 * One client's watch: it remembers the last resourceVersion that it was told, and goes on from there.
 * Every event is kept until it was compared.
 */
export class ResumingWatch {
  /** @type {{ name: string, text: string, revision: number, type: string }[]} */
  events = []
  /** @type {string[]} */
  problems = []
  #revision
  /** @type {() => void} */
  #changed = () => {}

  /**
   * @param {string} label what the failure says
   * @param {string} url of the collection, with further parameters
   * @param {string} revision to begin after
   * @param {boolean} isSocket over WebSocket, as a browser may
   */
  constructor(label, url, revision, isSocket) {
    this.label = label
    this.url = url
    this.isSocket = isSocket
    this.#revision = revision
  }

  /** Opened at the last resourceVersion; ends with the gateway. */
  async open() {
    const url = `${this.url}&watch=true&resourceVersion=${this.#revision}`
    if (this.isSocket) {
      const socket = new WebSocket(url.replace('http', 'ws'))
      socket.on('message', (data) => this.#take(data.toString()))
      socket.on('error', () => {})
      return new Promise((resolve) => socket.once('open', () => resolve(undefined)))
    }
    const response = await fetch(url)
    if (!response.ok || !response.body) {
      this.problems.push(`${this.label}: resuming was answered ${response.status}`)
      return
    }
    void this.#read(response.body)
  }

  /** @param {ReadableStream<Uint8Array>} body */
  async #read(body) {
    const decoder = new TextDecoder()
    let rest = ''
    try {
      for await (const bytes of body) {
        const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) this.#take(line)
      }
    } catch {
      // Killed: what was cut short is not an event, and is told again.
    }
  }

  /** @param {string} text */
  #take(text) {
    const { type, object } = JSON.parse(text)
    if (type === 'ERROR') {
      this.problems.push(`${this.label}: ${object.message}`)
      return
    }
    const revision = Number(object.metadata.resourceVersion)
    const isBookmark = type === 'BOOKMARK'
    if (isBookmark ? revision < Number(this.#revision) : revision <= Number(this.#revision)) {
      this.problems.push(
        `${this.label}: ${type} ${object.metadata.name} at ${revision} after ${this.#revision}`,
      )
    }
    this.#revision = String(revision)
    if (isBookmark) return
    const state = type === 'DELETED' ? undefined : stateOf(object)
    this.events.push({ name: object.metadata.name, text: textOf(state), revision, type })
    this.#changed()
  }

  /**
   * Waits until so many events were told; some seconds at most.
   *
   * @param {number} count
   */
  async until(count) {
    const deadline = Date.now() + 10_000
    while (this.events.length < count && Date.now() < deadline) {
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, 200)
        this.#changed = () => {
          clearTimeout(timer)
          resolve(undefined)
        }
      })
    }
  }

  /**
   * Compares, stream by stream and event by event, and begins anew.
   *
   * @param {{ name: string, text: string, revision: number }[]} expected in order within each stream
   * @returns {string[]} gaps, repeats and wrong contents
   */
  compare(expected) {
    const problems = this.problems.splice(0)
    const told = byName(this.events.splice(0))
    const wanted = byName(expected)
    for (const name of new Set([...told.keys(), ...wanted.keys()])) {
      const [got, want] = [told.get(name) ?? [], wanted.get(name) ?? []]
      for (let index = 0; index < Math.max(got.length, want.length); index++) {
        const [event, write] = [got[index], want[index]]
        const isSame =
          event?.text === write?.text && (!write?.revision || write.revision === event?.revision)
        if (isSame) continue
        problems.push(
          `${this.label}: ${name}, event ${index}: ${event ? `${event.type} ${event.text} at ${event.revision}` : 'a gap'}, not ${write ? `${write.text} at ${write.revision || 'any'}` : 'expected at all'}`,
        )
        break
      }
    }
    return problems
  }
}

/**
 * @template {{ name: string }} T
 * @param {T[]} items
 */
function byName(items) {
  /** @type {Map<string, T[]>} */
  const groups = new Map()
  for (const item of items) groups.set(item.name, [...(groups.get(item.name) ?? []), item])
  return groups
}
