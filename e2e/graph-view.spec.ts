import type { Page } from '@playwright/test'
import type { Cluster } from './cluster'
import { expect, test } from './fixtures'

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
