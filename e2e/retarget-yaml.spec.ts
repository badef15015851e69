import type { Locator, Page } from '@playwright/test'
import { digest } from './cluster'
import { expect, expectAccessible, test } from './fixtures'

async function openYaml(page: Page, project: string) {
  await page.goto(`/ns/${project}/image-streams/web/tags/prod`)
  await page.getByRole('button', { name: 'Retarget', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Retarget web:prod' })
  await dialog.getByRole('button', { name: 'YAML' }).click()
  const text = dialog.getByRole('textbox', { name: 'Reference as YAML' })
  await expect(text).toContainText('referencePolicy')
  return { dialog, text }
}

/** Writes the whole text anew; the editor indents by itself, so that it is pasted in one piece. */
async function write(page: Page, text: Locator, yaml: string) {
  await text.click()
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(yaml)
}

const following = { kind: 'ImageStreamTag', name: 'web:stable' }

test('form and YAML are two views of one draft, and comments stay', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await cluster.push('web', 'stable', 1)
  await cluster.push('web', 'next', 2)
  await cluster.createTag('web', 'prod', following)
  const { dialog, text } = await openYaml(page, cluster.project)
  await expect(text).toContainText('kind: ImageStreamTag')
  await expectAccessible(page)

  await write(
    page,
    text,
    'from:\n  kind: ImageStreamTag\n  name: web:next # until the audit\nreferencePolicy:\n  type: Local\nannotations:\n  owner: maria\n',
  )
  await dialog.getByRole('button', { name: 'Form' }).click()
  await expect(dialog.getByRole('combobox', { name: 'Point at' })).toHaveValue('web:next')
  await expect(dialog.getByRole('radio', { name: 'Through the internal registry' })).toBeChecked()
  await expect(dialog.getByRole('textbox', { name: 'Value of annotation owner' })).toHaveValue(
    'maria',
  )
  await dialog.getByRole('radio', { name: 'From the source' }).check()

  await dialog.getByRole('button', { name: 'YAML' }).click()
  await expect(text).toContainText('# until the audit')
  await expect(text).toContainText('type: Source')
  await expect(dialog.getByText('The server accepts it (dry run)')).toBeVisible()
  await dialog.getByRole('button', { name: 'Retarget prod' }).click()
  await expect(dialog).toBeHidden()
  const stream = await cluster.stream('web')
  expect(stream.spec?.tags?.find(({ name }) => name === 'prod')).toMatchObject({
    from: { kind: 'ImageStreamTag', name: 'web:next' },
    annotations: { owner: 'maria' },
    referencePolicy: { type: 'Source' },
  })

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('web:prod is as before')).toBeVisible()
  const { tag, image } = await cluster.tag('web', 'prod')
  expect(tag?.from).toEqual(following)
  expect(tag?.annotations ?? {}).toEqual({})
  expect(image.metadata.name).toBe(digest(1))
})

test('a mistake is told on its line, keeps the save back, and is not lost by looking at the form', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'stable', 1)
  await cluster.createTag('web', 'prod', following)
  const { dialog, text } = await openYaml(page, cluster.project)
  await write(page, text, 'from: web:stable\nreference: perhaps\n')
  await expect(dialog.getByText('Line 2: reference is true or false.').first()).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Retarget prod' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await expectAccessible(page)

  await dialog.getByRole('button', { name: 'Form' }).click()
  await expect(dialog.getByText('The YAML has a mistake, and is kept as it is.')).toBeVisible()
  await expect(dialog.getByRole('combobox', { name: 'Point at' })).toBeDisabled()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Mend the YAML' }).click()
  await expect(text).toContainText('reference: perhaps')

  await write(page, text, 'from: [broken')
  await expect(dialog.getByText(/^Line 1: /).first()).toBeVisible()
  await dialog.getByRole('button', { name: 'Form' }).click()
  await dialog.getByRole('button', { name: 'Go on without it' }).click()
  await expect(dialog.getByRole('combobox', { name: 'Point at' })).toHaveValue('web:stable')
  await expect(dialog.getByRole('combobox', { name: 'Point at' })).toBeEnabled()
})

