import type { Page, PlaywrightWorkerArgs } from '@playwright/test'
import { Cluster } from './cluster'
import { GatewayProcess } from './gateway-process'

const ADMIN = 'admin-token,admin,1,"system:masters"'
const READER = 'reader-token,reader,2,"system:cluster-readers"'

export interface Somebody {
  page: Page
  /** Of the gateway, which has nothing but what the test makes. */
  url: string
  /** A project, made and filled by somebody who may do everything. */
  project: (name: string) => Promise<Cluster>
}

export interface SomebodyOptions {
  /** A line of the token file; left out: who may read everything and change nothing. */
  person?: string
  /** Lines of the roles file. */
  roles?: string[]
  flags?: string[]
}

/** Starts a gateway with the embedded API, and opens a page there as somebody who may not do everything. */
export type OpenAs = (options?: SomebodyOptions) => Promise<Somebody>

/** The fixture `openAs`, on top of another test's. */
export const somebodyFixture = {
  openAs: async (
    { browser, playwright }: PlaywrightWorkerArgs,
    use: (open: OpenAs) => Promise<void>,
  ) => {
    const ends: (() => Promise<unknown>)[] = []
    await use(async ({ person = READER, roles, flags = [] } = {}) => {
      const gateway = await GatewayProcess.prepare({
        tokens: [ADMIN, person],
        ...(roles && { roles }),
        flags,
      })
      ends.push(() => gateway.remove())
      await gateway.start()
      const as = (line: string) => ({ authorization: `Bearer ${line.split(',')[0]}` })
      const admin = await playwright.request.newContext({
        extraHTTPHeaders: as(ADMIN),
      })
      ends.push(() => admin.dispose())
      // The token comes as an authenticating proxy would add it: pages know none.
      const context = await browser.newContext({ extraHTTPHeaders: as(person) })
      ends.push(() => context.close())
      return {
        page: await context.newPage(),
        url: gateway.url,
        async project(name) {
          const cluster = new Cluster(admin, name, gateway.url)
          await cluster.makeProject()
          return cluster
        },
      }
    })
    for (const end of ends.reverse()) await end()
  },
}
