import type { TagEvent } from '@/domain/kinds/image-stream'
import { digest } from './cluster'
import { expect, expectAccessible, test } from './fixtures'

test('a history tells when, from where, and how much each image differs from the one before', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 4101, { layers: [9_000_000] })
  await cluster.push('web', 'prod', 4102, { layers: [9_000_000, 8_500_000] })
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod?tab=history`)
  const entries = page.getByRole('list', { name: 'History of prod' }).getByRole('listitem')
  await expect(entries).toHaveCount(2)
  await expect(entries.first()).toContainText('prod was pushed to the internal registry current')
  await expect(entries.first()).toContainText('1.5 MB, +500.0 kB')
  await expect(entries.last()).toContainText('1.0 MB')
  await expect(page.getByText('Who made a change is not recorded.')).toBeVisible()
  await expect(entries.last().getByRole('link', { name: /Compare/ })).toHaveCount(0)
  await expectAccessible(page)

  await entries
    .first()
    .getByRole('link', { name: 'Compare revision 2 with the image before' })
    .click()
  await expect(page.getByRole('heading', { name: 'Compare two images' })).toBeFocused()
  const layers = page.getByRole('list', { name: 'Layers' }).getByRole('listitem')
  await expect(layers).toHaveText([/^=In both/, /^\+Only in the right image/])
  const { searchParams } = new URL(page.url())
  expect(searchParams.get('left')).toBe(`${cluster.project}/web@${digest(4101)}`)
  expect(searchParams.get('right')).toBe(`${cluster.project}/web@${digest(4102)}`)
})

test('an entry of a stream’s history is rolled back to, and kept, like one of its tag', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  for (const tag of ['main', 'prod']) {
    await cluster.push('web', tag, 1)
    await cluster.push('web', tag, 2)
  }
  await page.goto(`/ns/${cluster.project}/image-streams/web?tab=history`)
  await page.getByRole('button', { name: 'Roll back to revision 1 of prod' }).click()
  const dialog = page.getByRole('dialog', { name: 'Roll back web:prod' })
  await expect(dialog.getByRole('radio', { name: /Revision 1/ })).toBeChecked()
  await dialog.getByRole('button', { name: 'Roll back prod' }).click()
  await expect(dialog).toBeHidden()
  const { image } = await cluster.tag('web', 'prod')
  expect(image.metadata.name).toBe(digest(1))
  await page.getByRole('button', { name: 'Keep the image of revision 1 of main' }).click()
  const keep = page.getByRole('dialog', { name: /^Keep web@/ })
  await keep.getByLabel('Tag', { exact: true }).fill('kept')
  await keep.getByRole('button', { name: 'Keep as web:kept' }).click()
  await expect(keep).toBeHidden()
  expect((await cluster.tag('web', 'kept')).image.metadata.name).toBe(digest(1))
  expect((await cluster.tag('web', 'main')).image.metadata.name).toBe(digest(2))
  await expectAccessible(page)
})

test('an image that was pruned keeps its entry, marked, and cannot be compared', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 4104)
  await cluster.setHistory('web', 'prod', [
    pushed(4104, '2026-11-20T17:40:00Z'),
    pushed(4103, '2026-10-12T08:00:00Z'),
  ])
  await page.goto(`/ns/${cluster.project}/image-streams/web?tab=history`)
  const entries = page.getByRole('list', { name: 'History of web' }).getByRole('listitem')
  await expect(entries.last()).toContainText('the image was pruned')
  await expect(entries.last()).toContainText('12 October 2026')
  const compare = entries.first().getByRole('button', { name: /Compare revision 2/ })
  await expect(compare).toHaveAttribute('title', /The image before it was pruned/)
  await expectAccessible(page)
})

test('of five thousand entries only those near the screen exist, and the oldest is reached', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'ci', 4105)
  const start = Date.parse('2026-11-20T00:00:00Z')
  await cluster.setHistory(
    'web',
    'ci',
    Array.from({ length: 5000 }, (_, index) =>
      pushed(20_000 - index, new Date(start - index * 600_000).toISOString().replace('.000', '')),
    ),
  )
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/ci?tab=history`)
  const entries = page.getByRole('list', { name: 'History of ci' }).getByRole('listitem')
  await expect(entries.first()).toContainText('revision 5000')
  await expect(entries.first()).toHaveAttribute('aria-setsize', '5000')
  expect(await entries.count()).toBeLessThan(60)
  await expectAccessible(page)
  await expect(async () => {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
    await expect(entries.last()).toContainText('revision 1', { timeout: 500 })
    await expect(entries.last()).toHaveAttribute('aria-posinset', '5000', { timeout: 500 })
  }).toPass()
  expect(await entries.count()).toBeLessThan(60)
})

function pushed(n: number, created: string): TagEvent {
  return {
    created,
    image: digest(n),
    generation: 1,
    dockerImageReference: `registry.example.com/team/web@${digest(n)}`,
  }
}

test('which program changed a tag is told where the cluster wrote it down, and never guessed', async ({
  page,
  cluster,
}) => {
  const from = { kind: 'DockerImage', name: 'registry.example.com/team/web:1' }
  await cluster.createStream('web', [{ name: 'made', reference: true, from }])
  await cluster.push('web', 'pushed', 4111)
  const changedBy = page
    .getByRole('main')
    .locator('dt', { hasText: 'Changed by' })
    .locator('xpath=following-sibling::dd[1]')
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/made`)
  await expect(changedBy).toContainText('through the stream')
  await expect(changedBy).toContainText('What came later is not recorded.')
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/pushed`)
  await expect(changedBy).toHaveText('Not recorded')
})
