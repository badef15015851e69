import type { Page, Request } from '@playwright/test'

/** Every request of the page takes 400 ms longer, until its network is made quick again. */
export async function slowNetwork(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: 400, downloadThroughput: -1, uploadThroughput: -1 },
  })
}

/**
 * One request in five to the API fails, watches aside: turn by turn before the server has it, and
 * after, so that only its answer is lost.
 */
export async function flakyNetwork(page: Page): Promise<void> {
  let asked = 0
  await page.route(/\/apis?\//, async (route) => {
    const turn = asked++ % 10
    if (route.request().url().includes('watch=')) return route.fallback()
    if (turn === 9) await route.fetch()
    return turn % 5 === 4 ? route.abort() : route.fallback()
  })
}

/** What the page asks the image API to change from now on: no reads, no dry runs, no looks. */
export function changesOf(page: Page): string[] {
  const changes: string[] = []
  page.on('request', (request) => {
    if (isChange(request)) changes.push(`${request.method()} ${new URL(request.url()).pathname}`)
  })
  return changes
}

export function isChange(request: Request): boolean {
  const url = request.url()
  if (request.method() === 'GET' || !url.includes('/image.openshift.io/')) return false
  const isLook =
    url.includes('imagestreamimports') && /"import":false/.test(request.postData() ?? '')
  return !url.includes('dryRun') && !isLook
}
