import type { Page } from '@playwright/test'
import type { Cluster } from './cluster'
import { expect, expectAccessible, needsSample, test } from './fixtures'
import { changesOf, flakyNetwork, isChange, slowNetwork } from './trouble'

const bar = (page: Page) => page.getByRole('toolbar', { name: 'Selected' })
const dialog = (page: Page) => page.getByRole('dialog')
const line = (page: Page, name: string) =>
  dialog(page).getByRole('listitem').filter({ hasText: name })
const retry = (page: Page) => dialog(page).getByRole('button', { name: 'Try the failed again' })

const streams = ['one', 'two', 'three', 'four', 'five', 'six']
const following = { kind: 'ImageStreamTag', name: 'main' }

/** Six streams with two tags each, of which `prod` follows the other. */
async function sixStreams(cluster: Cluster): Promise<void> {
  for (const name of streams) {
    await cluster.createStream(name)
    await cluster.push(name, 'main', 1)
    await cluster.createTag(name, 'prod', following)
  }
}

async function choose(page: Page, project: string, action: string): Promise<void> {
  await page.goto(`/ns/${project}/tags`)
  for (const name of streams) {
    await page.getByRole('checkbox', { name: new RegExp(`^Select ${name}:prod`) }).check()
  }
  await bar(page).getByRole('button', { name: action }).click()
}

async function pins(cluster: Cluster): Promise<(string | undefined)[]> {
  const found = await Promise.all(streams.map((name) => cluster.stream(name)))
  return found.map(({ spec }) => spec?.tags?.find(({ name }) => name === 'prod')?.from?.kind)
}

const revisions = async (cluster: Cluster, name: string, tag: string) =>
  (await cluster.stream(name)).status?.tags?.find((each) => each.tag === tag)?.items?.length

test('on a slow line it is said how far it is, it can be stopped, and nothing is sent twice', async ({
  page,
  cluster,
}) => {
  await sixStreams(cluster)
  await choose(page, cluster.project, 'Pin')
  const changes = changesOf(page)
  await slowNetwork(page)
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/imagestreamtags/**', async (route) => {
    if (isChange(route.request())) await held
    await route.continue()
  })
  await dialog(page).getByRole('button', { name: 'Pin 6 tags' }).click()
  await expect(dialog(page).getByRole('heading')).toHaveText('Pinning: 6 tags')
  await expect.poll(() => changes.length).toBe(4)
  await expect(dialog(page).getByText('0 of 6 done')).toBeVisible()
  // While it runs the dialog stays: here alone stands what becomes of each.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeVisible()
  await expectAccessible(page)
  await dialog(page).getByRole('button', { name: 'Stop' }).click()
  release()
  await expect(dialog(page).getByRole('heading')).toHaveText('Pinned: 4 of 6 tags')
  await expect(line(page, 'six:prod')).toContainText('Not begun')
  expect(changes).toHaveLength(4)
  await page.unroute('**/imagestreamtags/**')
  await retry(page).click()
  await expect(dialog(page).getByRole('heading')).toHaveText('Pinned: 6 tags')
  expect(changes).toHaveLength(6)
  expect(new Set(changes).size).toBe(6)
  expect(await pins(cluster)).toEqual(Array(6).fill('ImageStreamImage'))
})

test('on a flaky line, one request in five, only the failed are tried again, and each is done once', async ({
  page,
  cluster,
}) => {
  await sixStreams(cluster)
  await choose(page, cluster.project, 'Pin')
  await flakyNetwork(page)
  await dialog(page).getByRole('button', { name: 'Pin 6 tags' }).click()
  const heading = dialog(page).getByRole('heading')
  await expect(async () => {
    await expect(heading).toContainText('Pinned')
    if (await retry(page).isVisible()) await retry(page).click()
    await expect(heading).toHaveText('Pinned: 6 tags', { timeout: 2000 })
  }).toPass()
  expect(await pins(cluster)).toEqual(Array(6).fill('ImageStreamImage'))
  for (const name of streams) expect(await revisions(cluster, name, 'prod')).toBe(1)
})

test('with the cluster gone each says that it was not done, and the selection waits for it', async ({
  page,
  cluster,
  context,
}) => {
  await sixStreams(cluster)
  await choose(page, cluster.project, 'Delete')
  const changes = changesOf(page)
  await dialog(page).getByRole('textbox').fill('6')
  await context.setOffline(true)
  await dialog(page).getByRole('button', { name: 'Delete 6 tags' }).click()
  await expect(dialog(page).getByText('0 of 6 done, 6 not')).toBeVisible()
  await expect(line(page, 'one:prod')).toContainText('The cluster cannot be reached.')
  await expectAccessible(page)
  expect(changes).toEqual([])
  await context.setOffline(false)
  await retry(page).click()
  await expect(dialog(page).getByRole('heading')).toHaveText('Deleted: 6 tags')
  expect(await pins(cluster)).toEqual(Array(6).fill(undefined))
  for (const name of streams) expect(await revisions(cluster, name, 'main')).toBe(1)
})

test('a deletion whose answer is lost is found out to be done, and is not sent again', async ({
  page,
  cluster,
}) => {
  await sixStreams(cluster)
  await choose(page, cluster.project, 'Delete')
  const changes = changesOf(page)
  await page.route('**/imagestreamtags/**', async (route) => {
    if (!isChange(route.request())) return route.fallback()
    await route.fetch()
    await route.abort()
  })
  await dialog(page).getByRole('textbox').fill('6')
  await dialog(page).getByRole('button', { name: 'Delete 6 tags' }).click()
  await expect(dialog(page).getByRole('heading')).toHaveText('Deleted: 6 tags')
  expect(changes).toHaveLength(6)
})

test('imports whose connection breaks are each said, and only those are asked for again', async ({
  page,
  cluster,
}) => {
  needsSample()
  const names = ['15', '16', '17']
  await cluster.importImages(
    'db',
    names.map((name) => ({
      from: { kind: 'DockerImage', name: `registry.acme.test/library/postgres:${name}` },
      to: { name },
    })),
  )
  await page.goto(`/ns/${cluster.project}/image-streams/db`)
  for (const name of names) {
    await page.getByRole('checkbox', { name: new RegExp(`^Select ${name}`) }).check()
  }
  await bar(page).getByRole('button', { name: 'Import again' }).click()
  const asked: string[] = []
  await page.route('**/imagestreamimports*', (route) => {
    const body = route.request().postDataJSON() as { spec: { images: { to: { name: string } }[] } }
    const name = body.spec.images[0]?.to.name ?? ''
    asked.push(name)
    return name === '16' && asked.length <= 3 ? route.abort() : route.continue()
  })
  await dialog(page).getByRole('button', { name: 'Import again 3 tags' }).click()
  await expect(dialog(page).getByText('2 of 3 done, 1 not')).toBeVisible()
  await expect(line(page, 'db:16')).toContainText('it is not known what became of the import')
  await expect(line(page, 'db:15')).toContainText('Up to date already')
  await retry(page).click()
  await expect(dialog(page).getByText('3 of 3 done')).toBeVisible()
  expect(asked).toEqual([...asked.slice(0, 3), '16'])
  expect([...asked].sort()).toEqual(['15', '16', '16', '17'])
})

