import type { Page } from '@playwright/test'
import { digest } from './cluster'
import { expect, expectAccessible, test } from './fixtures'

const field = (page: Page) => page.getByRole('combobox', { name: /^Search streams/ })
const answers = (page: Page) => page.getByRole('listbox', { name: 'Answers' })
const chosen = (page: Page) => answers(page).getByRole('option', { selected: true })
const opener = (page: Page) =>
  page.getByRole('banner').getByRole('button', { name: 'Search', exact: true })

/** Opens the search by its key, as soon as there is one; the page must not be waited for. */
async function search(page: Page, text: string) {
  await expect(opener(page)).toBeVisible()
  await page.keyboard.press('/')
  await expect(field(page)).toBeFocused()
  await page.keyboard.insertText(text)
}

test('a tag is gone to by keyboard alone: the best answer is chosen, Enter opens it', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web-frontend')
  await cluster.push('web-frontend', 'prod', 1)
  await cluster.push('web-frontend', 'preview', 2)
  await page.goto('/all/tags')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await search(page, `${cluster.project}/front:pr`)
  await expect(chosen(page)).toContainText(`${cluster.project}/web-frontend:prod`)
  await expect(chosen(page)).toContainText('name a word begins so')
  await expect(chosen(page).locator('mark')).toHaveText([cluster.project, 'front', 'pr'])
  await expectAccessible(page)
  await page.keyboard.press('ArrowDown')
  await expect(chosen(page)).toContainText('web-frontend:preview')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/ns/${cluster.project}/image-streams/web-frontend/tags/prod`)
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('what is typed while the search is being loaded is not lost, and is no key of the page', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  let letGo = () => {}
  const isAsked = new Promise<void>((done) => {
    void page.route('**/assets/palette-*.js', async (route) => {
      await new Promise<void>((go) => {
        letGo = go
        done()
      })
      await route.continue()
    })
  })
  await page.goto(`/ns/${cluster.project}/image-streams/web`)
  // A row has the keyboard: `p` and `r` would promote it or roll it back.
  const row = page.getByRole('row', { name: /^prod/ })
  const ahead = page.getByRole('textbox', { name: 'Opening the search' })
  await row.focus()
  await page.keyboard.press('/')
  await page.keyboard.type('no')
  await isAsked
  // Escape before it is there means that it is no longer wanted; the next search begins anew.
  await expect(ahead).toHaveValue('no')
  await page.keyboard.press('Escape')
  await expect(ahead).toHaveCount(0)
  await expect(row).toBeFocused()
  await page.keyboard.press('/')
  await page.keyboard.type('pr')
  await expect(ahead).toHaveValue('pr')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  letGo()
  await expect(field(page)).toBeFocused()
  await page.keyboard.type('od')
  await expect(field(page)).toHaveValue('prod')
  await expect(chosen(page)).toContainText('web:prod')

  await page.keyboard.press('Escape')
  await expect(row).toBeFocused()
  await page.keyboard.press('/')
  await expect(field(page)).toHaveValue('')
})

test('the start of a digest finds the image and every tag that holds it', async ({
  page,
  cluster,
}) => {
  // A digest that no other test has.
  const n = Number.parseInt(cluster.project.slice(-6), 16)
  await cluster.createStream('api')
  await cluster.createStream('job')
  await cluster.push('api', 'latest', n)
  await cluster.push('api', 'prod', n)
  await cluster.push('job', 'base', n)
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await search(page, digest(n).slice(0, 7 + 14))
  await expect(answers(page).getByRole('group')).toHaveCount(2)
  await expect(
    answers(page).getByRole('group', { name: 'Image, held by 3 tags in 1 project' }),
  ).toContainText(digest(n))
  const holders = answers(page)
    .getByRole('group', { name: 'Tags that hold it' })
    .getByRole('option')
  await expect(holders).toHaveText([
    /^All 3 tags that hold it/,
    /api:latest/,
    /api:prod/,
    /job:base/,
  ])
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(
    new RegExp(`/ns/${cluster.project}/image-streams/api/images/${encodeURIComponent(digest(n))}`),
  )
})

test('a pasted pull spec of the internal registry leads to the tag that it names', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('api')
  await cluster.push('api', 'prod', 1)
  const { status } = await cluster.stream('api')
  await page.goto(`/ns/${cluster.project}/tags`)
  await search(page, `docker://${status?.dockerImageRepository}:prod`)
  await expect(chosen(page)).toContainText(`${cluster.project}/api:prod`)
  await expect(chosen(page)).toContainText('pull spec')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/ns/${cluster.project}/image-streams/api/tags/prod`)
})

test('a label leads to the list of all that have it', async ({ page, cluster }) => {
  await cluster.createStream('api', [], { labels: { team: cluster.project } })
  await cluster.createStream('web', [], { labels: { team: cluster.project } })
  await cluster.createStream('other')
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await search(page, `team=${cluster.project.slice(0, -1)}`)
  await expect(chosen(page)).toContainText('2 image streams with this label')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(
    `/all/image-streams?labels=${encodeURIComponent(`team=${cluster.project}`)}`,
  )
  await expect(
    page.getByRole('table').getByRole('link', { name: 'api', exact: true }),
  ).toBeVisible()
})

test('by pointer: the button opens it, a click goes there, and what was looked at comes first', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('checkout')
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await opener(page).click()
  await field(page).fill(`${cluster.project} check`)
  await answers(page)
    .getByRole('option', { name: /checkout/ })
    .click()
  await expect(page).toHaveURL(`/ns/${cluster.project}/image-streams/checkout`)
  await expect(page.getByRole('heading', { level: 1, name: 'checkout' })).toBeVisible()
  await page.goto('/all/tags')
  await opener(page).click()
  await expect(chosen(page)).toContainText(`${cluster.project}/checkout`)
  await expect(chosen(page)).toContainText('looked at lately')
  await expectAccessible(page)

  // A tag that was looked at is offered as such, before its stream.
  await cluster.push('checkout', 'prod', 1)
  await page.goto(`/ns/${cluster.project}/image-streams/checkout/tags/prod`)
  await expect(page.getByRole('heading', { level: 1, name: 'checkout:prod' })).toBeVisible()
  await page.goto('/all/tags')
  await opener(page).click()
  await expect(chosen(page)).toContainText(`${cluster.project}/checkout:prod`)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/ns/${cluster.project}/image-streams/checkout/tags/prod`)
})

