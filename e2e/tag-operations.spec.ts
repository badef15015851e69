import type { Locator, Page } from '@playwright/test'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { Cluster, digest } from './cluster'
import { comparable, specOf } from './comparable'
import { expect, expectAccessible, test } from './fixtures'
import { changesOf } from './trouble'

const registryImage = { kind: 'DockerImage', name: 'registry.example.com/team/web:1.0' }

/** Opens a dialog by the menu of the tag's page. */
async function ask(page: Page, project: string, tag: string, item: RegExp): Promise<Locator> {
  await page.goto(`/ns/${project}/image-streams/web/tags/${tag}`)
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
  return page.getByRole('dialog')
}

async function press(dialog: Locator, name: RegExp): Promise<void> {
  await dialog.getByRole('button', { name }).click()
  await expect(dialog).toBeHidden()
}

const undoButton = (page: Page) =>
  page.getByRole('region', { name: 'Results' }).getByRole('button', { name: 'Undo' })

/** A message stays for as long as it is pointed at, however long the test looks elsewhere. */
async function hold(page: Page): Promise<void> {
  await undoButton(page).hover()
}

async function undo(page: Page): Promise<void> {
  await undoButton(page).click()
}

const said = (page: Page, text: string | RegExp) =>
  page.getByRole('region', { name: 'Results' }).getByText(text)

const heldBy = (stream: ImageStream, tag: string) => comparable(stream, tag).history[0]?.image

test('a roll back leaves what `oc tag` would (S-29), says so before, and is undone', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  for (const tag of ['mine', 'oc']) {
    await cluster.push('web', tag, 1)
    await cluster.push('web', tag, 2)
  }
  const writes = changesOf(page)
  const dialog = await ask(page, cluster.project, 'mine', /Roll back/)
  await expect(dialog.getByRole('radio', { name: /Revision 1/ })).toBeChecked()
  await expect(dialog.getByText('The server accepts it (dry run)')).toBeVisible()
  await expect(dialog).toContainText(`oc tag -n ${cluster.project} web@${digest(1)} web:mine`)
  // A look writes nothing (S-28).
  expect(writes).toEqual([])
  await press(dialog, /Roll back mine/)
  await hold(page)
  await cluster.ocTag('web', 'oc', {
    from: { kind: 'ImageStreamImage', name: `web@${digest(1)}` },
    generation: 0,
  })
  const stream = await cluster.stream('web')
  expect(comparable(stream, 'mine')).toEqual(comparable(stream, 'oc'))
  expect(heldBy(stream, 'mine')).toBe(digest(1))

  await expect(said(page, 'Rolled back web:mine')).toBeVisible()
  await undo(page)
  await expect(said(page, 'web:mine is as before')).toBeVisible()
  const after = await cluster.stream('web')
  expect(specOf(after, 'mine')).toBeUndefined()
  expect(heldBy(after, 'mine')).toBe(digest(2))
})

test('a roll back keeps annotations and policies (S-14), ends the schedule, and can be resumed', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web', [
    {
      name: 'prod',
      from: registryImage,
      annotations: { owner: 'maria' },
      importPolicy: { scheduled: true, importMode: 'PreserveOriginal' },
      referencePolicy: { type: 'Local' },
    },
  ])
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'prod', 2)
  const followed = specOf(await cluster.stream('web'), 'prod')
  let dialog = await ask(page, cluster.project, 'prod', /Roll back/)
  await dialog.getByRole('checkbox', { name: /Remember/ }).check()
  await expect(dialog).toContainText('prod is no longer imported on schedule.')
  await press(dialog, /Roll back prod/)
  const pinned = specOf(await cluster.stream('web'), 'prod')
  expect(pinned).toMatchObject({
    from: { kind: 'ImageStreamImage', name: `web@${digest(1)}` },
    annotations: { owner: 'maria' },
    importPolicy: { importMode: 'PreserveOriginal' },
    referencePolicy: { type: 'Local' },
  })
  expect(pinned?.importPolicy?.scheduled).toBeUndefined()

  dialog = await ask(page, cluster.project, 'prod', /Follow again/)
  await expect(dialog).toContainText(registryImage.name)
  await press(dialog, /follow again/)
  const resumed = specOf(await cluster.stream('web'), 'prod')
  // Field by field what it was before: no note is left on it.
  expect({ ...resumed, generation: 0 }).toEqual({ ...followed, generation: 0 })
})

