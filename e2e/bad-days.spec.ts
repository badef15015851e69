import { writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { Page } from '@playwright/test'
import { TestCluster } from '../scripts/test-cluster/test-cluster.js'
import { test as base, expect, expectAccessible } from './fixtures'
import { GatewayProcess } from './gateway-process'
import { apiUrl } from './mode'

// The API server has a bad day, and the page stands before a gateway that forwards to it: what is wrong is
// said in words, nothing that was typed is lost, and all goes on by itself when the day gets better.

const TOKEN = 'token-of-the-proxy-before-the-gateway'

const test = base.extend<{ upstream: TestCluster; gateway: GatewayProcess }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern
  upstream: async ({}, use) => {
    const upstream = new TestCluster({ backend: apiUrl, people: { admin: TOKEN } })
    await upstream.start()
    await use(upstream)
    await upstream.stop()
  },

  gateway: async ({ upstream }, use, testInfo) => {
    const ca = testInfo.outputPath('ca.crt')
    writeFileSync(ca, upstream.authority.certificate)
    const gateway = await GatewayProcess.prepare({
      flags: ['--upstream', upstream.url, '--upstream-ca', ca],
    })
    await gateway.start()
    await use(gateway)
    await gateway.remove()
  },

  extraHTTPHeaders: { authorization: `Bearer ${TOKEN}` },
})

const isList = ({ method, url = '' }: IncomingMessage) =>
  method === 'GET' && /\/imagestreams\?/.test(url) && !url.includes('watch=')
const isWrite = ({ method, url = '' }: IncomingMessage) =>
  method === 'PATCH' && !url.includes('dryRun')

const live = (page: Page) => page.getByText('Live', { exact: true })
const stream = (page: Page) => page.getByRole('link', { name: 'web', exact: true })

/** The dialog that retargets web:prod, with web:dev written in it. */
async function writeTarget(page: Page, url: string, project: string) {
  await page.goto(`${url}/ns/${project}/image-streams/web/tags/prod`)
  await page.getByRole('button', { name: 'Retarget', exact: true }).click()
  const editor = page.getByRole('dialog', { name: 'Retarget web:prod' })
  const target = editor.getByRole('combobox').first()
  await target.fill('web:dev')
  await expect(editor.getByText('The server accepts it (dry run)')).toBeVisible()
  return { editor, target, save: editor.getByRole('button', { name: 'Retarget prod' }) }
}

test.beforeEach(async ({ cluster }) => {
  await cluster.createStream('web')
  for (const [n, tag] of ['prod', 'dev', 'next'].entries()) await cluster.push('web', tag, n + 1)
})

test('killed: the page says that it is not live, keeps its rows, and catches up', async ({
  page,
  cluster,
  gateway,
  upstream,
}) => {
  await page.goto(`${gateway.url}/ns/${cluster.project}/image-streams`)
  await expect(live(page)).toBeVisible()
  await upstream.kill()
  await expect(
    page.getByText(/Connection lost .*What you see is from .*Trying again by itself/),
  ).toBeVisible()
  await expect(stream(page)).toBeVisible()
  await expectAccessible(page)
  await cluster.label('web', { missed: 'yes' })
  await upstream.revive()
  await expect(live(page)).toBeVisible({ timeout: 40_000 })
  await expect(page.getByRole('row', { name: /^web/ })).toContainText('missed=yes')
})

test('killed while somebody edits: what was typed stays, and is asked and saved once it is back', async ({
  page,
  cluster,
  gateway,
  upstream,
}) => {
  const { editor, target, save } = await writeTarget(page, gateway.url, cluster.project)
  await upstream.kill()
  await target.fill('web:next')
  await expect(editor.getByText('The server could not be asked beforehand.')).toBeVisible()
  await save.click()
  await expect(editor.getByRole('alert')).toContainText(
    'The server cannot do it now. Nothing was saved.',
  )
  await expect(editor.getByRole('alert')).toContainText('cannot reach the API server')
  await expectAccessible(page)
  await upstream.revive()
  await expect(editor.getByText('The server accepts it (dry run)')).toBeVisible()
  await expect(target).toHaveValue('web:next')
  await save.click()
  await expect(editor).toBeHidden()
  expect((await cluster.tag('web', 'prod')).tag?.from?.name).toBe('web:next')
})

