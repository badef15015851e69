import type { Page } from '@playwright/test'
import { digest } from './cluster'
import { comparable } from './comparable'
import { expect, expectAccessible, test } from './fixtures'
import { changesOf } from './trouble'

// The other traps have their tests where the operation has its own: S-14, S-16, S-19, S-23, S-24,
// S-26, S-27 in tag-operations, S-15 in as-oc, S-34 and S-35 in import and import-now, S-40 in failures.

const registryImage = { kind: 'DockerImage', name: 'registry.example.com/team/web:1.0' }

async function retarget(page: Page, project: string, tag: string, to: string) {
  await page.goto(`/ns/${project}/image-streams/web/tags/${tag}`)
  await page.getByRole('button', { name: 'Retarget', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: `Retarget web:${tag}` })
  await dialog.getByRole('combobox', { name: 'Point at' }).fill(to)
  await page.keyboard.press('Tab')
  return dialog
}

test('an entry of the history that would be overwritten is said before saving (S-21)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web', [{ name: 'named', from: registryImage, reference: true }])
  const other = 'registry.example.com/team/web:2.0'
  const dialog = await retarget(page, cluster.project, 'named', other)
  await expect(dialog).toContainText('The newest entry of the history is overwritten by this.')
  // What was said before the answer is dimmed until it is there.
  await expect(dialog.getByText('The server accepts it (dry run)')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Retarget named' }).click()
  await expect(dialog).toBeHidden()
  // So it is: the one entry names the other image now.
  expect(comparable(await cluster.stream('web'), 'named').history).toEqual([
    { image: '', dockerImageReference: other },
  ])
})

test('a history that stays is said to stay (S-21)', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await cluster.push('web', 'main', 2)
  await cluster.push('web', 'prod', 1)
  const dialog = await retarget(page, cluster.project, 'prod', 'web:main')
  await expect(dialog).toContainText('The history keeps the images so far.')
  await expect(dialog).not.toContainText('overwritten')
  await dialog.getByRole('button', { name: 'Retarget prod' }).click()
  await expect(dialog).toBeHidden()
  const { history } = comparable(await cluster.stream('web'), 'prod')
  expect(history.map(({ image }) => image)).toEqual([digest(2), digest(1)])
})

// The shapes that a real server was observed to answer with.
const refusals = [
  {
    what: 'the list of allowed registries',
    status: 422,
    reason: 'Invalid',
    message:
      'ImageStreamTag.image.openshift.io "web:prod" is invalid: tag.from.name: Forbidden: registry "docker.io" not allowed by whitelist: "quay.io:443"',
    words: 'registry "docker.io" not allowed by whitelist: "quay.io:443"',
  },
  {
    what: 'a limit of tags',
    status: 422,
    reason: 'Invalid',
    message:
      'ImageStream.image.openshift.io "web" is invalid: []: Internal error: imagestreams "web" is forbidden: requested usage of openshift.io/image-tags exceeds the maximum limit per openshift.io/ImageStream (3 > 2)',
    words: 'openshift.io/image-tags exceeds the maximum limit',
  },
  {
    what: 'a quota',
    status: 403,
    reason: 'Forbidden',
    message:
      'imagestreams "web" is forbidden: exceeded quota: q, requested: openshift.io/imagestreams=1, used: openshift.io/imagestreams=2, limited: openshift.io/imagestreams=2',
    words: 'exceeded quota: q',
  },
]

for (const { what, words, ...refusal } of refusals) {
  test(`a refusal by ${what} is read in the server’s words, before saving and after (S-25)`, async ({
    page,
    cluster,
  }) => {
    await cluster.createStream('web', [{ name: 'prod', from: registryImage }])
    let isDryRunRefused = true
    await page.route('**/imagestreamtags/**', (route) => {
      const isDryRun = route.request().url().includes('dryRun')
      if (route.request().method() !== 'PATCH' || (isDryRun && !isDryRunRefused)) {
        return route.fallback()
      }
      const { status, ...rest } = refusal
      return route.fulfill({
        status,
        json: { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: status, ...rest },
      })
    })
    const to = 'docker.io/library/nginx:1'
    const dialog = await retarget(page, cluster.project, 'prod', to)
    await expect(dialog.getByText('The server refuses it', { exact: true })).toBeVisible()
    await expect(dialog).toContainText(words)
    await expectAccessible(page)
    isDryRunRefused = false
    await dialog.getByRole('button', { name: 'Retarget prod' }).click()
    await expect(dialog.getByRole('alert')).toContainText('The server refused it.')
    await expect(dialog.getByRole('alert')).toContainText(words)
    await expect(dialog.getByRole('combobox', { name: 'Point at' })).toHaveValue(to)
  })
}

test('a look at any change writes nothing (S-28)', async ({ page, cluster }) => {
  await cluster.createStream('web')
  for (const image of [1, 2]) await cluster.push('web', 'main', image)
  await cluster.createTag('web', 'prod', { kind: 'ImageStreamTag', name: 'web:main' })
  const before = await cluster.stream('web')
  const changes = changesOf(page)
  const accepted = page.getByRole('dialog').getByText('The server accepts it (dry run)')
  await retarget(page, cluster.project, 'prod', `web@${digest(1)}`)
  await expect(accepted).toBeVisible()
  for (const [tag, item, typed] of [
    ['main', /Promote/, 'copy'],
    ['main', /Roll back/, ''],
    ['main', /Add an alias/, 'alias'],
    ['prod', /Pin/, ''],
    ['prod', /Untrack/, ''],
    ['main', /Delete/, 'main'],
  ] as const) {
    await page.goto(`/ns/${cluster.project}/image-streams/web/tags/${tag}`)
    await page.getByRole('button', { name: 'Actions', exact: true }).click()
    await page.getByRole('menuitem', { name: item }).click()
    if (typed !== '')
      await page
        .getByRole('dialog')
        .getByLabel(/^Tag|^Type/)
        .fill(typed)
    await expect(accepted).toBeVisible()
  }
  expect(changes).toEqual([])
  expect(await cluster.stream('web')).toEqual(before)
})
