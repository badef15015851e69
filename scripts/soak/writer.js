import { digest } from '../fill-streams.js'
import { textOf } from './stream-state.js'

/** How many streams a writer keeps; with one more, the oldest goes. */
const KEPT = 6
const IMAGE_API = { apiVersion: 'image.openshift.io/v1' }

/**
 * What a write will do: `after` is the state of the stream then, undefined where it is deleted.
 *
 * @typedef {import('./stream-state.js').StreamState} StreamState
 * @typedef {{ method: string, path: string, body: unknown, type?: string, name: string,
 *   after: StreamState | undefined, image?: string }} Write
 */

/** Writes to streams of its own, one write after the other, and knows what each must lead to. */
export class Writer {
  /** What was acknowledged. @type {Map<string, StreamState>} */
  streams = new Map()
  /** Every write that took place since the last look: what a watch must tell. @type {{ name: string, text: string, revision: number }[]} */
  happened = []
  /** Images that mappings have made. @type {Set<string>} */
  images = new Set()
  /** Sent, and never answered. @type {Write | undefined} */
  pending
  /** Refusals, which there must be none of. @type {string[]} */
  problems = []
  #count = 0

  /**
   * @param {string} collection URL of the namespace in the image API
   * @param {number} number
   */
  constructor(collection, number) {
    this.collection = collection
    this.number = number
  }

  /**
   * Writes until the gateway does not answer any more.
   *
   * @param {() => void} acknowledged called after each write that was answered
   */
  async run(acknowledged) {
    for (;;) {
      const write = this.#next()
      this.pending = write
      let response
      let answer
      try {
        response = await fetch(`${this.collection}/${write.path}`, {
          method: write.method,
          headers: { 'content-type': write.type ?? 'application/json' },
          body: JSON.stringify(write.body),
        })
        answer = await response.json()
      } catch {
        if (!response) return
        // The head said whether it took place; it is acknowledged, though its body was cut.
        answer = {}
      }
      if (response.ok) this.settle(write, Number(answer.metadata?.resourceVersion ?? 0))
      else this.problems.push(`${write.method} ${write.path}: ${response.status} ${answer.message}`)
      this.pending = undefined
      acknowledged()
    }
  }

  /**
   * Notes that a write took place.
   *
   * @param {Write} write
   * @param {number} revision 0 where the answer did not tell
   */
  settle({ name, after, image }, revision) {
    if (after) this.streams.set(name, after)
    else this.streams.delete(name)
    if (image) this.images.add(image)
    // The answer to a deletion bears the revision before it.
    this.happened.push({ name, text: textOf(after), revision: after ? revision : 0 })
  }

  /** @returns {Write} */
  #next() {
    const step = ++this.#count
    const names = [...this.streams.keys()]
    const [oldest = ''] = names
    if (names.length > KEPT) {
      return {
        ...{ method: 'DELETE', path: `imagestreams/${oldest}`, body: {} },
        ...{ name: oldest, after: undefined },
      }
    }
    const name = names[step % Math.max(1, names.length)]
    if (!name || step % 10 === 0) return this.#create(step)
    const before = this.streams.get(name) ?? { labels: {}, tags: {}, history: {} }
    if (step % 3 === 0) {
      const labels = { ...before.labels, step: String(step) }
      return {
        ...{ method: 'PATCH', path: `imagestreams/${name}`, body: { metadata: { labels } } },
        ...{ type: 'application/merge-patch+json', name, after: { ...before, labels } },
      }
    }
    return step % 3 === 1 ? this.#tag(step, name, before) : this.#map(step, name, before)
  }

  /**
   * @param {number} step
   * @returns {Write}
   */
  #create(step) {
    const name = `writer-${this.number}-${step}`
    const labels = { half: step % 20 === 0 ? 'even' : 'odd', step: String(step) }
    const body = { ...IMAGE_API, kind: 'ImageStream', metadata: { name, labels } }
    const after = { labels, tags: {}, history: {} }
    return { method: 'POST', path: 'imagestreams', body, name, after }
  }

  /**
   * @param {number} step
   * @param {string} name
   * @param {StreamState} before
   * @returns {Write}
   */
  #tag(step, name, before) {
    const tag = `tag-${step % 4}`
    const from = { kind: 'DockerImage', name: `registry.soak.test/team/app:${step}` }
    const body = {
      ...{ ...IMAGE_API, kind: 'ImageStreamTag', metadata: { name: `${name}:${tag}` } },
      tag: { name: tag, reference: true, from },
    }
    const after = { ...before, tags: { ...before.tags, [tag]: from.name } }
    return { method: 'PUT', path: `imagestreamtags/${name}:${tag}`, body, name, after }
  }

  /**
   * @param {number} step
   * @param {string} name
   * @param {StreamState} before
   * @returns {Write}
   */
  #map(step, name, before) {
    const tag = `pushed-${step % 2}`
    const image = digest(this.number, step)
    const body = {
      ...{ ...IMAGE_API, kind: 'ImageStreamMapping', metadata: { name }, tag },
      image: {
        metadata: { name: image },
        dockerImageReference: `registry.soak.test/team/app@${image}`,
      },
    }
    const entries = [image, ...(before.history[tag] ?? [])]
    const after = { ...before, history: { ...before.history, [tag]: entries } }
    return { method: 'POST', path: 'imagestreammappings', body, name, after, image }
  }
}
