import { randomBytes } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import { type APIRequestContext, test as base, expect, type Page } from '@playwright/test'
import { Cluster } from './cluster'
import { apiToken, apiUrl, mode } from './mode'
import { type OpenAs, somebodyFixture } from './somebody'

export { expect }

/** Skips a test that needs the sample, or its registries, which an API server of others does not have. */
export function needsSample(): void {
  base.skip(mode === 'server', 'needs the embedded API: its sample, or the registries of it')
}

/** Every test has a project of its own, removed when it ends; and a page that must not complain. */
export const test = base.extend<
  {
    cluster: Cluster
    /** A second project, for what goes from one to another. */
    otherCluster: Cluster
    /** A page of somebody who may not do everything, before a gateway of its own. */
    openAs: OpenAs
    complaints: string[]
  },
  { api: APIRequestContext }
>({
  // The API itself, without a gateway between: what is prepared is no part of what is tested.
  api: [
    async ({ playwright }, use) => {
      const api = await playwright.request.newContext({
        baseURL: apiUrl,
        ignoreHTTPSErrors: true,
        ...(apiToken && { extraHTTPHeaders: { authorization: `Bearer ${apiToken}` } }),
      })
      await use(api)
      await api.dispose()
    },
    { scope: 'worker' },
  ],

  cluster: async ({ api }, use) => {
    const cluster = new Cluster(api, `e2e-${randomBytes(4).toString('hex')}`)
    await cluster.makeProject()
    await use(cluster)
    await cluster.removeProject()
  },

  otherCluster: async ({ api }, use) => {
    const cluster = new Cluster(api, `e2e-${randomBytes(4).toString('hex')}`)
    await cluster.makeProject()
    await use(cluster)
    await cluster.removeProject()
  },

  ...somebodyFixture,

  // Auto: a page that throws, or that the CSP stops, fails its test whatever else it shows.
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (/Content Security Policy|Minified React error|unique "key"/.test(message.text())) {
          complaints.push(message.text())
        }
      })
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Nothing found by axe, in the light and in the dark theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveClass(
      colorScheme === 'dark' ? /pf-v6-theme-dark/ : /^(?!.*pf-v6-theme-dark)/,
    )
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
    expect(
      violations.map(
        ({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map((n) => n.html).join(' ')}`,
      ),
    ).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null })
}
