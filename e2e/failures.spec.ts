import type { Page } from '@playwright/test'
import type { Cluster } from './cluster'
import { expect, expectAccessible, test } from './fixtures'

const docker = (name: string) => ({ kind: 'DockerImage', name })
const troubles = {
  locked: docker('registry.acme.test/partners/loyalty-widget:1'),
  denied: docker('registry.acme.test/vault/hsm-connector:1'),
  gone: docker('registry.acme.test/library/retired:1'),
  broken: docker('registry.acme.test/ci/jenkins-agent:1'),
  legacy: docker('legacy.acme.test:5000/old/app:1'),
}

/** A stream with one tag for each way in which registries fail; resolves when all have failed. */
async function failingStream(cluster: Cluster, name = 'web') {
  const scheduled = { scheduled: true }
  await cluster.createStream(
    name,
    Object.entries(troubles).map(([tag, from]) => ({
      name: tag,
      from,
      ...(tag === 'gone' ? { importPolicy: scheduled } : {}),
    })),
  )
  await expect
    .poll(async () => {
      const { status } = await cluster.stream(name)
      return status?.tags?.filter(({ conditions }) => conditions?.length).length
    })
    .toBe(Object.keys(troubles).length)
}

const group = (page: Page, name: string) => page.getByRole('region', { name })

test('failures stand together by reason, each with advice, and what retries is told apart (S-39, S-40)', async ({
  page,
  cluster,
}) => {
  await failingStream(cluster)
  await page.goto(`/ns/${cluster.project}/failures`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Failures')
  await expect(page.getByText('4 of these are not retried by themselves')).toBeVisible()

  const locked = group(page, 'The registry refused the login')
  await expect(locked).toContainText('Add a pull secret for this registry to the project')
  await expect(locked.getByRole('row', { name: /^web:locked/ })).toContainText(
    'you may not have access to the container image',
  )
  await expect(locked.getByRole('columnheader', { name: 'Failing since' })).toBeVisible()
  await expect(
    group(page, 'The image may not be imported').getByRole('row', { name: /^web:denied/ }),
  ).toContainText('not retried')
  await expect(
    group(page, 'The registry does not have this image').getByRole('row', { name: /^web:gone/ }),
  ).toContainText('retried on schedule')
  await expect(
    group(page, 'The registry could not be asked').getByRole('row', { name: /^web:broken/ }),
  ).toContainText('500 Internal Server Error')
  await expect(group(page, 'There is no image registry at this address')).toBeVisible()
  await expect(
    page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Failures 5 failing' }),
  ).toBeVisible()
  await expectAccessible(page)
})

test('failures are narrowed by reason, text and retries, and the address keeps it', async ({
  page,
  cluster,
}) => {
  await failingStream(cluster)
  await page.goto(`/ns/${cluster.project}/failures`)
  const rows = page.getByRole('row', { name: /^web:/ })
  await expect(rows).toHaveCount(5)
  await page.getByRole('button', { name: /The registry refused the login/ }).click()
  await expect(rows).toHaveCount(1)
  await page.reload()
  await expect(rows).toHaveCount(1)
  await page.getByRole('button', { name: /^All/ }).click()
  await page.getByRole('searchbox').fill('hsm')
  await expect(rows).toHaveCount(1)
  await expect(page).toHaveURL(/q=hsm/)
  await page.getByRole('searchbox').fill('nothing like this')
  await expect(page.getByRole('heading', { name: 'No failure matches' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Clear all filters' }).click()
  await page.getByRole('combobox', { name: 'Retried', exact: true }).selectOption('retried')
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('retried on schedule')
})

test('where nothing fails that is said, and a failure appears by itself', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('calm')
  await cluster.push('calm', 'prod', 1)
  await page.goto(`/ns/${cluster.project}/failures`)
  await expect(
    page.getByRole('heading', { name: `No import fails in ${cluster.project}` }),
  ).toBeVisible()
  await expectAccessible(page)
  await cluster.createTag('calm', 'next', troubles.gone)
  await expect(page.getByRole('row', { name: /^calm:next/ })).toBeVisible()
})

test('an import that fails again is told at once, though the cluster writes nothing of it (S-39, S-40)', async ({
  page,
  cluster,
}) => {
  await failingStream(cluster)
  const before = await cluster.stream('web')
  await page.goto(`/ns/${cluster.project}/failures`)
  await page.getByRole('button', { name: 'Import again: web:locked' }).click()
  await expect(page.getByText('The import of web:locked failed')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Results' })).toContainText(
    'The registry refused the login (Unauthorized)',
  )
  await expectAccessible(page)
  const after = await cluster.stream('web')
  expect(after.status).toEqual(before.status)
  expect(after.spec).toEqual(before.spec)
})

for (const width of [360, 2560]) {
  test(`failures can be read and mended at ${width} px`, async ({ page, cluster }) => {
    await failingStream(cluster)
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`/ns/${cluster.project}/failures`)
    await expect(page.getByRole('button', { name: 'Import again: web:locked' })).toBeVisible()
    const overflow = await page.evaluate(() => document.body.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    await expectAccessible(page)
  })
}