test('what was done to many is taken back by Undo, each guarded, with a result for each', async ({
  page,
  cluster,
}) => {
  await sixStreams(cluster)
  const before = await Promise.all(streams.map((name) => cluster.stream(name)))
  await choose(page, cluster.project, 'Pin')
  await dialog(page).getByRole('button', { name: 'Pin 6 tags' }).click()
  await expect(dialog(page).getByRole('heading')).toHaveText('Pinned: 6 tags')
  await cluster.changeTag('two', 'prod', { from: { kind: 'ImageStreamTag', name: 'two:other' } })
  await dialog(page).getByRole('button', { name: 'Undo 6 tags' }).click()
  await expect(dialog(page).getByRole('heading')).toHaveText('Taken back: 5 of 6 tags')
  await expect(line(page, 'one:prod')).toContainText('Taken back')
  await expect(line(page, 'two:prod')).toContainText('Somebody else changed this tag meanwhile.')
  await expectAccessible(page)
  const fields = (stream: (typeof before)[number] | undefined) =>
    stream?.spec?.tags?.map((tag) => ({ ...tag, generation: 0 }))
  for (const [index, name] of streams.entries()) {
    if (name !== 'two') expect(fields(await cluster.stream(name))).toEqual(fields(before[index]))
  }
  expect((await cluster.stream('two')).spec?.tags).toMatchObject([
    { name: 'prod', from: { name: 'two:other' } },
  ])
})

test('Undo of many is in the message too, where the dialog is closed already', async ({
  page,
  cluster,
}) => {
  await sixStreams(cluster)
  await choose(page, cluster.project, 'Reference policy')
  await dialog(page).getByRole('radio', { name: 'Through the internal registry' }).check()
  await dialog(page).getByRole('button', { name: 'Set the policy of 6 tags' }).click()
  await expect(dialog(page).getByRole('heading')).toHaveText('Policies set: 6 tags')
  await dialog(page).getByRole('button', { name: 'Done' }).click()
  const said = page.getByRole('region', { name: 'Results' })
  await said.getByRole('button', { name: 'Undo' }).click()
  await expect(said.getByText('Taken back: 6', { exact: true })).toBeVisible()
  const policies = await Promise.all(
    streams.map(async (name) => (await cluster.stream(name)).spec?.tags?.[0]?.referencePolicy),
  )
  expect(policies).toEqual(Array(6).fill({ type: 'Source' }))
})
