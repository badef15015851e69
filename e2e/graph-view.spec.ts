import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { Cluster } from './cluster'
import { expect, expectAccessible, test } from './fixtures'

const drawing = (page: Page, of: string) => page.getByRole('group', { name: `Graph of ${of}` })
const node = (page: Page, name: RegExp) => page.getByRole('button', { name })

/** Three streams, each a pushed tag and many that follow it: more than a screen shows. */
async function fillTall(cluster: Cluster) {
  for (const [place, name] of ['api', 'shop', 'loyalty'].entries()) {
    await cluster.createStream(name)
    await cluster.push(name, 'main', place + 1)
    for (let tag = 0; tag < 9; tag++) {
      await cluster.createTag(name, `v${tag}`, { kind: 'ImageStreamTag', name: `${name}:main` })
    }
  }
}

/** Whether a node is within the drawing's window, above the buttons in it. */
async function expectSeen(page: Page, of: string, name: RegExp) {
  const area = await drawing(page, of).boundingBox()
  const box = await node(page, name).boundingBox()
  if (!area || !box) throw new Error(`${name} is not drawn.`)
  expect(box.x).toBeGreaterThanOrEqual(area.x)
  expect(box.y).toBeGreaterThanOrEqual(area.y)
  expect(box.x + box.width).toBeLessThanOrEqual(area.x + area.width)
  expect(box.y + box.height).toBeLessThanOrEqual(area.y + area.height - 56)
}

test('what a filter leaves is seen', async ({ page, cluster }) => {
  await fillTall(cluster)
  await page.goto(`/ns/${cluster.project}/graph`)
  await expect(node(page, /^Tag api:main, /)).toBeVisible()
  const filter = page.getByRole('searchbox', { name: /^Filter/ })
  await filter.fill('loyalty:v3')
  await expect(node(page, /^Tag api:main, /)).toHaveCount(0)
  await expect(async () => {
    await expectSeen(page, cluster.project, /^Tag loyalty:main, /)
    await expectSeen(page, cluster.project, /^Tag loyalty:v3, /)
  }).toPass()
  await filter.fill('')
  await expect(node(page, /^Tag api:main, /)).toHaveCount(1)
  await expect(async () => {
    await expectSeen(page, cluster.project, /^Tag api:main, /)
  }).toPass()
})

test('of several edges that begin at one tag, the chosen one is dragged', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'main', 1)
  await cluster.push('web', 'v1', 2)
  for (const tag of ['prod', 'canary', 'stage']) {
    await cluster.createTag('web', tag, { kind: 'ImageStreamTag', name: 'web:main' })
  }
  await cluster.createTag('web', 'next', { kind: 'ImageStreamTag', name: 'web:v1' })
  await page.goto(`/ns/${cluster.project}/graph`)
  const from = await node(page, /^Tag web:main, /).boundingBox()
  if (!from) throw new Error('The tag is not drawn.')
  const grip = { x: from.x + from.width + 4, y: from.y + from.height / 2 }
  const drag = async () => {
    await page.mouse.move(grip.x, grip.y)
    await page.mouse.down()
    await page.mouse.move(grip.x + 30, grip.y + 6, { steps: 4 })
  }

  await drag()
  await expect(page.getByText('Several edges begin here.')).toBeVisible()
  await page.mouse.move(grip.x, grip.y, { steps: 4 })
  await page.mouse.up()

  for (const tag of ['canary', 'prod', 'stage']) {
    await node(page, new RegExp(`^Tag web:${tag}, `)).click()
    await drag()
    await expect(page.getByText(`Drag to what web:${tag} should point at.`)).toBeVisible()
    await page.keyboard.press('Escape')
    await page.mouse.up()
  }
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

/** Twelve streams with a pushed tag, one that follows it, and others that are alike: folded. */
async function fillFolded(cluster: Cluster) {
  for (let stream = 0; stream < 12; stream++) {
    const name = `app-${stream}`
    const from = (tag: string) => ({ kind: 'ImageStreamTag', name: `${name}:${tag}` })
    await cluster.createStream(name, [
      { name: 'prod', from: from('main') },
      ...Array.from({ length: 8 }, (_, tag) => ({ name: `v${tag}`, from: from('prod') })),
    ])
    await cluster.push(name, 'main', stream + 1)
  }
}

test('unfolding and folding leave the keyboard with the stream, and it in sight', async ({
  page,
  cluster,
}) => {
  await fillFolded(cluster)
  await page.goto(`/ns/${cluster.project}/graph`)
  const folded = node(page, /^app-6, 10 tags, folded/)
  await folded.click()
  await expect(folded).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(node(page, /^Tag app-6:main, /)).toBeFocused()
  await expectSeen(page, cluster.project, /^Tag app-6:main, /)

  // Folded and unfolded by the buttons: the same.
  const chosen = page.getByRole('region', { name: 'What is chosen' })
  await chosen.getByRole('button', { name: 'Fold app-6' }).click()
  await expect(node(page, /^app-6, 10 tags, folded/)).toBeFocused()
  await expectSeen(page, cluster.project, /^app-6, 10 tags, folded/)
  await chosen.getByRole('button', { name: 'Unfold' }).click()
  await expect(node(page, /^Tag app-6:main, /)).toBeFocused()
  await expectSeen(page, cluster.project, /^Tag app-6:main, /)
})

