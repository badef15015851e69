import type { Page } from '@playwright/test'
import type { Cluster } from './cluster'
import { expect, expectAccessible, needsSample, test } from './fixtures'
import { changesOf, flakyNetwork, isChange, slowNetwork } from './trouble'

test.beforeEach(needsSample)

const repository = 'registry.acme.test/library/postgres'
const tags = ['15', '16', '17']

const reference = (page: Page) => page.getByRole('textbox', { name: 'Image or repository' })
const results = (page: Page) => page.getByRole('region', { name: 'What was imported' })

async function write(page: Page, project: string): Promise<void> {
  await page.goto(`/import?namespace=${project}`)
  await reference(page).fill(repository)
  await page.getByRole('button', { name: 'Look at it' }).click()
}

/** The three tags, named otherwise than in the registry, of a stream of another name. */
async function choose(page: Page): Promise<void> {
  for (const tag of tags) await page.getByRole('checkbox', { name: `Select ${tag}` }).check()
  for (const tag of tags) {
    await page.getByRole('textbox', { name: `Name of ${tag} in the stream` }).fill(`v${tag}`)
  }
  await page.getByRole('combobox', { name: 'Image stream' }).fill('mine')
}

async function expectKept(page: Page): Promise<void> {
  await expect(reference(page)).toHaveValue(repository)
  await expect(page.getByRole('combobox', { name: 'Image stream' })).toHaveValue('mine')
  for (const tag of tags) {
    await expect(page.getByRole('checkbox', { name: `Select ${tag}` })).toBeChecked()
    await expect(page.getByRole('textbox', { name: `Name of ${tag} in the stream` })).toHaveValue(
      `v${tag}`,
    )
  }
}

async function expectImportedOnce(cluster: Cluster): Promise<void> {
  const { spec, status } = await cluster.stream('mine')
  expect(spec?.tags?.map(({ name, from }) => [name, from?.name])).toEqual(
    tags.map((tag) => [`v${tag}`, `${repository}:${tag}`]),
  )
  expect(status?.tags?.map(({ tag, items }) => [tag, items?.length])).toEqual(
    tags.map((tag) => [`v${tag}`, 1]),
  )
}

test('on a slow line each state is said, and nothing is sent twice', async ({ page, cluster }) => {
  await slowNetwork(page)
  const changes = changesOf(page)
  await write(page, cluster.project)
  await expect(page.getByText('The registry is being asked.')).toBeVisible()
  await choose(page)
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/imagestreamimports*', async (route) => {
    if (isChange(route.request())) await held
    await route.continue()
  })
  const button = page.getByRole('button', { name: 'Import 3 tags' })
  await button.click()
  await expect(results(page).getByRole('heading')).toContainText('0 of 3 answered')
  await expect(results(page).getByRole('row', { name: /^v16, Waiting/ })).toBeVisible()
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await button.click({ force: true })
  await button.press('Enter')
  release()
  await expect(page.getByText('Imported 3 tags')).toBeVisible()
  await expect(results(page).getByRole('row', { name: /^v16, Imported/ })).toBeVisible()
  expect(changes).toHaveLength(1)
  await expectKept(page)
  await expectImportedOnce(cluster)
})

test('on a flaky line, one request in five, nothing is lost and nothing is sent unasked', async ({
  page,
  cluster,
}) => {
  await flakyNetwork(page)
  const changes = changesOf(page)
  await write(page, cluster.project)
  const tag = page.getByRole('checkbox', { name: 'Select 15' })
  const again = page.getByRole('button', { name: 'Look again' })
  await expect(async () => {
    await expect(tag.or(page.getByRole('alert')).first()).toBeVisible()
    if (!(await tag.isVisible())) await again.click()
    await expect(tag).toBeVisible({ timeout: 5000 })
  }).toPass()
  await choose(page)
  let asked = 1
  await page.getByRole('button', { name: 'Import 3 tags' }).click()
  const retry = results(page).getByRole('button', { name: /^Try the .* again$/ })
  const end = page.getByText(/^Imported (3 tags|2 tags|1 tag)$/)
  await expect(async () => {
    await expect(results(page).getByRole('heading')).toContainText('Imported')
    if (await retry.isVisible()) {
      asked++
      await retry.click()
    }
    await expect(end.first()).toBeVisible({ timeout: 2000 })
  }).toPass()
  expect(changes.length).toBeLessThanOrEqual(asked)
  await expectKept(page)
  await expectImportedOnce(cluster)
})

test('with the cluster gone a look says so, and what was typed waits for it', async ({
  page,
  cluster,
  context,
}) => {
  await page.goto(`/import?namespace=${cluster.project}`)
  await reference(page).fill(repository)
  const button = page.getByRole('button', { name: 'Look at it' })
  await expect(button).toBeEnabled()
  await context.setOffline(true)
  await button.click()
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('The cluster cannot be reached.')
  await expect(alert).toContainText('The cluster did not look at it.')
  await expect(reference(page)).toHaveValue(repository)
  await expectAccessible(page)
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(page.getByRole('checkbox', { name: 'Select 15' })).toBeVisible()
})

test('with the cluster gone an import says that nothing was asked for, and can be tried again', async ({
  page,
  cluster,
  context,
}) => {
  const changes = changesOf(page)
  await write(page, cluster.project)
  await choose(page)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Import 3 tags' }).click()
  await expect(
    results(page).getByRole('row', { name: /^v15, Not asked for: The cluster cannot be reached/ }),
  ).toBeVisible()
  await expect(page.getByText('Imported 0 of 3 tags')).toBeVisible()
  expect(changes).toEqual([])
  await expectKept(page)
  await expectAccessible(page)
  await context.setOffline(false)
  await results(page).getByRole('button', { name: 'Try the 3 failed ones again' }).click()
  await expect(page.getByText('Imported 3 tags')).toBeVisible()
  expect(changes).toHaveLength(1)
  await expectImportedOnce(cluster)
})
