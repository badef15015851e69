import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { type Cluster, digest } from './cluster'
import { expect, expectAccessible, test } from './fixtures'

const drawing = (page: Page, of: string) => page.getByRole('group', { name: `Graph of ${of}` })
const node = (page: Page, name: RegExp) => page.getByRole('button', { name })

/** A stream whose tags point in every way: registry, tag, image, nothing that is there. */
async function fill(cluster: Cluster) {
  await cluster.createStream('web', [
    { name: 'latest', from: { kind: 'DockerImage', name: 'quay.invalid/acme/web:1' } },
  ])
  await cluster.push('web', 'main', 1)
  await cluster.push('web', 'v1', 2)
  await cluster.createTag('web', 'prod', { kind: 'ImageStreamTag', name: 'web:main' })
  await cluster.createTag('web', 'pinned', {
    kind: 'ImageStreamImage',
    name: `web@${digest(2)}`,
  })
  await cluster.createTag('web', 'lost', { kind: 'ImageStreamTag', name: 'web:gone' })
  await cluster.createStream('copy')
  await cluster.createTag('copy', 'v1', { kind: 'ImageStreamTag', name: 'web:v1' })
}

test('the graph shows what points at what, each edge by its line and its word', async ({
  page,
  cluster,
}) => {
  await fill(cluster)
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Graph' }).click()
  await expect(page).toHaveURL(`/ns/${cluster.project}/graph`)
  await expect(drawing(page, cluster.project)).toBeVisible()
  await expect(node(page, /^Tag web:main, Pushed/)).toBeVisible()
  await expect(node(page, /^web:prod follows web:main$/)).toHaveCount(1)
  await expect(node(page, /^web:pinned is pinned to image of web 000000020000$/)).toHaveCount(1)
  await expect(node(page, /^web:lost points at web:gone, which does not exist$/)).toHaveCount(1)
  // Copied from a pushed image, the server keeps which one: the tag is no follower (S-5).
  await expect(node(page, /^copy:v1 was copied once from web:v1$/)).toHaveCount(1)
  await expect(node(page, /^Tag web:v1, /)).toBeVisible()
  await expectAccessible(page)
})

test('by keyboard: arrows move along the edges, Enter opens the tag, e the edit', async ({
  page,
  cluster,
}) => {
  await fill(cluster)
  await page.goto(`/ns/${cluster.project}/graph`)
  const main = node(page, /^Tag web:main, /)
  await main.click()
  await expect(main).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(node(page, /^web:prod follows web:main$/)).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(node(page, /^Tag web:prod, /)).toBeFocused()
  await expect(page.getByRole('region', { name: 'What is chosen' })).toContainText(
    'Follows web:main',
  )
  await expectAccessible(page)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Retarget web:prod' })
  await expect(dialog.getByRole('combobox').first()).toHaveValue('web:main')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(node(page, /^web:prod follows web:main$/)).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`/ns/${cluster.project}/image-streams/web/tags/prod`)
})

test('an edge that is dragged to another node opens the edit with it; only saving writes', async ({
  page,
  cluster,
}) => {
  await fill(cluster)
  await page.goto(`/ns/${cluster.project}/graph`)
  const writes: string[] = []
  page.on('request', (request) => {
    const isWrite = request.method() !== 'GET' && request.url().includes('imagestreamtags')
    if (isWrite && !request.url().includes('dryRun')) writes.push(request.method())
  })
  const from = await node(page, /^Tag web:main, /).boundingBox()
  const to = await node(page, /^Tag web:v1, /).boundingBox()
  if (!from || !to) throw new Error('The tags are not drawn.')
  const grip = { x: from.x + from.width + 4, y: from.y + from.height / 2 }

  // Let go where nothing is, nothing happens.
  await page.mouse.move(grip.x, grip.y)
  await page.mouse.down()
  await page.mouse.move(grip.x + 30, grip.y + 6, { steps: 4 })
  await expect(page.getByText('Drag to what web:prod should point at.')).toBeVisible()
  await page.mouse.up()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.mouse.move(grip.x, grip.y)
  await page.mouse.down()
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 })
  await expect(page.getByText('Let go to point web:prod at web:v1')).toBeVisible()
  await page.mouse.up()
  const dialog = page.getByRole('dialog', { name: 'Retarget web:prod' })
  await expect(dialog.getByRole('combobox').first()).toHaveValue('web:v1')
  await expect(dialog.getByText('The server accepts it (dry run)')).toBeVisible()
  expect(writes).toEqual([])
  await dialog.getByRole('button', { name: 'Retarget prod' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(node(page, /^web:prod follows web:v1$/)).toHaveCount(1)
  expect((await cluster.tag('web', 'prod')).image.metadata.name).toBe(digest(2))
})

