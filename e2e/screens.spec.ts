import type { Page } from '@playwright/test'
import type { Cluster } from './cluster'
import { expect, test } from './fixtures'

/** Every page, by its address in a project with a stream `web` that has a tag `prod`. */
function pagesOf({ project }: Cluster): string[] {
  const stream = `/ns/${project}/image-streams/web`
  return [
    '/all/image-streams',
    `/ns/${project}/image-streams`,
    `/ns/${project}/tags`,
    `/ns/${project}/failures`,
    `/ns/${project}/graph`,
    `/ns/${project}/graph?view=drawing`,
    '/compare',
    '/import',
    '/keys',
    ...['', '?tab=history', '?tab=graph', '?tab=details', '?tab=yaml'].map((tab) => stream + tab),
    ...['', '?tab=layers', '?tab=configuration', '?tab=history', '?tab=yaml'].map(
      (tab) => `${stream}/tags/prod${tab}`,
    ),
    '/no/such/page',
  ]
}

async function fill(cluster: Cluster) {
  await cluster.createStream('web', [
    { name: 'latest', from: { kind: 'DockerImage', name: 'registry.invalid/team/web:1' } },
    { name: 'stage', from: { kind: 'ImageStreamTag', name: 'web:prod' } },
  ])
  await cluster.push('web', 'prod', 1)
}

/** The page with its data; what waits for the network is not waited for longer than that takes. */
async function open(page: Page, path: string) {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.locator('main [class*="skel"]')).toHaveCount(0)
}

/** How far the page can be scrolled sideways. */
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

/** Controls and headings that lie over each other, in words; those inside of one another do not. */
function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parts = [...document.querySelectorAll<HTMLElement>('a, button, input, select, h1, h2')]
      .filter((part) => part.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((part) => !part.closest('svg, .ts-sr, .ts-skip'))
      .map((part) => ({ part, box: part.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 2 && box.height > 2)
    const found: string[] = []
    for (const [at, a] of parts.entries()) {
      for (const b of parts.slice(at + 1)) {
        if (a.part.contains(b.part) || b.part.contains(a.part)) continue
        const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
        const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top)
        // Small links are as easy to hit as buttons: their room reaches into that of a neighbour.
        if (width <= 4 || height <= 4) continue
        found.push(`${a.part.outerHTML.slice(0, 80)} and ${b.part.outerHTML.slice(0, 80)}`)
      }
    }
    return found
  })
}

test('at 400 %, which is 320 px, no page scrolls sideways and no control lies over another', async ({
  page,
  cluster,
}) => {
  await fill(cluster)
  await page.setViewportSize({ width: 320, height: 720 })
  for (const path of pagesOf(cluster)) {
    await open(page, path)
    expect(await sideways(page), path).toBeLessThanOrEqual(0)
    expect(await overlaps(page), path).toEqual([])
  }
})

for (const width of [320, 1280]) {
  test(`from right to left, at ${width} px, no page scrolls sideways and nothing overlaps`, async ({
    page,
    cluster,
  }) => {
    await fill(cluster)
    await page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        document.documentElement.dir = 'rtl'
      })
    })
    await page.setViewportSize({ width, height: 720 })
    for (const path of pagesOf(cluster)) {
      await open(page, path)
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
      expect(await sideways(page), path).toBeLessThanOrEqual(0)
      expect(await overlaps(page), path).toEqual([])
    }
  })
}

/** How the focused element shows that it is: by an outline, or by a line of the drawing. */
const focusLook = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement
    if (!focused || focused === document.body) return 'nothing'
    const { outlineStyle, outlineWidth } = getComputedStyle(focused)
    if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) return 'seen'
    const line = focused.querySelector('rect:last-of-type, path:nth-of-type(2)')
    const isThick = line && Number.parseFloat(getComputedStyle(line).strokeWidth) >= 4
    return isThick ? 'seen' : focused.outerHTML.slice(0, 120)
  })

test('in forced colours one always sees where the focus is', async ({ page, cluster }) => {
  await fill(cluster)
  await page.emulateMedia({ forcedColors: 'active' })
  for (const path of [`/ns/${cluster.project}/image-streams`, `/ns/${cluster.project}/graph`]) {
    await open(page, path)
    if (path.endsWith('graph')) {
      await expect(page.getByRole('button', { name: /^Tag web:prod/ })).toBeVisible()
    }
    for (let presses = 0; presses < 24; presses++) {
      await page.keyboard.press('Tab')
      const look = await focusLook(page)
      if (look === 'nothing') break
      expect(look, path).toBe('seen')
    }
  }
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeVisible()
  expect(await focusLook(page)).toBe('seen')
})
