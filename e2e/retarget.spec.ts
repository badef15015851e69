import type { Page } from '@playwright/test'
import { digest } from './cluster'
import { expect, expectAccessible, test } from './fixtures'

const registryImage = { kind: 'DockerImage', name: 'registry.example.com/team/web:1.0' }

async function openDialog(page: Page, project: string, tag: string) {
  await page.goto(`/ns/${project}/image-streams/web/tags/${tag}`)
  await page.getByRole('button', { name: 'Retarget', exact: true }).click()
  return page.getByRole('dialog', { name: `Retarget web:${tag}` })
}

test('a tag is pointed at another tag by keyboard alone, and the page is right when the dialog closes', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'stable', 1)
  await cluster.push('web', 'prod', 2)
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod`)
  const opener = page.getByRole('button', { name: 'Retarget', exact: true })
  await expect(opener).toBeVisible()
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    if (await opener.evaluate((element) => element === document.activeElement)) break
  }
  await expect(opener).toBeFocused()
  await page.keyboard.press('Enter')

  const dialog = page.getByRole('dialog', { name: 'Retarget web:prod' })
  await expect(dialog.getByRole('combobox').first()).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.type('web:sta')
  await expect(page.getByRole('option', { name: /stable/ }).first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('combobox').first()).toHaveValue(/web:stable$/)
  await expect(dialog.getByText('The server accepts it (dry run)')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Control+Enter')
  if (await dialog.isVisible()) await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()

  await expect(page.getByText('Retargeted web:prod')).toBeVisible()
  await expect(page.getByRole('main')).toContainText(digest(1))
  await expect(opener).toBeFocused()
  const { tag, image } = await cluster.tag('web', 'prod')
  expect(tag?.from).toEqual({ kind: 'ImageStreamTag', name: 'web:stable' })
  expect(image.metadata.name).toBe(digest(1))
})

test('only what was changed is sent: annotations and policies of the tag stay', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web', [
    {
      name: 'prod',
      from: registryImage,
      annotations: { owner: 'maria' },
      importPolicy: { importMode: 'PreserveOriginal', scheduled: true },
      referencePolicy: { type: 'Local' },
    },
  ])
  const dialog = await openDialog(page, cluster.project, 'prod')
  await dialog.getByRole('combobox').first().fill('registry.example.com/team/web:2.0')
  await dialog.getByRole('button', { name: 'Retarget prod' }).click()
  await expect(dialog).toBeHidden()
  const stream = await cluster.stream('web')
  expect(stream.spec?.tags?.[0]).toMatchObject({
    from: { kind: 'DockerImage', name: 'registry.example.com/team/web:2.0' },
    annotations: { owner: 'maria' },
    importPolicy: { importMode: 'PreserveOriginal', scheduled: true },
    referencePolicy: { type: 'Local' },
  })
})

test('what cannot be is said as it is typed, and nothing is sent', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  const dialog = await openDialog(page, cluster.project, 'prod')
  const writes: string[] = []
  page.on('request', (request) => {
    const isDry = request.url().includes('dryRun')
    if (request.method() !== 'GET' && !isDry && request.url().includes('imagestreamtags')) {
      writes.push(request.url())
    }
  })
  await dialog.getByRole('combobox').first().fill('Not A Reference')
  await page.keyboard.press('Tab')
  const save = dialog.getByRole('button', { name: 'Retarget prod' })
  await expect(save).toHaveAttribute('aria-disabled', 'true')
  await save.click({ force: true })
  await expect(dialog).toBeVisible()
  await expectAccessible(page)
  expect(writes).toEqual([])
})

test('a refusal of the server is shown in its own words, and everything typed is kept', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  const dialog = await openDialog(page, cluster.project, 'prod')
  const target = dialog.getByRole('combobox').first()
  await target.fill('missing:v1')
  await page.keyboard.press('Tab')
  await expect(dialog.getByText('The server refuses it', { exact: true })).toBeVisible()
  await expect(dialog).toContainText('Not found: "missing:v1"')
  await expect(target).toHaveValue('missing:v1')
  await expectAccessible(page)
  await target.fill('web:later')
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: 'Retarget prod' }).click()
  await expect(dialog).toBeHidden()
  expect((await cluster.tag('web', 'prod')).tag?.from?.name).toBe('web:later')
})

test('two people edit the same tag: theirs beside mine, and neither change is lost', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web', [{ name: 'prod', from: registryImage }])
  const dialog = await openDialog(page, cluster.project, 'prod')
  await dialog.getByRole('combobox').first().fill('registry.example.com/team/web:mine')
  await page.keyboard.press('Tab')

  await cluster.changeTag('web', 'prod', {
    from: { kind: 'DockerImage', name: 'registry.example.com/team/web:theirs' },
    referencePolicy: { type: 'Local' },
  })
  await dialog.getByRole('button', { name: 'Compare theirs and mine' }).first().click()
  const conflict = page.getByRole('dialog', { name: 'web:prod was changed by someone else' })
  await expect(conflict).toContainText('team/web:theirs')
  await expect(conflict).toContainText('team/web:mine')
  await expectAccessible(page)
  await conflict.getByRole('button', { name: 'Save this' }).click()
  await expect(conflict).toBeHidden()
  const [tag] = (await cluster.stream('web')).spec?.tags ?? []
  expect(tag?.from?.name).toBe('registry.example.com/team/web:mine')
  expect(tag?.referencePolicy?.type).toBe('Local')
})

test('a change that lands between the look and the save is not overwritten', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web', [{ name: 'prod', from: registryImage }])
  // Nobody tells the page: its watch brings nothing.
  await page.route(/watch=/, (route) => route.fulfill({ status: 200, body: '' }))
  const dialog = await openDialog(page, cluster.project, 'prod')
  await dialog.getByRole('combobox').first().fill('registry.example.com/team/web:mine')
  await page.keyboard.press('Tab')
  await expect(dialog.getByText('The server accepts it (dry run)')).toBeVisible()
  await cluster.changeTag('web', 'prod', {
    from: { kind: 'DockerImage', name: 'registry.example.com/team/web:theirs' },
  })
  await dialog.getByRole('button', { name: 'Retarget prod' }).click()
  await expect(
    page.getByRole('dialog', { name: 'web:prod was changed by someone else' }),
  ).toContainText('team/web:theirs')
  const [tag] = (await cluster.stream('web')).spec?.tags ?? []
  expect(tag?.from?.name).toBe('registry.example.com/team/web:theirs')
})

test('a tag that follows a registry on schedule stops being scheduled when it is pinned', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web', [
    { name: 'prod', from: registryImage, importPolicy: { scheduled: true } },
  ])
  await cluster.push('web', 'prod', 1)
  const dialog = await openDialog(page, cluster.project, 'prod')
  await dialog
    .getByRole('combobox')
    .first()
    .fill(`web@${digest(1)}`)
  await page.keyboard.press('Tab')
  const scheduled = dialog.getByRole('checkbox', { name: /Scheduled/ })
  if (await scheduled.isChecked()) await scheduled.uncheck()
  await dialog.getByRole('button', { name: 'Retarget prod' }).click()
  await expect(dialog).toBeHidden()
  const { tag } = await cluster.tag('web', 'prod')
  expect(tag?.from?.kind).toBe('ImageStreamImage')
  expect(tag?.importPolicy?.scheduled).toBeUndefined()
})

test('a lost connection while saving keeps the dialog and what was typed', async ({
  page,
  cluster,
  context,
}) => {
  await cluster.createStream('web', [{ name: 'prod', from: registryImage }])
  const dialog = await openDialog(page, cluster.project, 'prod')
  const target = dialog.getByRole('combobox').first()
  await target.fill('registry.example.com/team/web:2.0')
  await page.keyboard.press('Tab')
  await expect(dialog.getByText('The server accepts it (dry run)')).toBeVisible()
  await context.setOffline(true)
  await dialog.getByRole('button', { name: 'Retarget prod' }).click()
  await expect(
    dialog
      .getByRole('alert')
      .or(dialog.getByText(/cannot be reached/))
      .first(),
  ).toBeVisible()
  await expect(target).toHaveValue('registry.example.com/team/web:2.0')
  await context.setOffline(false)
  await dialog.getByRole('button', { name: 'Retarget prod' }).click()
  await expect(dialog).toBeHidden()
  expect((await cluster.stream('web')).spec?.tags?.[0]?.from?.name).toBe(
    'registry.example.com/team/web:2.0',
  )
})

test('a narrow screen has the whole dialog, its buttons in view', async ({ page, cluster }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  const dialog = await openDialog(page, cluster.project, 'prod')
  await expect(dialog.getByRole('button', { name: 'Retarget prod' })).toBeInViewport()
  await expectAccessible(page)
})

test('a tag that was pushed over is set again to what it is pinned to', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'stable', 1)
  await cluster.createTag('web', 'prod', { kind: 'ImageStreamImage', name: `web@${digest(1)}` })
  await cluster.push('web', 'prod', 2)
  const dialog = await openDialog(page, cluster.project, 'prod')
  await expect(dialog.getByText('The server accepts it (dry run)')).toBeVisible()
  await dialog.getByRole('button', { name: 'Retarget prod' }).click()
  await expect(dialog).toBeHidden()
  const { tag, image } = await cluster.tag('web', 'prod')
  expect(tag?.from?.kind).toBe('ImageStreamImage')
  expect(image.metadata.name).toBe(digest(1))
  await expect(page.getByRole('main')).toContainText(digest(1))
})