test('hanging: a page that waits long says so, and is there when it is answered', async ({
  page,
  cluster,
  gateway,
  upstream,
}) => {
  upstream.fallIll((request) => (isList(request) ? 'hangs' : undefined))
  await page.goto(`${gateway.url}/ns/${cluster.project}/image-streams`)
  await expect(page.getByText('The cluster is slow to answer.').first()).toBeVisible()
  await expectAccessible(page)
  upstream.recover()
  await expect(stream(page)).toBeVisible()
  await expect(live(page)).toBeVisible()
})

test('half an answer to a read is never taken for a whole one', async ({
  page,
  cluster,
  gateway,
  upstream,
}) => {
  upstream.fallIll((request) => (isList(request) ? 'half' : undefined))
  await page.goto(`${gateway.url}/ns/${cluster.project}/image-streams`)
  await expect(page.getByRole('alert')).toContainText('The cluster cannot be reached')
  await expect(page.getByText(/no image streams/i)).toHaveCount(0)
  await expectAccessible(page)
  upstream.recover()
  await expect(stream(page)).toBeVisible()
})

test('half an answer to a write: it is found out that it was done, and nothing is sent again', async ({
  page,
  cluster,
  gateway,
  upstream,
}) => {
  const { editor, save } = await writeTarget(page, gateway.url, cluster.project)
  let writes = 0
  upstream.fallIll((request) => {
    if (!isWrite(request)) return undefined
    writes++
    return 'half'
  })
  await save.click()
  await expect(editor).toBeHidden()
  expect(writes).toBe(1)
  expect((await cluster.tag('web', 'prod')).tag?.from?.name).toBe('web:dev')
})

test('watches that are reset, and a new certificate, cost nothing', async ({
  page,
  cluster,
  gateway,
  upstream,
}) => {
  await page.goto(`${gateway.url}/ns/${cluster.project}/image-streams`)
  await expect(live(page)).toBeVisible()
  for (const round of ['1', '2', '3']) {
    upstream.rotateCertificate()
    upstream.breakConnections()
    await cluster.label('web', { round })
    await expect(page.getByRole('row', { name: /^web/ })).toContainText(`round=${round}`)
    await expect(live(page)).toBeVisible()
  }
})

for (const status of [429, 503]) {
  test(`a ${status} with Retry-After is told, waited for, and got over`, async ({
    page,
    cluster,
    gateway,
    upstream,
  }) => {
    const asked: number[] = []
    upstream.fallIll((request) => {
      if (!isList(request)) return undefined
      asked.push(Date.now())
      return { status, message: 'the cluster has its hands full', retryAfter: 2 }
    })
    await page.goto(`${gateway.url}/ns/${cluster.project}/image-streams`)
    const alert = page.getByRole('alert')
    await expect(alert).toContainText('the cluster has its hands full', { timeout: 20_000 })
    await expectAccessible(page)
    const pauses = asked.slice(1).map((at, index) => at - (asked[index] ?? 0))
    expect(pauses.length).toBeGreaterThan(0)
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1_900)
    upstream.recover()
    await expect(stream(page)).toBeVisible()
  })
}

test('too busy for a write: it says that nothing was saved, and what was typed can be sent again', async ({
  page,
  cluster,
  gateway,
  upstream,
}) => {
  const { editor, target, save } = await writeTarget(page, gateway.url, cluster.project)
  upstream.fallIll((request) =>
    isWrite(request) ? { status: 429, message: 'too many requests', retryAfter: 1 } : undefined,
  )
  await save.click()
  await expect(editor.getByRole('alert')).toContainText(
    'The server cannot do it now. Nothing was saved.',
  )
  await expect(target).toHaveValue('web:dev')
  upstream.recover()
  await save.click()
  await expect(editor).toBeHidden()
  expect((await cluster.tag('web', 'prod')).tag?.from?.name).toBe('web:dev')
})

test('a token that ends: the page asks to sign in again, keeps what was typed, and goes on', async ({
  page,
  context,
  cluster,
  gateway,
  upstream,
}) => {
  const { editor, target, save } = await writeTarget(page, gateway.url, cluster.project)
  const { people } = upstream
  upstream.people = {}
  upstream.breakConnections()
  await save.click()
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await expect(dialog).toContainText('What you typed is still here.')
  await expectAccessible(page)
  // What stands before the gateway signs in again, and the new tab says so.
  upstream.people = people
  const opened = context.waitForEvent('page')
  await dialog.getByRole('link', { name: 'Sign in in a new tab' }).click()
  const tab = await opened
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText('You are signed in')
  await tab.close()
  await expect(dialog).toBeHidden()
  await expect(target).toHaveValue('web:dev')
  await save.click()
  await expect(editor).toBeHidden()
  expect((await cluster.tag('web', 'prod')).tag?.from?.name).toBe('web:dev')
})
