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
