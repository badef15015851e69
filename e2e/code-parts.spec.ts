import { expect, expectAccessible, test } from './fixtures'
import { Line } from './line'

test('a dialog whose code cannot come opens when the server is back, and the page stays', async ({
  page,
  cluster,
  baseURL,
}) => {
  const line = await Line.to(baseURL ?? '')
  try {
    await cluster.createStream('web')
    await page.goto(`${line.url}/ns/${cluster.project}/image-streams`)
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
    await expect(page.getByRole('row', { name: /^web/ })).toBeVisible()

    line.cut()
    await page.getByRole('button', { name: 'Create image stream' }).click()
    await expect(page.getByText('Opening…')).toBeVisible()
    await expect(page.getByRole('row', { name: /^web/ })).toBeVisible()

    line.mend()
    const dialog = page.getByRole('dialog', { name: 'Create an image stream' })
    await expect(dialog).toBeVisible({ timeout: 20_000 })
    // Its styles came too: those that failed are not asked for again by themselves.
    const rules = await page.evaluate(() =>
      [...document.styleSheets].map((sheet) => sheet.cssRules.length),
    )
    expect(Math.min(...rules)).toBeGreaterThan(0)
    await expect(dialog.getByRole('group', { name: /Lookup policy/ })).toHaveCSS(
      'border-top-width',
      '0px',
    )
    await expectAccessible(page)
  } finally {
    await line.close()
  }
})

test('code that the server no longer has is said, with a way to load the page again', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await expect(page.getByRole('row', { name: /^web/ })).toBeVisible()
  await page.route(/\/assets\/stream-operation-dialog-.*\.js$/, (route) =>
    route.fulfill({ status: 404, body: '' }),
  )
  await page.getByRole('button', { name: 'Create image stream' }).click()
  await expect(page.getByText('This page could not be loaded')).toBeVisible()
  await page.unroute(/\/assets\/stream-operation-dialog-.*\.js$/)
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(page.getByRole('row', { name: /^web/ })).toBeVisible()
})
