import { expect, expectAccessible, test } from './fixtures'

for (const width of [360, 768, 900, 1280, 2560]) {
  test(`at ${width} px lists keep their names, and nothing scrolls sideways`, async ({
    page,
    cluster,
  }) => {
    const stream = 'card-vault-hsm-connector-for-the-certified-environment'
    const tag = 'release-2026-09-audited-by-the-certification-body-and-approved'
    await cluster.createStream(stream)
    await cluster.push(stream, tag, 1)
    await page.setViewportSize({ width, height: 800 })
    for (const path of ['image-streams', 'tags', `image-streams/${stream}`]) {
      await page.goto(`/ns/${cluster.project}/${path}`)
      const name = page.getByRole('table').getByRole('link').first()
      await expect(name).toBeVisible()
      const box = await name.boundingBox()
      expect(box?.width ?? 0, path).toBeGreaterThan(120)
      const overflow = await page.evaluate(() => document.body.scrollWidth - window.innerWidth)
      expect(overflow, path).toBeLessThanOrEqual(0)
    }
    await expectAccessible(page)
  })
}

test('on a phone the focus is never where nobody sees it', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await page.setViewportSize({ width: 360, height: 800 })
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await page.getByRole('combobox', { name: 'Sort by' }).focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('row', { name: /^web/ })).toBeFocused()
})

test('on a phone the chosen tab is in view', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await page.setViewportSize({ width: 320, height: 800 })
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod?tab=yaml`)
  await expect(page.getByRole('link', { name: 'YAML' })).toBeInViewport({ ratio: 0.9 })
})
