import { expect, expectAccessible, test } from './fixtures'
import { GatewayProcess } from './gateway-process'

test('who may not list is told which right is missing, and is not told that there is nothing', async ({
  page,
}) => {
  const gateway = await GatewayProcess.prepare({
    tokens: ['admin-token,admin,1,"system:masters"'],
  })
  try {
    await gateway.start()
    await page.goto(`${gateway.url}/ns/shop/image-streams`)
    await expect(page.getByRole('main')).toContainText(/Missing right: list imagestreams/)
    await expect(page.getByText(/no image streams/i)).toHaveCount(0)
    await expectAccessible(page)
  } finally {
    await gateway.remove()
  }
})

test('who may only read sees why retargeting is closed', async ({ openAs }) => {
  const { page, url, project } = await openAs()
  const cluster = await project('shop')
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await page.goto(`${url}/ns/shop/image-streams/web/tags/prod`)
  const retarget = page.getByRole('button', { name: 'Retarget' }).first()
  await expect(retarget).toHaveAttribute('aria-disabled', 'true')
  await retarget.focus()
  await expect(page.getByText(/patch imagestreamtags/i).first()).toBeVisible()
  await expectAccessible(page)

  // Every operation says which right is missing, in the menu or, at the latest, in its dialog.
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  for (const [item, right] of [
    ['Delete…', 'You lack the right to delete imagestreamtags in project shop.'],
    ['Pin to its image…', 'You lack the right to patch imagestreamtags in project shop.'],
    ['Untrack…', 'You lack the right to patch imagetags in project shop.'],
    ['Add an alias…', 'You lack the right to create imagestreamtags in project shop.'],
  ] as const) {
    const entry = page.getByRole('menuitem', { name: item })
    await expect(entry).toHaveAttribute('aria-disabled', 'true')
    await expect(entry).toHaveAccessibleDescription(right)
  }
  await expectAccessible(page)
  await page.getByRole('menuitem', { name: 'Promote or copy…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Promote web:prod' })
  await dialog.getByLabel('Tag', { exact: true }).fill('v1')
  await expect(dialog).toContainText(
    'You lack the right to create imagestreamtags in project shop.',
  )
  const promote = dialog.getByRole('button', { name: 'Promote to web:v1' })
  await expect(promote).toHaveAttribute('aria-disabled', 'true')
  await promote.focus()
  await expect(promote).toBeFocused()
  await expectAccessible(page)
})