test('a second roll back to the same image, after a push, is no no-op (S-19)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'stable', 1)
  await cluster.createTag('web', 'prod', { kind: 'ImageStreamImage', name: `web@${digest(1)}` })
  await cluster.push('web', 'prod', 2)
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod?tab=history`)
  await page.getByRole('button', { name: 'Roll back to revision 1' }).click()
  const dialog = page.getByRole('dialog')
  await press(dialog, /Roll back prod/)
  expect(heldBy(await cluster.stream('web'), 'prod')).toBe(digest(1))
})

test('a change of another tag does not disturb an edit (S-16)', async ({ page, cluster }) => {
  await cluster.createStream('web', [{ name: 'other', from: registryImage }])
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'prod', 2)
  const dialog = await ask(page, cluster.project, 'prod', /Roll back/)
  await cluster.changeTag('web', 'other', { referencePolicy: { type: 'Local' } })
  await press(dialog, /Roll back prod/)
  const stream = await cluster.stream('web')
  expect(heldBy(stream, 'prod')).toBe(digest(1))
  expect(specOf(stream, 'other')?.referencePolicy?.type).toBe('Local')
})

test('what somebody else changes while a dialog is open is looked at first, and kept', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'main', 1)
  await cluster.createTag('web', 'prod', { kind: 'ImageStreamTag', name: 'web:main' })
  await cluster.push('web', 'main', 2)
  const dialog = await ask(page, cluster.project, 'prod', /Roll back/)
  await dialog.getByRole('checkbox', { name: /Remember/ }).check()
  await cluster.changeTag('web', 'prod', { referencePolicy: { type: 'Local' } })
  await expect(dialog.getByRole('alert')).toContainText('Somebody else changed web:prod')
  await expect(dialog.getByRole('button', { name: 'Roll back prod' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Go on with what is there now' }).click()
  await expect(dialog.getByRole('checkbox', { name: /Remember/ })).toBeChecked()
  await press(dialog, /Roll back prod/)
  expect(specOf(await cluster.stream('web'), 'prod')).toMatchObject({
    from: { kind: 'ImageStreamImage', name: `web@${digest(1)}` },
    referencePolicy: { type: 'Local' },
  })
})

test('an image of the history is kept under a name of its own, and that is undone', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'prod', 2)
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod?tab=history`)
  await page.getByRole('button', { name: 'Keep the image of revision 1' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Tag', { exact: true }).fill('kept')
  await press(dialog, /Keep as web:kept/)
  await hold(page)
  const stream = await cluster.stream('web')
  expect(specOf(stream, 'kept')?.from).toEqual({
    kind: 'ImageStreamImage',
    name: `web@${digest(1)}`,
  })
  await undo(page)
  await expect(said(page, 'web:kept is gone again')).toBeVisible()
  expect(comparable(await cluster.stream('web'), 'kept').history).toEqual([])
})

test('a tag is promoted to a project that is made for it, as `oc tag` would (S-13)', async ({
  page,
  cluster,
  api,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'main', 1)
  const other = new Cluster(api, `${cluster.project}-prod`)
  try {
    const dialog = await ask(page, cluster.project, 'main', /Promote/)
    await dialog.getByRole('combobox', { name: 'Project' }).fill(other.project)
    await dialog.getByRole('combobox', { name: 'Image stream' }).fill('shop')
    await dialog.getByLabel('Tag', { exact: true }).fill('mine')
    await expect(dialog).toContainText(`Project ${other.project} is made first`)
    await expect(dialog).toContainText(`oc new-project ${other.project} && oc tag`)
    await press(dialog, /Promote to/)
    await hold(page)
    await other.ocTag('shop', 'oc', {
      from: { kind: 'ImageStreamImage', namespace: cluster.project, name: `web@${digest(1)}` },
    })
    const stream = await other.stream('shop')
    expect(comparable(stream, 'mine')).toEqual(comparable(stream, 'oc'))
    expect(heldBy(stream, 'mine')).toBe(digest(1))
    await undo(page)
    await expect(said(page, 'shop:mine is gone again')).toBeVisible()
    expect(specOf(await other.stream('shop'), 'mine')).toBeUndefined()
  } finally {
    await other.removeProject()
  }
})

