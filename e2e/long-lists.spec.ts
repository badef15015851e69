import type { Cluster } from './cluster'
import { expect, test } from './fixtures'

// Longer than the first page of a list: the rest is read and reduced by a thread of its own.

const COUNT = 45

async function makeStreams(cluster: Cluster) {
  for (let at = 0; at < COUNT; at++) {
    await cluster.createStream(`web-${String(at).padStart(2, '0')}`)
  }
}

test('the rest of a list is read by a worker, and watched like the first rows', async ({
  page,
  cluster,
}) => {
  await makeStreams(cluster)
  const worker = page.waitForEvent('worker')
  await page.goto(`/ns/${cluster.project}/image-streams?sort=-name`)
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', String(COUNT + 1))
  expect((await worker).url()).toContain('row-pages-worker')
  await expect(page.getByRole('row', { name: /^web-44/ })).toBeVisible()
  await cluster.label('web-44', { late: 'yes' })
  await expect(page.getByRole('row', { name: /^web-44/ })).toContainText('late=yes')
})

test('where the worker cannot be had the list is whole all the same', async ({ page, cluster }) => {
  await makeStreams(cluster)
  await page.route(/row-pages-worker/, (route) => route.fulfill({ status: 404 }))
  await page.goto(`/ns/${cluster.project}/image-streams?sort=-name`)
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', String(COUNT + 1))
  await expect(page.getByRole('row', { name: /^web-44/ })).toBeVisible()
})

test('a page of the list that fails leaves what is there, and is asked for again', async ({
  page,
  cluster,
}) => {
  await makeStreams(cluster)
  let failures = 1
  await page.route(/imagestreams\?.*continue=/, (route) =>
    failures-- > 0 ? route.abort() : route.continue(),
  )
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', String(COUNT + 1), {
    timeout: 20_000,
  })
  await expect(page.getByText(/could not be read/)).toHaveCount(0)
})
