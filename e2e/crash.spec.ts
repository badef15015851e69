import { request as requests } from '@playwright/test'
import { Cluster } from './cluster'
import { expect, test } from './fixtures'
import { GatewayProcess } from './gateway-process'

const CRASHES = 3

test('nothing acknowledged is lost when the server is killed, and the page catches up by itself', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const gateway = await GatewayProcess.prepare()
  const request = await requests.newContext()
  const cluster = new Cluster(request, 'crash', gateway.url)
  try {
    await gateway.start()
    await cluster.makeProject()
    await cluster.createStream('counter')
    await page.goto(`${gateway.url}/ns/crash/image-streams`)
    await expect(page.getByRole('link', { name: 'counter', exact: true })).toBeVisible()

    let acknowledged = 0
    let newest = 0
    for (let crash = 0; crash < CRASHES; crash++) {
      // Writes go on until the process is gone; the last one may be lost, for nobody was told of it.
      const writing = (async () => {
        for (let n = acknowledged + 1; ; n++) {
          const { metadata } = await cluster.label('counter', { count: String(n) })
          expect(Number(metadata.resourceVersion)).toBeGreaterThan(newest)
          newest = Number(metadata.resourceVersion)
          acknowledged = n
        }
      })()
      const stopped = writing.catch((error: unknown) => error)
      const start = acknowledged
      await expect.poll(() => acknowledged).toBeGreaterThan(start + 20)
      await gateway.end('SIGKILL')
      await stopped
      await expect(page.getByText('Not live')).toBeVisible()
      await expect(page.getByRole('link', { name: 'counter', exact: true })).toBeVisible()

      await gateway.start()
      const { metadata } = await cluster.stream('counter')
      expect(Number(metadata.labels?.count)).toBeGreaterThanOrEqual(acknowledged)
      expect(Number(metadata.resourceVersion)).toBeGreaterThanOrEqual(newest)
      newest = Number(metadata.resourceVersion)
      acknowledged = Number(metadata.labels?.count)

      await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 40_000 })
      await expect(page.getByText(`count=${acknowledged}`)).toBeVisible()
    }
  } finally {
    await request.dispose()
    await gateway.remove()
  }
})