test('Escape closes it, gives the focus back, and nothing is left open', async ({ page }) => {
  await page.goto('/all/image-streams')
  const button = opener(page)
  await button.focus()
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
  await page.keyboard.insertText('zzzz-nothing-is-called-so')
  await expect(page.getByText(/^Nothing is called like/)).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(button).toBeFocused()
})

test('the single key can be switched off; Ctrl K stays', async ({ page }) => {
  await page.goto('/all/image-streams')
  await search(page, 'single key off')
  await expect(chosen(page)).toContainText('Switch single-key shortcuts off')
  await page.keyboard.press('Enter')
  await page.keyboard.press('/')
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
  await expect(field(page)).toHaveValue('')
  await expect(
    answers(page).getByRole('option', { name: /Switch single-key shortcuts on/ }),
  ).toBeVisible()
})

test('while streams are still arriving it answers from those that are here, and says so', async ({
  page,
  cluster,
}) => {
  for (let index = 0; index < 35; index++) await cluster.createStream(`part-${index}`)
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(/imagestreams\?.*continue=/, async (route) => {
    await held
    await route.continue()
  })
  // Who may read this project alone sees that said, too.
  await page.route(/\/v1\/imagestreams\?/, (route) =>
    route.fulfill({
      status: 403,
      json: { kind: 'Status', status: 'Failure', code: 403, reason: 'Forbidden', message: 'no' },
    }),
  )
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await search(page, 'part')
  const note = page.getByRole('dialog').getByRole('status')
  await expect(note).toContainText('30 of 35 image streams are here')
  await expect(note).toContainText(`Only project ${cluster.project} is searched`)
  await expect(answers(page).getByRole('option')).toHaveCount(8)
  release()
  await expect(note).toContainText('35 answers.')
  await expect(note).not.toContainText('are here')
})

