import type { Page, Route } from '@playwright/test'

/**
 * A cluster that answers with whatever objects a test gives it, however odd. The page's own files
 * still come from the gateway under test.
 */
export class OddCluster {
  streams: unknown = []
  projects: unknown = []
  /** What the next watch tells; later ones stay silent. */
  events: unknown[] = []
  /** An Image, for whoever asks for one by its digest or through a stream. */
  image: unknown = {}
  layers: unknown = {}
  tag: unknown = {}
  user: unknown = {}

  static async behind(page: Page): Promise<OddCluster> {
    const cluster = new OddCluster()
    await page.route(
      (url) => /^\/apis?\//.test(url.pathname),
      (route) => cluster.#answer(route),
    )
    return cluster
  }

  async #answer(route: Route): Promise<void> {
    const url = new URL(route.request().url())
    if (url.searchParams.has('watch')) return this.#watch(route)
    const answer = this.#object(url.pathname)
    if (answer !== undefined) return send(route, 200, answer)
    const status = { kind: 'Status', status: 'Failure', code: 404, reason: 'NotFound' }
    return send(route, 404, { ...status, message: 'not found' })
  }

  #object(path: string): unknown {
    if (path.endsWith('/selfsubjectaccessreviews')) return { status: { allowed: true } }
    if (path.endsWith('/layers')) return this.layers
    if (path.includes('/imagestreamimages/')) return { image: this.image }
    if (path.includes('/images/')) return this.image
    if (path.includes('/imagestreamtags/')) return this.tag
    if (path.endsWith('/imagestreams')) return list(this.streams)
    if (/\/(projects|namespaces)$/.test(path)) return list(this.projects)
    if (path.endsWith('/users/~')) return this.user
    return undefined
  }

  /** A watch without events is never answered, as one on which nothing happens. */
  async #watch(route: Route): Promise<void> {
    const events = this.events.splice(0)
    if (events.length === 0) return
    const body = events.map((event) => `${JSON.stringify(event)}\n`).join('')
    await route.fulfill({ contentType: 'application/json', body })
  }
}

function list(items: unknown) {
  return { kind: 'List', apiVersion: 'v1', metadata: { resourceVersion: '7' }, items }
}

/** A page that is left meanwhile does not wait for its answers. */
function send(route: Route, status: number, answer: unknown): Promise<void> {
  return route
    .fulfill({ status, contentType: 'application/json', body: JSON.stringify(answer) })
    .catch(() => {})
}
