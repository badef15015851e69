import type { Page } from '@playwright/test'
import { type Cluster, digest } from './cluster'
import { expect, expectAccessible, test } from './fixtures'

const docker = (name: string) => ({ kind: 'DockerImage', name })
const postgres = 'registry.acme.test/library/postgres'

const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selected' })
const dialog = (page: Page) => page.getByRole('dialog')
const lines = (page: Page) => dialog(page).getByRole('listitem')

async function wishes(cluster: Cluster, stream: string) {
  const { spec } = await cluster.stream(stream)
  return Object.fromEntries((spec?.tags ?? []).map((tag) => [tag.name, tag]))
}

/** Resolves when so many tags of the stream hold an image. */
async function haveImages(cluster: Cluster, stream: string, count: number) {
  await expect
    .poll(async () => {
      const { status } = await cluster.stream(stream)
      return status?.tags?.filter(({ items }) => items?.length).length
    })
    .toBe(count)
}

/** A stream with two imported tags, one pinned and one pushed. */
async function mixedStream(cluster: Cluster) {
  await cluster.createStream('db', [
    { name: '15', from: docker(`${postgres}:15`), annotations: { owner: 'maria' } },
    { name: '16', from: docker(`${postgres}:16`), importPolicy: { scheduled: true } },
  ])
  await cluster.push('db', 'pushed', 1)
  await cluster.createTag('db', 'kept', { kind: 'ImageStreamImage', name: `db@${digest(1)}` })
  await haveImages(cluster, 'db', 4)
}

test('tags are scheduled together: what is left out says why, and nothing else of a tag changes (S-14, S-60)', async ({
  page,
  cluster,
}) => {
  await mixedStream(cluster)
  await page.goto(`/ns/${cluster.project}/image-streams/db`)
  await page.getByRole('checkbox', { name: 'Select the rows on the screen' }).check()
  await expect(bar(page)).toContainText('4 selected')
  await expectAccessible(page)
  await bar(page).getByRole('button', { name: 'Schedule' }).click()
  await expect(dialog(page).getByRole('heading')).toHaveText('Schedule: 1 tag')
  await expect(lines(page).filter({ hasText: 'db:15' })).toContainText('about every 15 minutes')
  await expect(lines(page).filter({ hasText: 'db:16' })).toContainText('Left out.')
  await expect(lines(page).filter({ hasText: 'db:kept' })).toContainText('comes from a registry')
  await expect(lines(page).filter({ hasText: 'db:pushed' })).toContainText('comes from a registry')
  await expectAccessible(page)
  const before = await wishes(cluster, 'db')
  await dialog(page).getByRole('button', { name: 'Schedule 1 tag' }).click()
  await expect(dialog(page).getByText('1 of 1 done')).toBeVisible()
  await expectAccessible(page)
  const after = await wishes(cluster, 'db')
  expect(after).toEqual({
    ...before,
    15: { ...before[15], importPolicy: { ...before[15]?.importPolicy, scheduled: true } },
  })
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  await expect(dialog(page)).toHaveCount(0)
  await expect(page.getByText('Scheduled: 1', { exact: true })).toBeVisible()
  await bar(page).getByRole('button', { name: 'Clear the selection' }).click()
  await expect(bar(page)).toHaveCount(0)
})

test('failures are imported again together, each with its result, and the failed ones once more (S-32, S-39)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web', [
    { name: 'a', from: docker('registry.acme.test/library/retired:1') },
    { name: 'b', from: docker('registry.acme.test/partners/loyalty-widget:1') },
  ])
  await page.goto(`/ns/${cluster.project}/failures`)
  await page.getByRole('checkbox', { name: /^Select web:a/ }).check()
  await page.getByRole('checkbox', { name: /^Select web:b/ }).check()
  await bar(page).getByRole('button', { name: 'Import again' }).click()
  await dialog(page).getByRole('button', { name: 'Import again 2 tags' }).click()
  await expect(dialog(page).getByText('0 of 2 done, 2 not')).toBeVisible()
  await expect(lines(page).filter({ hasText: 'web:b' })).toContainText(
    'The registry refused the login (Unauthorized)',
  )
  await expectAccessible(page)
  const imports = page.waitForRequest(/imagestreamimports/)
  await dialog(page).getByRole('button', { name: 'Try the failed again' }).click()
  await imports
  await expect(dialog(page).getByText('0 of 2 done, 2 not')).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText('Imported: 0 of 2', { exact: true })).toBeVisible()
})