test('promoting out of a project needs the right to pull there, which is named (S-23)', async ({
  openAs,
}) => {
  const { page, url, project } = await openAs({
    person: 'maria-token,maria,2',
    roles: [
      '- { user: maria, role: view, project: dev }',
      '- { user: maria, role: edit, project: prod }',
    ],
  })
  const dev = await project('dev')
  await project('prod')
  await dev.createStream('web')
  await dev.push('web', 'main', 1)
  await page.goto(`${url}/ns/dev/image-streams/web/tags/main`)
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: /Promote/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Promote web:main' })
  await dialog.getByRole('combobox', { name: 'Project' }).fill('prod')
  await dialog.getByLabel('Tag', { exact: true }).fill('v1')
  await expect(dialog).toContainText(
    'You lack the right to get imagestreams/layers in project dev.',
  )
  await expect(dialog.getByRole('button', { name: /Promote to/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await expect(dialog.getByLabel('Tag', { exact: true })).toHaveValue('v1')
})

test('what is promoted onto keeps its annotations and policies (S-14), and gets its first image again', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'main', 2)
  await cluster.createStream('shop', [
    {
      name: 'prod',
      from: registryImage,
      annotations: { owner: 'maria' },
      importPolicy: { insecure: true },
      referencePolicy: { type: 'Local' },
    },
  ])
  const before = specOf(await cluster.stream('shop'), 'prod')
  const dialog = await ask(page, cluster.project, 'main', /Promote/)
  await dialog.getByRole('combobox', { name: 'Image stream' }).fill('shop')
  await dialog.getByLabel('Tag', { exact: true }).fill('prod')
  await expect(dialog).toContainText('Its policies and annotations stay.')
  await press(dialog, /Promote to shop:prod/)
  await hold(page)
  const promoted = await cluster.stream('shop')
  expect(specOf(promoted, 'prod')).toMatchObject({
    from: { kind: 'ImageStreamImage', name: `web@${digest(2)}` },
    annotations: { owner: 'maria' },
    importPolicy: { insecure: true },
    referencePolicy: { type: 'Local' },
  })
  expect(heldBy(promoted, 'prod')).toBe(digest(2))
  await undo(page)
  await expect(said(page, 'shop:prod is as before')).toBeVisible()
  expect({ ...specOf(await cluster.stream('shop'), 'prod'), generation: 0 }).toEqual({
    ...before,
    generation: 0,
  })
})

test('an alias follows at once, as with `oc tag --alias`, and keeps what came over it since', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  const dialog = await ask(page, cluster.project, 'prod', /Add an alias/)
  await dialog.getByRole('textbox').fill('prod')
  await expect(dialog.getByRole('button', { name: /follow/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await dialog.getByRole('textbox').fill('mine')
  await press(dialog, /Let mine follow prod/)
  await hold(page)
  await cluster.ocTag('web', 'oc', { from: { kind: 'ImageStreamTag', name: 'web:prod' } })
  await cluster.push('web', 'prod', 2)
  const stream = await cluster.stream('web')
  expect(comparable(stream, 'mine')).toEqual(comparable(stream, 'oc'))
  expect(heldBy(stream, 'mine')).toBe(digest(2))
  await undo(page)
  await expect(said(page, 'web:mine was not changed back')).toBeVisible()
  expect(heldBy(await cluster.stream('web'), 'mine')).toBe(digest(2))
})

test('a pin stays where it is, and an undone pin follows again', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await cluster.push('web', 'main', 1)
  await cluster.createTag('web', 'prod', { kind: 'ImageStreamTag', name: 'web:main' })
  const before = specOf(await cluster.stream('web'), 'prod')
  const dialog = await ask(page, cluster.project, 'prod', /Pin to its image/)
  await press(dialog, /Pin prod/)
  await hold(page)
  await cluster.push('web', 'main', 2)
  expect(heldBy(await cluster.stream('web'), 'prod')).toBe(digest(1))
  await undo(page)
  await expect(said(page, 'web:prod is as before')).toBeVisible()
  const after = await cluster.stream('web')
  expect(specOf(after, 'prod')).toEqual({ ...before, generation: expect.any(Number) })
  expect(heldBy(after, 'prod')).toBe(digest(2))
})

test('an untracked tag keeps image and history (S-27), and gets its reference back', async ({
  page,
  cluster,
}) => {
  // Made by POST of a stream, it has managedFields: no other write through ImageTags would pass.
  await cluster.createStream('web', [
    { name: 'prod', from: registryImage, annotations: { owner: 'maria' } },
  ])
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'prod', 2)
  const before = await cluster.stream('web')
  const dialog = await ask(page, cluster.project, 'prod', /Untrack/)
  await press(dialog, /Untrack prod/)
  await hold(page)
  const untracked = await cluster.stream('web')
  expect(specOf(untracked, 'prod')).toBeUndefined()
  expect(comparable(untracked, 'prod').history).toEqual(comparable(before, 'prod').history)
  await undo(page)
  await expect(said(page, 'web:prod is as before')).toBeVisible()
  expect({ ...specOf(await cluster.stream('web'), 'prod'), generation: 0 }).toEqual({
    ...specOf(before, 'prod'),
    generation: 0,
  })
})

test('a tag is deleted by typing its name, with its history and nothing else (S-26)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'prod', 2)
  await cluster.push('web', 'main', 2)
  await cluster.createTag('web', 'alias', { kind: 'ImageStreamTag', name: 'web:prod' })
  const dialog = await ask(page, cluster.project, 'prod', /Delete/)
  await expect(dialog).toContainText('its history of 2 revisions are lost')
  await expect(dialog).toContainText('alias follows it')
  await expect(dialog).toContainText('oc tag -d web:prod')
  const remove = dialog.getByRole('button', { name: 'Delete prod' })
  await expect(remove).toHaveAttribute('aria-disabled', 'true')
  await dialog.getByRole('textbox').fill('pro')
  await remove.click({ force: true })
  await expect(dialog).toBeVisible()
  await dialog.getByRole('textbox').fill('prod')
  await expect(dialog.getByText('The server accepts it (dry run)')).toBeVisible()
  expect(heldBy(await cluster.stream('web'), 'prod')).toBe(digest(2))
  await press(dialog, /Delete prod/)
  await expect(page).toHaveURL(/image-streams\/web$/)
  const stream = await cluster.stream('web')
  expect(comparable(stream, 'prod').history).toEqual([])
  expect(heldBy(stream, 'main')).toBe(digest(2))
  expect(heldBy(stream, 'alias')).toBe(digest(2))
  await expect(page.getByRole('region', { name: 'Results' }).getByText('Undo')).toHaveCount(0)
})

