import { digest } from './cluster'
import { expect, expectAccessible, test } from './fixtures'
import { Line } from './line'

test('what others push, label and create appears by itself', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await expect(page.getByRole('link', { name: 'web', exact: true })).toBeVisible()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()

  await cluster.label('web', { app: 'shop' })
  await expect(page.getByRole('row', { name: /^web/ })).toContainText('app=shop')
  await cluster.push('web', 'prod', 1)
  await expect(
    page.getByRole('row', { name: /^web/ }).getByRole('link', { name: /prod/ }),
  ).toBeVisible()
  await cluster.createStream('worker')
  await expect(page.getByRole('link', { name: 'worker', exact: true })).toBeVisible()
})

test('rows do not move under the pointer: what is new waits to be shown', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('beta')
  await page.goto(`/ns/${cluster.project}/image-streams`)
  const names = page.getByRole('row').getByRole('link', { name: /^(alpha|beta)$/ })
  await page.getByRole('link', { name: 'beta', exact: true }).hover()
  await cluster.createStream('alpha')
  const show = page.getByRole('button', { name: /1 stream changed/ })
  // As a hand does it: out of the rows, slowly, to the button, which is still there.
  const box = await show.boundingBox()
  await page.mouse.move((box?.x ?? 0) + 10, (box?.y ?? 0) + 10, { steps: 20 })
  await show.hover()
  await expect(names).toHaveText(['beta'])
  await show.click()
  await expect(names).toHaveText(['alpha', 'beta'])
})

test('a watch that is cut resumes where it stopped, and the list never empties', async ({
  page,
  cluster,
  baseURL,
}) => {
  const line = await Line.to(baseURL ?? '')
  const lists: string[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname.endsWith('/imagestreams') && !url.searchParams.has('watch')) {
      lists.push(url.search)
    }
  })
  try {
    await cluster.createStream('web')
    await page.goto(`${line.url}/ns/${cluster.project}/image-streams`)
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    const before = lists.length

    line.cut()
    await expect(page.getByText('Not live')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByRole('link', { name: 'web', exact: true })).toBeVisible()
    await expectAccessible(page)
    await cluster.label('web', { missed: 'yes' })
    line.mend()

    await expect(page.getByText('Live', { exact: true })).toBeVisible({ timeout: 40_000 })
    await expect(page.getByRole('row', { name: /^web/ })).toContainText('missed=yes')
    expect(lists.length).toBe(before)
  } finally {
    await line.close()
  }
})

test('an outage at the first visit is not "none found"', async ({ page, cluster }) => {
  await page.route(/\/apis\/image\.openshift\.io\//, (route) =>
    route.fulfill({ status: 503, contentType: 'text/plain', body: 'service unavailable' }),
  )
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await expect(page.getByRole('button', { name: /Try again/ })).toBeVisible({ timeout: 40_000 })
  await expect(page.getByText(/No image streams/)).toHaveCount(0)
  await expectAccessible(page)
  await page.unroute(/\/apis\/image\.openshift\.io\//)
  await page.getByRole('button', { name: /Try again/ }).click()
  await expect(page.getByRole('heading', { name: /No image streams/ })).toBeVisible()
})

test('a stream that is deleted while it is open does not exist any more', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await page.goto(`/ns/${cluster.project}/image-streams/web`)
  await expect(page.getByRole('row', { name: /prod/ })).toBeVisible()
  await cluster.deleteStream('web')
  await expect(page.getByRole('heading', { name: /web does not exist/ })).toBeVisible()
  await expectAccessible(page)
})

test('a tag page follows a push, and a deleted tag is said', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod`)
  await expect(page.getByRole('main')).toContainText(digest(1))
  await cluster.push('web', 'prod', 2)
  await expect(page.getByRole('main')).toContainText(digest(2))
  await cluster.deleteTag('web', 'prod')
  await expect(page.getByRole('heading', { name: /Tag prod of web does not exist/ })).toBeVisible()
})