test('what can be done is found as well, and opens its dialog', async ({ page, cluster }) => {
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await search(page, 'create stream')
  await expect(chosen(page)).toContainText(`Create image stream in ${cluster.project}`)
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Create an image stream' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('made-by-search')
  await dialog.getByRole('button', { name: 'Create made-by-search' }).click()
  await expect(page).toHaveURL(`/ns/${cluster.project}/image-streams/made-by-search`)

  await search(page, 'history of made')
  await expect(chosen(page)).toContainText('History of made-by-search')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/made-by-search\?tab=history$/)

  await search(page, 'import image')
  await expect(chosen(page)).toContainText(`Import image from a registry in ${cluster.project}`)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/import?namespace=${cluster.project}`)
})

test('help is found by another word for it, says so, and is closed by Escape', async ({ page }) => {
  await page.goto('/all/image-streams')
  const button = opener(page)
  await button.focus()
  await search(page, 'hotkeys')
  await expect(chosen(page)).toContainText('Keyboard help')
  await expect(chosen(page)).toContainText('also called “hotkeys”')
  await page.keyboard.press('Enter')
  const help = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(help).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
  await expect(button).toBeFocused()
})

test('what a person lacks the right to do says so, and does nothing', async ({ openAs }) => {
  const { page, url, project } = await openAs()
  await project('shop')
  await page.goto(`${url}/ns/shop/image-streams`)
  await search(page, 'create image')
  await expect(chosen(page)).toHaveAttribute('aria-disabled', 'true')
  await expect(chosen(page)).toContainText(
    'You lack the right to create imagestreams in project shop.',
  )
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(1)
  await field(page).fill('import image')
  await expect(chosen(page)).toHaveAttribute('aria-disabled', 'true')
  await expect(chosen(page)).toContainText(
    'You lack the right to create imagestreamimports in project shop.',
  )
  await chosen(page).click({ force: true })
  await expect(page).toHaveURL(`${url}/ns/shop/image-streams`)
})

test('a tag that is found in two ways is one answer, and none stays when others come', async ({
  page,
  cluster,
}) => {
  // Nothing answers there, and nothing has to: what it points at is known.
  const source = `127.0.0.1:1/${cluster.project}/api:prod`
  await cluster.createStream('api')
  await cluster.createTag('api', 'prod', { kind: 'DockerImage', name: source })
  await page.goto(`/ns/${cluster.project}/image-streams`)
  // It names the tag by its place, and is what the tag points at.
  await search(page, source)
  await expect(answers(page).getByRole('option')).toHaveText([
    /api:prod.*source is it/,
    /same name/,
  ])
  for (const at of [1, 0]) {
    await page.keyboard.press('ArrowDown')
    await expect(answers(page).getByRole('option').nth(at)).toHaveAttribute('aria-selected', 'true')
  }
  await field(page).fill(`${cluster.project}/nothing-like-it`)
  await expect(answers(page).getByRole('option')).toHaveCount(0)
  await expect(page.getByRole('dialog')).toContainText('and no tag points at it')
})

test('Ctrl Enter opens an answer beside this page, and the search stays', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await page.goto(`/ns/${cluster.project}/tags`)
  await search(page, `${cluster.project}/web`)
  await expect(chosen(page)).toContainText(`${cluster.project}/web`)
  const opened = page.context().waitForEvent('page')
  await page.keyboard.press('Control+Enter')
  await expect(await opened).toHaveURL(`/ns/${cluster.project}/image-streams/web`)
  await expect(field(page)).toBeVisible()
  await expect(page).toHaveURL(`/ns/${cluster.project}/tags`)
})

test('what can be done with the open tag is found, by the names that people have for it', async ({
  page,
  cluster,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'prod', 2)
  const { status } = await cluster.stream('web')
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  await search(page, 'undo')
  await expect(chosen(page)).toContainText('Roll back web:prod')
  await expect(chosen(page)).toContainText('also called “undo”')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Roll back/ })).toBeVisible()
  await page.keyboard.press('Escape')

  await search(page, 'retarget')
  await expect(chosen(page)).toContainText('Retarget web:prod')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /^Retarget/ })).toBeVisible()
  await page.keyboard.press('Escape')

  await search(page, 'untrack')
  await expect(chosen(page)).toContainText('It follows nothing.')
  await expect(chosen(page)).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Escape')

  await search(page, 'copy pull spec')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Copied', { exact: true })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toMatch(new RegExp(`${cluster.project}/web:prod$`))
  expect(copied.endsWith(':prod') && status?.dockerImageRepository).toBeTruthy()
})

test('a list that fails is no refusal: what is said is what happened', async ({
  page,
  cluster,
}) => {
  let isBroken = true
  await cluster.createStream('web')
  await page.route(/\/v1\/imagestreams\?/, (route) =>
    isBroken
      ? route.fulfill({
          status: 500,
          json: { kind: 'Status', status: 'Failure', code: 500, message: 'the disk is full.' },
        })
      : route.continue(),
  )
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await search(page, `${cluster.project}/web`)
  const palette = page.getByRole('dialog')
  await expect(palette).toContainText('could not be read: the disk is full. It is tried again.')
  await expect(palette).toContainText('nothing else was searched')
  await expect(palette).not.toContainText('may not list')
  isBroken = false
  await expect(chosen(page)).toContainText(`${cluster.project}/web`, { timeout: 30_000 })
})

test('a search that is gone from the server leaves the page and what was typed into it', async ({
  page,
}) => {
  await page.route(/assets\/palette-.*\.js/, (route) => route.fulfill({ status: 404 }))
  await page.goto('/import')
  const typed = page.getByRole('textbox').first()
  await typed.fill('quay.io/acme/web')
  await page.keyboard.press('Control+k')
  await expect(page.getByText('This could not be opened')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible()
  await expect(typed).toHaveValue('quay.io/acme/web')
  await expectAccessible(page)
})