test('streams are deleted together once their number is typed, and only those (S-26)', async ({
  page,
  cluster,
}) => {
  for (const name of ['one', 'two', 'three']) {
    await cluster.createStream(name)
    await cluster.push(name, 'v1', 1)
  }
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await page.getByRole('checkbox', { name: /^Select one/ }).check()
  await page.getByRole('checkbox', { name: /^Select two/ }).check()
  await bar(page).getByRole('button', { name: 'Delete' }).click()
  const button = dialog(page).getByRole('button', { name: 'Delete 2 image streams' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await expect(lines(page).first()).toContainText('with its one tag and all history')
  await expectAccessible(page)
  await dialog(page).getByRole('textbox').fill('2')
  await button.click()
  await expect(dialog(page).getByText('2 of 2 done')).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('row', { name: /^one/ })).toHaveCount(0)
  await expect(page.getByRole('row', { name: /^three/ })).toBeVisible()
  await expect(cluster.stream('one')).rejects.toThrow('404')
  await expect(cluster.stream('three')).resolves.toBeTruthy()
})

test('where nothing is left of a list, the dialog still says how it went', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('only')
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await page.getByRole('checkbox', { name: /^Select only/ }).check()
  await bar(page).getByRole('button', { name: 'Delete' }).click()
  await dialog(page).getByRole('textbox').fill('1')
  await dialog(page).getByRole('button', { name: 'Delete 1 image stream' }).click()
  await expect(dialog(page).getByText('1 of 1 done')).toBeVisible()
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  await expect(
    page.getByRole('heading', { name: `No image streams in ${cluster.project} yet` }),
  ).toBeVisible()
})

test('what somebody changes while the dialog is open is left as it is (S-60)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web', [
    { name: 'a', from: docker(`${postgres}:15`) },
    { name: 'b', from: docker(`${postgres}:16`) },
  ])
  await haveImages(cluster, 'web', 2)
  await page.goto(`/ns/${cluster.project}/tags`)
  await page.getByRole('checkbox', { name: /^Select web:a/ }).check()
  await page.getByRole('checkbox', { name: /^Select web:b/ }).check()
  await bar(page).getByRole('button', { name: 'Reference policy' }).click()
  await dialog(page).getByRole('radio', { name: 'Through the internal registry' }).check()
  await cluster.changeTag('web', 'a', { from: docker(`${postgres}:17`) })
  await dialog(page).getByRole('button', { name: 'Set the policy of 2 tags' }).click()
  await expect(lines(page).filter({ hasText: 'web:a' })).toContainText(
    'Somebody else changed it meanwhile',
  )
  await expect(lines(page).filter({ hasText: 'web:b' })).toContainText('Done')
  const after = await wishes(cluster, 'web')
  expect(after.a?.referencePolicy).toEqual({ type: 'Source' })
  expect(after.b?.referencePolicy).toEqual({ type: 'Local' })
})

test('tags are pinned together by keyboard alone, up to another row with Shift (S-30)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  for (const [index, name] of ['a', 'b', 'c'].entries()) await cluster.push('web', name, index + 1)
  await page.goto(`/ns/${cluster.project}/image-streams/web`)
  await page.getByRole('row', { name: /^a, / }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+Space')
  await expect(bar(page)).toContainText('3 selected')
  await bar(page).getByRole('button', { name: 'Pin' }).focus()
  await page.keyboard.press('Enter')
  await dialog(page).getByRole('button', { name: 'Pin 3 tags' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog(page).getByText('3 of 3 done')).toBeVisible()
  const after = await wishes(cluster, 'web')
  expect(after.c?.from).toEqual({ kind: 'ImageStreamImage', name: `web@${digest(3)}` })
})

test('a selection survives filters and what happens in the cluster, and says what is not shown', async ({
  page,
  cluster,
}) => {
  for (const name of ['alpha', 'beta']) await cluster.createStream(name)
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await page.getByRole('checkbox', { name: /^Select alpha/ }).check()
  await page.getByRole('searchbox').fill('beta')
  await expect(bar(page)).toContainText('1 selected (1 not shown)')
  await page.getByRole('searchbox').fill('')
  await cluster.push('alpha', 'new', 1)
  await cluster.createStream('gamma')
  await expect(page.getByRole('checkbox', { name: /^Select alpha/ })).toBeChecked()
  await bar(page).getByRole('button', { name: 'Select all 3' }).click()
  await expect(bar(page)).toContainText('3 selected')
  await cluster.deleteStream('beta')
  await cluster.deleteStream('alpha')
  await expect(bar(page)).toContainText('1 selected')
})

test('who may not is told which right is missing, and nothing is sent', async ({ openAs }) => {
  const { page, url, project } = await openAs()
  const cluster = await project('shop')
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await page.goto(`${url}/ns/shop/tags`)
  await page.getByRole('checkbox', { name: /^Select web:prod/ }).check()
  await bar(page).getByRole('button', { name: 'Delete' }).click()
  await expect(lines(page)).toContainText(
    'You lack the right to delete imagestreamtags in project shop.',
  )
  await expect(dialog(page).getByRole('button', { name: 'Delete 0 tags' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await expectAccessible(page)
})

for (const width of [360, 2560]) {
  test(`many are changed at ${width} px`, async ({ page, cluster }) => {
    await mixedStream(cluster)
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`/ns/${cluster.project}/image-streams/db`)
    await page.getByRole('checkbox', { name: /^Select 15/ }).check()
    await expect(bar(page)).toBeInViewport()
    const overflow = await page.evaluate(() => document.body.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    await expectAccessible(page)
    if (width === 360) {
      await bar(page).getByRole('button', { name: 'More to do' }).click()
      await page.getByRole('menuitem', { name: 'Pin' }).click()
    } else {
      await bar(page).getByRole('button', { name: 'Pin' }).click()
    }
    await expect(dialog(page).getByRole('button', { name: 'Pin 1 tag' })).toBeInViewport()
    await expectAccessible(page)
  })
}
