import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, test } from './fixtures'

async function ask(page: Page, project: string, item: RegExp): Promise<Locator> {
  await page.goto(`/ns/${project}/image-streams/web`)
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
  return page.getByRole('dialog')
}

/** A message stays for as long as it is pointed at, however long the test looks elsewhere. */
async function hold(page: Page): Promise<void> {
  await results(page).getByRole('button', { name: 'Undo' }).hover()
}

const results = (page: Page) => page.getByRole('region', { name: 'Results' })

test('a stream is made, and taken away again by Undo', async ({ page, cluster }) => {
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await page.getByRole('button', { name: 'Create image stream' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create an image stream' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('No such')
  await expect(dialog).toContainText('is not the name of an image stream')
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: 'Name' }).fill('web')
  await dialog.getByRole('checkbox', { name: 'Local lookup' }).check()
  await dialog.getByRole('button', { name: 'Create web' }).click()
  await hold(page)
  await expect(page).toHaveURL(/image-streams\/web$/)
  await expect(page.getByRole('heading', { name: 'web' })).toBeVisible()
  expect((await cluster.stream('web')).spec).toEqual({ lookupPolicy: { local: true } })
  await results(page).getByRole('button', { name: 'Undo' }).click()
  await expect(results(page).getByText('web is gone again')).toBeVisible()
  await expect(cluster.stream('web')).rejects.toThrow('404')
})

test('a new stream that was filled meanwhile is not taken away', async ({ page, cluster }) => {
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await page.getByRole('button', { name: 'Create image stream' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('web')
  await dialog.getByRole('button', { name: 'Create web' }).click()
  await hold(page)
  await cluster.push('web', 'prod', 1)
  await results(page).getByRole('button', { name: 'Undo' }).click()
  await expect(results(page).getByText('web was not changed back')).toBeVisible()
  expect((await cluster.stream('web')).status?.tags).toHaveLength(1)
})

test('a name that is taken is refused, and what was written stays', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await page.getByRole('button', { name: 'Create image stream' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('web')
  await dialog.getByRole('button', { name: 'Create web' }).click()
  await expect(dialog.getByRole('alert')).toContainText('already')
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('web')
})

test('local lookup is switched on as by `oc set image-lookup` (S-51), and off again by Undo', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  const dialog = await ask(page, cluster.project, /Switch local lookup on/)
  await expect(dialog).toContainText(`oc set image-lookup web -n ${cluster.project}`)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Switch it on' }).click()
  await hold(page)
  await expect(page.getByText('Local lookup is on', { exact: true })).toBeVisible()
  expect((await cluster.stream('web')).spec?.lookupPolicy).toEqual({ local: true })
  await results(page).getByRole('button', { name: 'Undo' }).click()
  await expect(results(page).getByText('web is as before')).toBeVisible()
  expect((await cluster.stream('web')).spec?.lookupPolicy).toEqual({ local: false })
})

test('labels and annotations are written, keeping what another set meanwhile, and undone', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web', [], { labels: { team: 'a' }, annotations: { note: 'old' } })
  const dialog = await ask(page, cluster.project, /Labels and annotations/)
  await dialog.getByRole('textbox', { name: 'Value of label team' }).fill('b')
  await dialog.getByRole('button', { name: 'Add a label' }).click()
  await dialog.getByRole('textbox', { name: 'Name of label 2' }).fill('tier')
  await dialog.getByRole('textbox', { name: 'Value of label tier' }).fill('web')
  await dialog.getByRole('button', { name: 'Remove annotation note' }).click()
  await expectAccessible(page)
  await cluster.label('web', { other: 'theirs' })
  await dialog.getByRole('button', { name: 'Take over their changes' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Value of label other' })).toHaveValue('theirs')
  await dialog.getByRole('button', { name: 'Save labels and annotations' }).click()
  await hold(page)
  await expect(dialog).toBeHidden()
  const { metadata } = await cluster.stream('web')
  expect(metadata.labels).toEqual({ team: 'b', tier: 'web', other: 'theirs' })
  expect(metadata.annotations ?? {}).toEqual({})
  await results(page).getByRole('button', { name: 'Undo' }).click()
  await expect(results(page).getByText('web is as before')).toBeVisible()
  const after = (await cluster.stream('web')).metadata
  expect(after.labels).toEqual({ team: 'a', other: 'theirs' })
  expect(after.annotations).toEqual({ note: 'old' })
})

test('a stream is deleted by typing its name, after a look at what is lost', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'prod', 2)
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await page.getByRole('button', { name: 'Actions for web' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete image stream web' })
  await expect(dialog).toContainText('1 tag with 2 revisions are lost')
  await expect(dialog.getByRole('button', { name: 'Delete web' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await expectAccessible(page)
  await dialog.getByRole('textbox').fill('web')
  await dialog.getByRole('button', { name: 'Delete web' }).click()
  await expect(dialog).toBeHidden()
  await expect(results(page).getByText('Deleted web')).toBeVisible()
  await expect(cluster.stream('web')).rejects.toThrow('404')
})

test('the details say what the images take, shared layers once', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'main', 2)
  await page.goto(`/ns/${cluster.project}/image-streams/web?tab=details`)
  await expect(page.getByText('2.0 MB stored of 2.0 MB')).toBeVisible()
  await expect(page.getByText('2 images. They share nothing.')).toBeVisible()
})
