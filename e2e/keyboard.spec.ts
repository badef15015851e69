import { digest } from './cluster'
import { expect, expectAccessible, test } from './fixtures'

test('a tag is promoted from its row by keyboard alone, and the focus comes back', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'main', 1)
  await page.goto(`/ns/${cluster.project}/image-streams/web`)
  const row = page.getByRole('row', { name: /^main,/ })
  await row.focus()
  await page.keyboard.press('p')
  const dialog = page.getByRole('dialog', { name: 'Promote web:main' })
  await expect(dialog.getByLabel('Project')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('prod')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText('Promoted web:main to web:prod')).toBeVisible()
  expect((await cluster.tag('web', 'prod')).tag?.from?.kind).toBe('ImageStreamImage')
})

test('single keys edit, roll back and copy on a tag, and do nothing while somebody writes', async ({
  page,
  cluster,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await cluster.createStream('web')
  await cluster.push('web', 'main', 1)
  await cluster.push('web', 'main', 2)
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/main`)
  await expect(page.getByRole('button', { name: 'Actions', exact: true })).toBeVisible()
  await page.keyboard.press('e')
  const retarget = page.getByRole('dialog', { name: 'Retarget web:main' })
  await expect(retarget.getByRole('combobox').first()).toBeFocused()
  await page.keyboard.type('per')
  await expect(retarget.getByRole('combobox').first()).toHaveValue(/per/)
  await retarget.getByRole('button', { name: 'Cancel' }).click()
  await expect(retarget).toBeHidden()
  await page.keyboard.press('r')
  const rollBack = page.getByRole('dialog', { name: 'Roll back web:main' })
  await expect(rollBack).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(rollBack).toBeHidden()
  await page.keyboard.press('y')
  await expect(page.getByRole('region', { name: 'Results' }).getByText(/^Copied/)).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(digest(2))
})

test('the help lists the keys and switches them off, for good', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await cluster.push('web', 'main', 1)
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/main`)
  await expect(page.getByRole('button', { name: 'Actions', exact: true })).toBeVisible()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(help).toContainText('Promote or copy it')
  await expectAccessible(page)
  await help.getByRole('checkbox', { name: 'Single keys do things' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Actions', exact: true })).toBeVisible()
  await page.keyboard.press('p')
  await page.keyboard.press('?')
  await page.getByRole('button', { name: 'Keyboard help' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await expect(help.getByRole('checkbox', { name: 'Single keys do things' })).not.toBeChecked()
})
