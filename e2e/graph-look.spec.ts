import type { Page } from '@playwright/test'
import { type Cluster, digest } from './cluster'
import { expect, expectAccessible, test } from './fixtures'

const node = (page: Page, name: RegExp) => page.getByRole('button', { name })
const long = `${'long-name-'.repeat(12)}end`

/** A stream with a long name, one that points at what gives nothing, and a tag that nothing is tied to. */
async function fill(cluster: Cluster) {
  await cluster.createStream(long)
  await cluster.push(long, 'main', 1)
  await cluster.createTag(long, 'prod', { kind: 'ImageStreamTag', name: `${long}:main` })
  await cluster.createStream('web', [
    { name: 'empty' },
    { name: 'shop', from: { kind: 'ImageStreamTag', name: 'web:empty' } },
    { name: 'lost', from: { kind: 'ImageStreamTag', name: 'web:gone' } },
  ])
  await cluster.push('web', 'alone', 2)
}

test('a reference that gives no image is said to be broken, drawn and in the list', async ({
  page,
  cluster,
}) => {
  await fill(cluster)
  await page.goto(`/ns/${cluster.project}/graph`)
  await expect(node(page, /^web:shop gets no image from web:empty$/)).toHaveCount(1)
  await page.getByRole('button', { name: 'List of edges' }).click()
  const row = page.getByRole('row', { name: /^web:shop gets no image from web:empty$/ })
  await expect(row).toContainText('no image')
})

test('names that are too long keep their tags, and widen no page', async ({ page, cluster }) => {
  await fill(cluster)
  const widthOver = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await page.goto(`/ns/${cluster.project}/graph`)
  await node(page, new RegExp(`^Tag ${long}:prod, `)).click()
  const fold = page.getByRole('button', { name: `Fold ${long}` })
  await expect(fold).toBeVisible()
  for (const width of [1280, 800, 360]) {
    await page.setViewportSize({ width, height: 800 })
    expect(await widthOver()).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole('button', { name: 'List of edges' }).click()
  const row = page.getByRole('row', { name: new RegExp(`^${long}:prod follows`) })
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    const tag = await row.getByText(':prod', { exact: true }).boundingBox()
    const cell = await row.getByRole('cell').first().boundingBox()
    if (!tag || !cell) throw new Error('The name is not drawn.')
    expect(tag.x + tag.width).toBeLessThanOrEqual(cell.x + cell.width + 1)
    expect(await widthOver()).toBeLessThanOrEqual(0)
  }
  await expectAccessible(page)
})

test('tags without edges are in the list too', async ({ page, cluster }) => {
  await fill(cluster)
  await page.goto(`/ns/${cluster.project}/graph?view=list`)
  await expect(page.getByRole('row', { name: /^web:shop / })).toBeVisible()
  await page.getByRole('checkbox', { name: 'Tags without edges' }).check()
  await expect(page.getByRole('row', { name: 'web:alone has no edge' })).toBeVisible()
  await expectAccessible(page)
})

test('on paper the list has every edge, also those that were out of sight', async ({
  page,
  cluster,
}) => {
  const from = { kind: 'ImageStreamTag', name: 'big:main' }
  await cluster.createStream(
    'big',
    Array.from({ length: 80 }, (_, tag) => ({ name: `v${tag}`, from })),
  )
  await page.goto(`/ns/${cluster.project}/graph?view=list`)
  await expect(page.getByRole('row', { name: /^big:v0 / })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('row')).toHaveCount(81)
  await expect(page.getByRole('row', { name: /big:v79/ })).toBeVisible()
  await page.emulateMedia({ media: 'screen' })
  await expect(page.getByRole('row', { name: /^big:v0 / })).toBeVisible()
})

test('a small window has room for the drawing, and a large one is filled', async ({
  page,
  cluster,
}) => {
  await fill(cluster)
  const drawing = page.getByRole('group', { name: `Graph of ${cluster.project}` })
  await page.setViewportSize({ width: 320, height: 256 })
  await page.goto(`/ns/${cluster.project}/graph?view=drawing`)
  await expect(drawing).toBeVisible()
  expect((await drawing.boundingBox())?.height).toBeLessThanOrEqual(160)
  await page.setViewportSize({ width: 3840, height: 2160 })
  await expect.poll(async () => (await drawing.boundingBox())?.width).toBeGreaterThan(3400)
})

test('on paper a signature’s sheet says of which image it is, in full', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod?tab=signatures`)
  const of = page.getByText(`${cluster.project}/web:prod@${digest(1)}, as of`)
  await expect(of).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await expect(of).toBeVisible()
})
