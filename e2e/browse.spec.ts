import { digest } from './cluster'
import { expect, expectAccessible, needsSample, test } from './fixtures'

test('the streams of a project: names, tags in the cluster’s order, state, pull spec', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web', [], { labels: { app: 'web' } })
  for (const [n, tag] of ['1.9.0', 'latest', '1.10.0', 'nightly'].entries()) {
    await cluster.push('web', tag, n)
  }
  await cluster.createStream('empty')
  await page.goto(`/ns/${cluster.project}/image-streams`)

  await expect(page).toHaveTitle(/Image streams.*Tagstream/)
  const row = page.getByRole('row', { name: /^web/ })
  await expect(row.getByRole('link', { name: 'web', exact: true })).toBeVisible()
  await expect(row.getByText('Pushed')).toBeVisible()
  const chips = row.getByRole('link', { name: /latest|1\.10\.0|1\.9\.0/ })
  await expect(chips).toHaveText([/latest/, /1\.10\.0/, /1\.9\.0/])
  await row.getByRole('button', { name: 'Show 1 more tags of web' }).click()
  await expect(row.getByRole('link', { name: /nightly/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^empty/ })).toContainText('no tags yet')
  await expectAccessible(page)
})

test('filters and sorting are in the address, and survive a reload', async ({ page, cluster }) => {
  await cluster.createStream('alpha', [], { labels: { team: 'one' } })
  await cluster.createStream('beta', [], { labels: { team: 'two' } })
  await page.goto(`/ns/${cluster.project}/image-streams`)
  const names = page.getByRole('row').getByRole('link', { name: /^(alpha|beta)$/ })
  const sort = page.getByRole('columnheader', { name: 'Name' }).getByRole('button')
  await sort.click()
  await expect(names).toHaveText(['alpha', 'beta'])
  await sort.click()
  await expect(names).toHaveText(['beta', 'alpha'])
  await page.reload()
  await expect(names).toHaveText(['beta', 'alpha'])

  await page
    .getByRole('row', { name: /^alpha/ })
    .getByRole('button', { name: /team/ })
    .click()
  await expect(names).toHaveText(['alpha'])
  await page.reload()
  await expect(names).toHaveText(['alpha'])
  await page.getByRole('button', { name: /Clear/ }).first().click()
  await expect(names).toHaveText(['beta', 'alpha'])
})

test('nothing that matches and nothing at all are different, and both say what to do', async ({
  page,
  cluster,
}) => {
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await expect(
    page.getByRole('heading', { name: `No image streams in ${cluster.project} yet` }),
  ).toBeVisible()
  await expectAccessible(page)

  await cluster.createStream('web')
  await page.goto(`/ns/${cluster.project}/image-streams?q=nothing-is-called-so`)
  await expect(page.getByRole('heading', { name: 'No image stream matches' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear all filters' }).last().click()
  await expect(page.getByRole('link', { name: 'web', exact: true })).toBeVisible()
})

test('the list is walked and opened by keyboard alone', async ({ page, cluster }) => {
  for (const name of ['alpha', 'beta', 'gamma']) await cluster.createStream(name)
  // Streams made in one second are sorted by name, those of the next come before them.
  await page.goto(`/ns/${cluster.project}/image-streams?sort=name`)
  const first = page.getByRole('row', { name: /^alpha/ })
  await first.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('row', { name: /^beta/ })).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.getByRole('row', { name: /^gamma/ })).toBeFocused()
  await page.keyboard.press('Home')
  await expect(first).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/ns/${cluster.project}/image-streams/alpha$`))
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
})

test('a stream shows its tags, wish and facts together, also those without an image', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web', [
    {
      name: 'named',
      reference: true,
      from: { kind: 'DockerImage', name: 'registry.example.com/team/web:1' },
    },
    { name: 'wanted', from: { kind: 'ImageStreamTag', name: 'web:nowhere' } },
  ])
  await cluster.push('web', 'pushed', 1)
  await page.goto(`/ns/${cluster.project}/image-streams/web`)
  await expect(page.getByRole('row', { name: /named/ })).toContainText('Reference')
  await expect(page.getByRole('row', { name: /wanted/ })).toContainText('Unresolved')
  await expect(page.getByRole('row', { name: /pushed/ })).toContainText('Pushed')
  await expectAccessible(page)
  for (const tab of ['History', 'Details', 'YAML']) {
    await page.getByRole('link', { name: new RegExp(`^${tab}`) }).click()
    await expect(page).toHaveURL(new RegExp(`tab=${tab.toLowerCase()}`))
    await expectAccessible(page)
  }
})

test('a tag shows what it holds, its layers, configuration, history and YAML', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'prod', 2)
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('web:prod')
  await expect(page.getByRole('main')).toContainText(`registry.example.com/team/web@${digest(2)}`)
  await expectAccessible(page)
  await page.getByRole('link', { name: /^Layers/ }).click()
  await expect(page.getByRole('main')).toContainText(digest(9_000_002).slice(7, 19))
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Configuration' }).click()
  await expect(page.getByRole('main')).toContainText('serve')
  await expectAccessible(page)
  await page.getByRole('link', { name: /^History/ }).click()
  const entries = page.getByRole('main').getByRole('listitem')
  await expect(entries.filter({ hasText: digest(2).slice(7, 19) })).toContainText('current')
  await expect(entries.filter({ hasText: digest(1).slice(7, 19) })).toHaveCount(1)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'YAML' }).click()
  await expect(page.getByRole('main')).toContainText('dockerImageReference')
  await expectAccessible(page)
})

test('an image of the history has a page of its own', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'prod', 2)
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod?tab=history`)
  await page.getByRole('link', { name: new RegExp(digest(1).slice(7, 19)) }).click()
  await expect(page).toHaveURL(new RegExp(`/images/${encodeURIComponent(digest(1))}`))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('web@')
  await expectAccessible(page)
})

test('all tags of a project, and which of them hold the same image', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'stage', 1)
  await page.goto(`/ns/${cluster.project}/tags`)
  await expect(page.getByRole('row', { name: /prod/ })).toContainText(digest(1).slice(7, 19))
  await expect(page.getByRole('row', { name: /stage/ })).toBeVisible()
  await expectAccessible(page)
})

test.describe('all projects, as the sample has them', () => {
  test.beforeEach(needsSample)

  for (const path of ['/all/image-streams', '/all/tags']) {
    test(`${path} shows rows of several projects`, async ({ page }) => {
      await page.goto(path)
      await expect(page.getByRole('row').nth(10)).toBeVisible()
      await expectAccessible(page)
    })
  }
})

test('links to the OpenShift console lead to the same things here', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await page.goto(`/k8s/ns/${cluster.project}/imagestreams/web`)
  await expect(page).toHaveURL(new RegExp(`/ns/${cluster.project}/image-streams/web$`))
  await page.goto(`/k8s/ns/${cluster.project}/imagestreamtags/web:prod`)
  await expect(page).toHaveURL(new RegExp(`/ns/${cluster.project}/image-streams/web/tags/prod$`))
})

test('an address that leads nowhere says so', async ({ page }) => {
  await page.goto('/no/such/page')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('main')).toContainText(
    /not found|no such page|does not exist|leads nowhere/i,
  )
  await expectAccessible(page)
})