test('a tag that moves while its deletion is confirmed stays', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  // Nobody tells the page: its watch brings nothing.
  await page.route(/watch=/, (route) => route.fulfill({ status: 200, body: '' }))
  const dialog = await ask(page, cluster.project, 'prod', /Delete/)
  await dialog.getByRole('textbox').fill('prod')
  await cluster.push('web', 'prod', 2)
  await dialog.getByRole('button', { name: 'Delete prod' }).click()
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expect(dialog.getByRole('textbox')).toHaveValue('prod')
  expect(heldBy(await cluster.stream('web'), 'prod')).toBe(digest(2))
})

test('a tag is added with its policies, and one that cannot be is refused before (S-24)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'main', 1)
  await page.goto(`/ns/${cluster.project}/image-streams/web`)
  await page.getByRole('button', { name: 'Add a tag' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Tag/).fill('v1')
  const from = dialog.getByLabel(/^Point at/)
  await from.fill(`web@${digest(404)}`)
  await expect(dialog.getByText('The server refuses it', { exact: true })).toBeVisible()
  await expect(from).toHaveValue(`web@${digest(404)}`)
  // A tag that is missing in a stream that is there is accepted (S-24).
  await from.fill('web:later')
  await expect(dialog.getByText('The server accepts it (dry run)')).toBeVisible()
  await from.fill(registryImage.name)
  await dialog.getByRole('checkbox', { name: /Scheduled/ }).check()
  await dialog.getByRole('radio', { name: /Through the internal registry/ }).check()
  await press(dialog, /Add v1/)
  expect(specOf(await cluster.stream('web'), 'v1')).toMatchObject({
    from: registryImage,
    importPolicy: { scheduled: true, importMode: 'Legacy' },
    referencePolicy: { type: 'Local' },
  })
  await expect(page.getByRole('row', { name: /^v1,/ })).toBeVisible()
})

for (const item of [/Promote/, /Roll back/, /alias/, /Pin/, /Follow again/, /Untrack/, /Delete/]) {
  test(`nothing is found by axe in the dialog that ${item.source} opens`, async ({
    page,
    cluster,
  }) => {
    await cluster.createStream('web')
    await cluster.push('web', 'main', 1)
    await cluster.push('web', 'main', 2)
    await cluster.createTag('web', 'prod', { kind: 'ImageStreamTag', name: 'web:main' })
    await cluster.push('web', 'prod', 3)
    const dialog = await ask(page, cluster.project, 'prod', item)
    await expect(dialog).toBeVisible()
    await expectAccessible(page)
  })
}