test('the schema completes what is written, and says what it means', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await cluster.push('web', 'stable', 1)
  await cluster.createTag('web', 'prod', following)
  const { dialog, text } = await openYaml(page, cluster.project)
  await write(page, text, 'from: web:stable\n')
  await page.keyboard.type('imp')
  await expect(dialog.getByRole('option', { name: 'importPolicy' })).toBeVisible()
  // What closes the list must leave the dialog open.
  await page.keyboard.press('Escape')
  await expect(dialog.getByRole('option')).toHaveCount(0)
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await page.keyboard.insertText('importPolicy:\n  scheduled: ')
  await expect(dialog.getByRole('option', { name: 'true' })).toBeVisible()
  await expect(dialog.getByRole('option', { name: 'false' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.insertText('false')
  await expect(dialog.getByText('importPolicy.scheduled: Whether the server looks')).toBeVisible()
})

test('somebody else’s change is compared with what is in the YAML, field by field', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'stable', 1)
  await cluster.push('web', 'next', 2)
  await cluster.createTag('web', 'prod', following)
  const { dialog, text } = await openYaml(page, cluster.project)
  await write(page, text, '# mine\nfrom: web:next\nreferencePolicy:\n  type: Source\n')
  await cluster.changeTag('web', 'prod', { referencePolicy: { type: 'Local' } })
  await dialog.getByRole('button', { name: 'Compare theirs and mine' }).first().click()
  const conflict = page.getByRole('dialog', { name: 'web:prod was changed by someone else' })
  await expect(conflict.getByRole('group', { name: 'Points at' })).toBeVisible()
  await conflict.getByRole('button', { name: 'Take all of theirs' }).click()
  await expect(conflict.getByText('Nothing: the tag stays as they left it.')).toBeVisible()
  await conflict.getByRole('button', { name: 'Take all of mine' }).click()
  await conflict
    .getByRole('group', { name: 'Pods pull' })
    .getByRole('radio', { name: 'Theirs, on the server' })
    .check()
  await expectAccessible(page)
  await conflict.getByRole('button', { name: 'Back to editing' }).click()
  await expect(text).toContainText('# mine')
  await expect(text).toContainText('type: Local')
  await dialog.getByRole('button', { name: 'Retarget prod' }).click()
  await expect(dialog).toBeHidden()
  const { tag } = await cluster.tag('web', 'prod')
  expect(tag).toMatchObject({ from: { name: 'web:next' }, referencePolicy: { type: 'Local' } })
})

test('what restarts is said before it does, in all projects, and where no dry run could be made (S-56)', async ({
  page,
  cluster,
  otherCluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'stable', 1)
  await cluster.push('web', 'next', 2)
  await cluster.createTag('web', 'prod', following)
  const pulled = `registry.example.com/team/web@${digest(1)}`
  const trigger = {
    from: { kind: 'ImageStreamTag', name: 'web:prod' },
    fieldPath: 'spec.template.spec.containers[?(@.name=="app")].image',
  }
  await cluster.createWorkload('apps/v1/deployments', 'shop', {
    annotations: { 'image.openshift.io/triggers': JSON.stringify([trigger]) },
    spec: { template: { spec: { containers: [{ name: 'app', image: pulled }] } } },
  })
  const far = { ...trigger, from: { ...trigger.from, namespace: cluster.project } }
  await otherCluster.createWorkload('apps/v1/deployments', 'far', {
    annotations: { 'image.openshift.io/triggers': JSON.stringify([far]) },
    spec: { template: { spec: { containers: [{ name: 'app', image: pulled }] } } },
  })
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod`)
  await page.getByRole('button', { name: 'Retarget', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Retarget web:prod' })
  const row = dialog.getByRole('listitem').filter({ hasText: 'Deployment shop' })
  const farRow = dialog
    .getByRole('listitem')
    .filter({ hasText: `Deployment ${otherCluster.project}/far` })
  await expect(dialog).toContainText('Looked at in all projects.')
  await expect(farRow).toContainText('has that image already')
  await expect(row).toContainText('has that image already')
  await dialog.getByRole('combobox', { name: 'Point at' }).fill('web:next')
  await expect(row).toContainText('restarts')
  await expect(farRow).toContainText('restarts')
  await expect(dialog.getByText('Instead of')).toContainText(digest(1).slice(7, 19))
  await expectAccessible(page)

  await page.route('**/imagestreamtags/**', (route) => route.abort())
  await dialog.getByRole('radio', { name: 'Through the internal registry' }).check()
  await expect(dialog.getByText('The server could not be asked beforehand.')).toBeVisible()
  await expect(dialog.getByText('The server refuses it')).toHaveCount(0)
  await expectAccessible(page)
})
