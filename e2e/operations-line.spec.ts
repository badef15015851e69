import type { Locator, Page, Route } from '@playwright/test'
import { digest } from './cluster'
import { expect, test } from './fixtures'

/** The dialog that promotes web:main to web:prod, filled in and looked at by the server. */
async function promote(page: Page, project: string): Promise<Locator> {
  await page.goto(`/ns/${project}/image-streams/web/tags/main`)
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: /Promote/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Promote web:main' })
  await dialog.getByLabel('Tag', { exact: true }).fill('prod')
  return dialog
}

/** Deals with each write of a tag by itself; dry runs and reads pass. Answers how many there were. */
async function onWrite(page: Page, deal: (route: Route) => Promise<void>) {
  const count = { writes: 0 }
  await page.route(/\/imagestreamtags/, async (route) => {
    const request = route.request()
    if (request.method() === 'GET' || request.url().includes('dryRun')) return route.fallback()
    count.writes++
    return deal(route)
  })
  return count
}

test.beforeEach(async ({ cluster }) => {
  await cluster.createStream('web')
  await cluster.push('web', 'main', 1)
})

test('a slow line is said, and waited for, and nothing is sent twice', async ({
  page,
  cluster,
}) => {
  const dialog = await promote(page, cluster.project)
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const count = await onWrite(page, async (route) => {
    await held
    await route.continue()
  })
  const button = dialog.getByRole('button', { name: 'Promote to web:prod' })
  await button.click()
  await expect(dialog.getByRole('button', { name: 'Working…' })).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  release()
  await expect(dialog).toBeHidden()
  expect(count.writes).toBe(1)
})

test('a line that breaks before the write says that nothing was done, and keeps what was typed', async ({
  page,
  cluster,
}) => {
  const dialog = await promote(page, cluster.project)
  let isBroken = true
  const count = await onWrite(page, (route) => (isBroken ? route.abort() : route.continue()))
  await dialog.getByRole('button', { name: 'Promote to web:prod' }).click()
  await expect(dialog.getByRole('alert')).toContainText('The connection broke. Nothing was done.')
  await expect(dialog.getByLabel('Tag', { exact: true })).toHaveValue('prod')
  expect(count.writes).toBe(1)
  isBroken = false
  await dialog.getByRole('button', { name: 'Promote to web:prod' }).click()
  await expect(dialog).toBeHidden()
  expect((await cluster.tag('web', 'prod')).image.metadata.name).toBe(digest(1))
})

test('a line that breaks after the write finds out that it was done, and sends nothing again', async ({
  page,
  cluster,
}) => {
  const dialog = await promote(page, cluster.project)
  const count = await onWrite(page, async (route) => {
    await route.fetch()
    await route.abort()
  })
  await dialog.getByRole('button', { name: 'Promote to web:prod' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Promoted web:main to web:prod')).toBeVisible()
  expect(count.writes).toBe(1)
  const stream = await cluster.stream('web')
  expect(stream.status?.tags?.find(({ tag }) => tag === 'prod')?.items).toHaveLength(1)
})

test('without any line it is said that it is not known, and what was typed stays', async ({
  page,
  cluster,
  context,
}) => {
  const dialog = await promote(page, cluster.project)
  await expect(dialog.getByText('The server accepts it (dry run)')).toBeVisible()
  await context.setOffline(true)
  await dialog.getByRole('button', { name: 'Promote to web:prod' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Whether it was done is not known')
  await expect(dialog.getByLabel('Tag', { exact: true })).toHaveValue('prod')
  await context.setOffline(false)
  await dialog.getByRole('button', { name: 'Promote to web:prod' }).click()
  await expect(dialog).toBeHidden()
})

test('of a refusal the server’s words are shown, and what was typed stays', async ({
  page,
  cluster,
}) => {
  const dialog = await promote(page, cluster.project)
  await onWrite(page, (route) =>
    route.fulfill({
      status: 403,
      json: { kind: 'Status', code: 403, reason: 'Forbidden', message: 'exceeded quota: q' },
    }),
  )
  await dialog.getByRole('button', { name: 'Promote to web:prod' }).click()
  await expect(dialog.getByRole('alert')).toContainText('exceeded quota: q')
  await expect(dialog.getByLabel('Tag', { exact: true })).toHaveValue('prod')
})

test('of a flaky line, one request in five, nothing is lost and nothing is done twice', async ({
  page,
  cluster,
}) => {
  let asked = 0
  await page.route(/\/apis\//, (route) => {
    const isWatch = route.request().url().includes('watch=')
    if (isWatch || asked++ % 5 !== 4) return route.fallback()
    return route.abort()
  })
  const dialog = await promote(page, cluster.project)
  // A write that the line swallowed is said to be undone, and is asked for again by the person.
  await expect(async () => {
    if (await dialog.isHidden()) return
    await expect(dialog.getByLabel('Tag', { exact: true })).toHaveValue('prod', { timeout: 1000 })
    await dialog.getByRole('button', { name: 'Promote to web:prod' }).click({ timeout: 1000 })
    await expect(dialog).toBeHidden({ timeout: 5000 })
  }).toPass()
  const stream = await cluster.stream('web')
  expect(stream.status?.tags?.find(({ tag }) => tag === 'prod')?.items).toHaveLength(1)
})