test('the list of edges says the same, filters, and retargets', async ({ page, cluster }) => {
  await fill(cluster)
  await page.goto(`/ns/${cluster.project}/graph`)
  await page.getByRole('button', { name: 'List of edges' }).click()
  await expect(page).toHaveURL(/view=list/)
  const table = page.getByRole('table')
  await expect(table.getByRole('row', { name: /^web:prod follows web:main$/ })).toBeVisible()
  await expect(table.getByRole('row', { name: /^web:lost points at web:gone/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('searchbox', { name: /^Filter/ }).fill('prod')
  await expect(table.getByRole('row', { name: /^web:lost/ })).toHaveCount(0)
  await table.getByRole('button', { name: 'Retarget web:prod' }).click()
  await expect(page.getByRole('dialog', { name: 'Retarget web:prod' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox', { name: /^Filter/ }).fill('nothing-like-it')
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible()
})

test('a stream has its own graph, and on a phone it is the list', async ({ page, cluster }) => {
  await fill(cluster)
  await page.goto(`/ns/${cluster.project}/image-streams/copy?tab=graph`)
  await expect(drawing(page, 'copy')).toBeVisible()
  await expect(node(page, /^copy:v1 was copied once from web:v1$/)).toHaveCount(1)
  await expect(node(page, /^Tag web:main/)).toHaveCount(0)
  await page.setViewportSize({ width: 360, height: 740 })
  await expect(page.getByRole('row', { name: /^copy:v1 was copied once/ })).toBeVisible()
  await expect(drawing(page, 'copy')).toHaveCount(0)
  await expectAccessible(page)
})

test('the drawing is saved as SVG and as PNG', async ({ page, cluster }) => {
  await fill(cluster)
  await page.goto(`/ns/${cluster.project}/graph`)
  for (const [kind, start] of [
    ['SVG', '<svg xmlns'],
    ['PNG', '\u{89}PNG'],
  ] as const) {
    await page.getByRole('button', { name: 'Save the drawing' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: `As ${kind}` }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe(`${cluster.project}-graph.${kind.toLowerCase()}`)
    const bytes = await readFile(await file.path())
    expect(bytes.toString('latin1').startsWith(start)).toBe(true)
  }
})

test('many streams are folded, and unfold where one looks closer', async ({ page, cluster }) => {
  for (let stream = 0; stream < 12; stream++) {
    await cluster.createStream(
      `app-${stream}`,
      Array.from({ length: 8 }, (_, tag) => ({
        name: `v${tag}`,
        from: { kind: 'ImageStreamTag', name: tag === 0 ? 'missing' : 'v0' },
      })),
    )
  }
  await page.goto(`/ns/${cluster.project}/graph`)
  const folded = node(page, /^app-3, 8 tags, folded/)
  await expect(folded).toHaveCount(1)
  await folded.press('Enter')
  await expect(node(page, /^app-3, 7 tags that are alike, folded/)).toHaveCount(1)
  await expect(node(page, /^Tag app-3:v0, /)).toHaveCount(1)
  await expect(node(page, /^app-4, 8 tags, folded/)).toHaveCount(1)
  await expectAccessible(page)
})

/** Where a node is drawn. */
async function placeOf(page: Page, name: RegExp) {
  const box = await node(page, name).boundingBox()
  if (!box) throw new Error(`${name} is not drawn.`)
  return box
}

/** What a page does about something it has done by then: that it does nothing can be seen only so. */
function nextFrames(page: Page) {
  return page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
}

test('by pointer: zoomed by the wheel and by buttons, moved, fitted', async ({ page, cluster }) => {
  await fill(cluster)
  await page.goto(`/ns/${cluster.project}/graph`)
  const main = /^Tag web:main, /
  const before = await placeOf(page, main)
  const window = await drawing(page, cluster.project).boundingBox()
  if (!window) throw new Error('There is no drawing.')

  // The wheel alone is the page's; with Ctrl it zooms, and what is under the pointer stays there.
  await page.mouse.move(before.x, before.y)
  await page.mouse.wheel(0, -120)
  await nextFrames(page)
  expect((await placeOf(page, main)).width).toBeCloseTo(before.width, 0)
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -120)
  await page.keyboard.up('Control')
  await expect
    .poll(async () => (await placeOf(page, main)).width)
    .toBeGreaterThan(before.width * 1.3)
  const near = await placeOf(page, main)
  // Its border keeps its width, so that its box does not grow quite as it does.
  expect(Math.abs(near.x - before.x)).toBeLessThan(1)
  expect(Math.abs(near.y - before.y)).toBeLessThan(1)

  await page.getByRole('button', { name: 'Zoom out' }).click()
  await expect.poll(async () => (await placeOf(page, main)).width).toBeCloseTo(near.width / 1.25, 0)
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expect.poll(async () => (await placeOf(page, main)).width).toBeCloseTo(near.width, 0)

  // Moved by its ground: everything goes along, and nothing is chosen by it.
  const from = await placeOf(page, main)
  const ground = { x: window.x + window.width - 30, y: window.y + 20 }
  await page.mouse.move(ground.x, ground.y)
  await page.mouse.down()
  await page.mouse.move(ground.x - 60, ground.y + 45, { steps: 5 })
  await page.mouse.up()
  await expect.poll(async () => (await placeOf(page, main)).x).toBeCloseTo(from.x - 60, 0)
  expect((await placeOf(page, main)).y).toBeCloseTo(from.y + 45, 0)
  await expect(page.getByText('Choose a tag or an edge')).toBeVisible()

  // Moved by a node too: a drag is no click.
  await page.mouse.move(from.x, from.y + 65)
  await page.mouse.down()
  await page.mouse.move(from.x + 20, from.y + 85, { steps: 5 })
  await page.mouse.up()
  await expect.poll(async () => (await placeOf(page, main)).x).toBeCloseTo(from.x - 40, 0)
  await nextFrames(page)
  await expect(page.getByText('Choose a tag or an edge')).toBeVisible()

  await page.getByRole('button', { name: 'Fit' }).click()
  for (const name of [main, /^Tag web:prod, /, /^Tag copy:v1, /]) {
    const box = await placeOf(page, name)
    expect(box.x).toBeGreaterThanOrEqual(window.x)
    expect(box.x + box.width).toBeLessThanOrEqual(window.x + window.width)
    expect(box.y).toBeGreaterThanOrEqual(window.y)
    expect(box.y + box.height).toBeLessThanOrEqual(window.y + window.height)
  }
})

test('two fingers zoom what is between them, one moves it', async ({ page, cluster }) => {
  await fill(cluster)
  await page.goto(`/ns/${cluster.project}/graph`)
  const main = /^Tag web:main, /
  const before = await placeOf(page, main)
  const at = { x: before.x + before.width / 2, y: before.y + before.height / 2 }
  const client = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...places: [number, number][]) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: places.map(([x, y], id) => ({ x: at.x + x, y: at.y + y, id })),
    })

  await touch('touchStart', [-30, 0], [30, 0])
  await touch('touchMove', [-40, 0], [40, 0])
  await touch('touchMove', [-60, 0], [60, 0])
  await touch('touchEnd')
  await expect.poll(async () => (await placeOf(page, main)).width).toBeCloseTo(before.width * 2, -1)
  const near = await placeOf(page, main)
  expect(near.x + near.width / 2).toBeCloseTo(at.x, -1)

  await touch('touchStart', [0, 0])
  await touch('touchMove', [0, 30])
  await touch('touchMove', [0, 50])
  await touch('touchEnd')
  await expect.poll(async () => (await placeOf(page, main)).y).toBeCloseTo(near.y + 50, -1)
  await expect(page.getByText('Choose a tag or an edge')).toBeVisible()
})

test('by pointer: a click chooses, its neighbourhood alone is shown, a double click opens', async ({
  page,
  cluster,
}) => {
  await fill(cluster)
  await page.goto(`/ns/${cluster.project}/graph`)
  const v1 = node(page, /^Tag web:v1, /)
  await v1.click()
  await expect(v1).toBeFocused()
  const chosen = page.getByRole('region', { name: 'What is chosen' })
  await expect(chosen).toContainText('web:v1')
  await chosen.getByRole('button', { name: 'Only what belongs to it' }).click()
  await expect(node(page, /^copy:v1 was copied once from web:v1$/)).toHaveCount(1)
  await expect(node(page, /^Tag web:main, /)).toHaveCount(0)
  await expectAccessible(page)
  await chosen.getByRole('button', { name: 'Show everything' }).click()
  await expect(node(page, /^Tag web:main, /)).toHaveCount(1)

  // The filter narrows the drawing as it does the list; words that match nothing say so.
  await page.getByRole('searchbox', { name: /^Filter/ }).fill('copy')
  await expect(node(page, /^Tag web:main, /)).toHaveCount(0)
  await expect(node(page, /^Tag copy:v1, /)).toHaveCount(1)
  await page.getByRole('searchbox', { name: /^Filter/ }).fill('')
  await node(page, /^Tag web:prod, /).dblclick()
  await expect(page).toHaveURL(`/ns/${cluster.project}/image-streams/web/tags/prod`)
})