test('what belongs to a folded stream is shown alone, also by way of the list', async ({
  page,
  cluster,
}) => {
  await fillFolded(cluster)
  await page.goto(`/ns/${cluster.project}/graph`)
  await node(page, /^app-3, 10 tags, folded/).click()
  const chosen = page.getByRole('region', { name: 'What is chosen' })
  await chosen.getByRole('button', { name: 'Only what belongs to it' }).click()
  await expect(node(page, /^app-4, 10 tags, folded/)).toHaveCount(0)
  await expect(node(page, /^Tag app-3:main, /)).toHaveCount(1)
  await page.getByRole('button', { name: 'List of edges' }).click()
  await page.getByRole('button', { name: 'Drawing' }).click()
  await expect(node(page, /^Tag app-3:main, /)).toHaveCount(1)
  await expect(node(page, /^app-4, 10 tags, folded/)).toHaveCount(0)
  await node(page, /^app-3:prod follows app-3:main$/).press('Enter')
  await expect(page.getByRole('dialog', { name: 'Retarget app-3:prod' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await chosen.getByRole('button', { name: 'Show everything' }).click()
  await expect(node(page, /^app-4, 10 tags, folded/)).toHaveCount(1)
})

test('who comes back from a tag finds the graph as it was left', async ({ page, cluster }) => {
  await fillFolded(cluster)
  await page.goto(`/ns/${cluster.project}/graph`)
  await node(page, /^app-9, 10 tags, folded/).press('Enter')
  const main = node(page, /^Tag app-9:main, /)
  await expect(main).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/image-streams\/app-9\/tags\/main$/)
  await page.goBack()
  await expect(main).toBeVisible()
  await expectSeen(page, cluster.project, /^Tag app-9:main, /)
  await expect(page.getByRole('region', { name: 'What is chosen' })).toContainText('app-9:main')
})

test('the keys reach every frame, the first and the last', async ({ page, cluster }) => {
  await fillTall(cluster)
  await page.goto(`/ns/${cluster.project}/graph`)
  await node(page, /^Tag api:main, /).click()
  const streams = new Set<string>()
  await page.keyboard.press('Home')
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
  for (let at = 0; at < 30; at++) {
    streams.add(/^Tag (\w+):/.exec(await focused())?.[1] ?? '')
    await page.keyboard.press('ArrowDown')
  }
  expect([...streams].sort()).toEqual(['api', 'loyalty', 'shop'])
  const last = await focused()
  await page.keyboard.press('Home')
  expect(await focused()).not.toBe(last)
  await page.keyboard.press('End')
  expect(await focused()).toBe(last)
})

test('a drawing that is saved with a person’s own colours has them apart', async ({
  page,
  cluster,
}) => {
  await fillTall(cluster)
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto(`/ns/${cluster.project}/graph`)
  await page.getByRole('button', { name: 'Save the drawing' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'As SVG' }).click()
  const svg = await readFile(await (await download).path(), 'utf8')
  const fills = (element: string) =>
    new Set([...svg.matchAll(new RegExp(`<${element} [^>]*fill="([^"]+)"`, 'g'))].map(([, c]) => c))
  const papers = fills('rect')
  for (const color of fills('text')) expect(papers).not.toContain(color)
})

test('an edge that is dragged to the border takes the drawing along', async ({ page, cluster }) => {
  await fillTall(cluster)
  await page.setViewportSize({ width: 1280, height: 700 })
  await page.goto(`/ns/${cluster.project}/graph`)
  const area = await drawing(page, cluster.project).boundingBox()
  await node(page, /^Tag api:v4, /).click()
  const main = await node(page, /^Tag api:main, /).boundingBox()
  if (!area || !main) throw new Error('The tag is not drawn.')
  await page.mouse.move(main.x + main.width + 4, main.y + main.height / 2)
  await page.mouse.down()
  await page.mouse.move(area.x + area.width / 2, area.y + area.height - 6, { steps: 6 })
  await expect(page.getByText('Drag to what api:v4 should point at.')).toBeVisible()
  await expect
    .poll(async () => (await node(page, /^Tag api:main, /).boundingBox())?.y ?? -999)
    .toBeLessThan(main.y - 60)
  await page.keyboard.press('Escape')
  await page.mouse.up()
})

test('a long chain is drawn in lines, and what all come from stands beside each', async ({
  page,
  cluster,
}) => {
  const base = { kind: 'DockerImage', name: 'quay.invalid/base/ubi:9' }
  for (let at = 0; at < 24; at++) {
    const before = { kind: 'ImageStreamTag', name: `step-${at - 1}:a` }
    await cluster.createStream(`step-${at}`, [
      { name: 'a', from: base, reference: true },
      ...(at > 0 ? [{ name: 'b', from: before, reference: true }] : []),
      ...['c', 'd', 'e'].map((name) => ({ name, from: { kind: 'ImageStreamTag', name: 'a' } })),
    ])
  }
  await page.goto(`/ns/${cluster.project}/graph`)
  await page.getByRole('button', { name: 'Fit', exact: true }).click()
  // All of it is seen, and large enough to be told apart.
  const boxes = await Promise.all(
    [0, 8, 16, 23].map(async (at) => node(page, new RegExp(`^step-${at}, `)).boundingBox()),
  )
  const rows = new Set(boxes.map((box) => Math.round(box?.y ?? 0)))
  expect(rows.size).toBeGreaterThan(1)
  for (const box of boxes) expect(box?.width).toBeGreaterThan(208 * 0.3)

  const shared = node(page, /^Registry image quay\.invalid\/base\/ubi/)
  await expect(shared).toHaveCount(24)
  await shared.nth(3).click()
  const chosen = page.getByRole('region', { name: 'What is chosen' })
  await expect(chosen).toContainText('24 tags of it, drawn beside each stream that uses it')
  await expectAccessible(page)
  await chosen.getByRole('button', { name: 'Only what belongs to it' }).click()
  await expect(node(page, /^step-23, /)).toBeVisible()
  // The list is of what there is: the image is one.
  await page.getByRole('button', { name: 'List of edges' }).click()
  await expect(page.getByRole('table')).toBeVisible()
  await expectAccessible(page)
})
