import type { Page } from '@playwright/test'
import { type Cluster, digest } from './cluster'
import { expect, needsSample, test } from './fixtures'

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
    `/compare?${new URLSearchParams({ left: `${project}/web:prod`, right: `${project}/web:old` })}`,
    '/import',
    `/import?${new URLSearchParams({ namespace: project, from: 'registry.invalid/team/web' })}`,
    '/keys',
    ...['', '?tab=history', '?tab=graph', '?tab=details', '?tab=yaml'].map((tab) => stream + tab),
    `${stream}/tags/prod`,
    ...['layers', 'configuration', 'manifests', 'signatures', 'history', 'yaml'].map(
      (tab) => `${stream}/tags/prod?tab=${tab}`,
    ),
    ...['', '?tab=signatures'].map((tab) => `${stream}/images/${digest(1)}${tab}`),
    '/no/such/page',
  ]
}

async function fill(cluster: Cluster) {
  await cluster.createStream('web', [
    { name: 'latest', from: { kind: 'DockerImage', name: 'registry.invalid/team/web:1' } },
    { name: 'stage', from: { kind: 'ImageStreamTag', name: 'web:prod' } },
  ])
  await cluster.push('web', 'old', 2)
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
function overlaps(page: Page, inside = 'body'): Promise<string[]> {
  return page.evaluate((within) => {
    const controls = 'a, button, input, select, textarea, h1, h2'
    const parts = [...document.querySelectorAll<HTMLElement>(controls)]
      .filter((part) => part.closest(within))
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
  }, inside)
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
  const { project } = cluster
  for (const path of [
    `/ns/${project}/image-streams`,
    `/ns/${project}/graph`,
    `/ns/${project}/image-streams/web/tags/prod?tab=signatures`,
    `/ns/${project}/image-streams/web/tags/prod?tab=manifests`,
    `/import?namespace=${project}`,
  ]) {
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

for (const [name, width, direction] of [
  ['at 400 %', 320, 'ltr'],
  ['from right to left', 1280, 'rtl'],
  ['from right to left, at 400 %', 320, 'rtl'],
  ['on a very wide screen', 2560, 'ltr'],
] as const) {
  test(`${name} the dialog about many tags and the search fit, and nothing in them overlaps`, async ({
    page,
    cluster,
  }) => {
    await fill(cluster)
    await page.setViewportSize({ width, height: 720 })
    await open(page, `/ns/${cluster.project}/tags`)
    await page.evaluate((dir) => {
      document.documentElement.dir = dir
    }, direction)
    await page.getByRole('checkbox', { name: /^Select web:prod/ }).check()
    const bar = page.getByRole('toolbar', { name: 'Selected' })
    // Where there is little room all but the first are in a menu.
    if (width < 400) {
      await bar.getByRole('button', { name: 'More to do' }).click()
      await page.getByRole('menuitem', { name: 'Delete' }).click()
    } else await bar.getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('button', { name: /^Delete 1/ })).toBeVisible()
    expect(await sideways(page)).toBeLessThanOrEqual(0)
    expect(await overlaps(page, '[role="dialog"]')).toEqual([])
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)

    await page.keyboard.press('Control+k')
    await page.keyboard.insertText('web')
    const answers = page.getByRole('listbox', { name: 'Answers' })
    await expect(answers.getByRole('option').first()).toBeVisible()
    expect(await sideways(page)).toBeLessThanOrEqual(0)
    expect(await overlaps(page, 'dialog[open]')).toEqual([])
  })
}

test('on a very wide screen no page scrolls sideways and nothing overlaps', async ({
  page,
  cluster,
}) => {
  await fill(cluster)
  await page.setViewportSize({ width: 2560, height: 1300 })
  for (const path of pagesOf(cluster)) {
    await open(page, path)
    expect(await sideways(page), path).toBeLessThanOrEqual(0)
    expect(await overlaps(page), path).toEqual([])
  }
})

/** What moves, or would when it changes, in words. */
const moving = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter((part) => {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(part)
        const lasts = transitionDuration.split(',').some((time) => Number.parseFloat(time) > 0.01)
        return animationName !== 'none' || lasts || scrollBehavior === 'smooth'
      })
      .map((part) => part.outerHTML.slice(0, 100)),
  )

test('who wants less motion sees none', async ({ page, cluster }) => {
  needsSample()
  await fill(cluster)
  // An edge that is imported on schedule runs, for who has nothing against it.
  await open(page, '/ns/shop/graph')
  const scheduled = page.getByRole('button', { name: /^api:latest is imported on schedule from/ })
  await expect(scheduled).toHaveCount(1)
  expect(await moving(page)).not.toEqual([])
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await moving(page)).toEqual([])
  for (const path of pagesOf(cluster)) {
    await open(page, path)
    expect(await moving(page), path).toEqual([])
  }
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeVisible()
  expect(await moving(page)).toEqual([])
})

test('on paper a signature page has its checks, in the light theme, and nothing to press', async ({
  page,
  cluster,
}) => {
  await fill(cluster)
  await page.emulateMedia({ colorScheme: 'dark' })
  await open(page, `/ns/${cluster.project}/image-streams/web/tags/prod?tab=signatures`)
  const root = page.locator('html')
  await expect(root).toHaveClass(/pf-v6-theme-dark/)
  const given = page.getByRole('heading', { name: 'Check a file of yours' })
  await expect(given).toBeVisible()
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(root).not.toHaveClass(/pf-v6-theme-dark/)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Signatures' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Layers' })).toHaveCount(0)
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await expect(given).toHaveCount(0)
})
