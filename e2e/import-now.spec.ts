import type { ImageStream, TagReference } from '@/domain/kinds/image-stream'
import { digest } from './cluster'
import { expect, expectAccessible, needsSample, test } from './fixtures'

test.beforeEach(needsSample)

/** One of the sample's registries, which the importer answers for by itself. */
const source = 'registry.acme.test/library/postgres'
const docker = (name: string) => ({ kind: 'DockerImage', name })

const wish = (stream: ImageStream, tag: string): TagReference | undefined =>
  stream.spec?.tags?.find(({ name }) => name === tag)
const held = (stream: ImageStream, tag: string) =>
  stream.status?.tags?.find((list) => list.tag === tag)?.items ?? []

test('a tag that failed is imported from its page once the cause is gone, with its policy as it was (S-35)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web', [
    {
      name: 'prod',
      from: docker('plain.acme.test:5000/library/retired:1'),
      importPolicy: { importMode: 'PreserveOriginal', scheduled: true },
      referencePolicy: { type: 'Local' },
      annotations: { owner: 'maria' },
    },
  ])
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod`)
  await expect(page.getByText(/Failing since/)).toBeVisible()
  const again = page.getByRole('button', { name: 'Import again' })
  await again.click()
  await expect(page.getByText('The import of web:prod failed')).toBeVisible()
  await expectAccessible(page)
  const after = wish(await cluster.stream('web'), 'prod')
  expect(after).toMatchObject({
    from: docker('plain.acme.test:5000/library/retired:1'),
    importPolicy: { importMode: 'PreserveOriginal', scheduled: true },
    referencePolicy: { type: 'Local' },
    annotations: { owner: 'maria' },
  })
})

test('an unchanged image is said to be so, and leaves no trace in the history (S-38)', async ({
  page,
  cluster,
}) => {
  const from = docker(`${source}:16`)
  await cluster.createStream('db', [
    { name: '16', from, importPolicy: { importMode: 'PreserveOriginal', scheduled: true } },
  ])
  await expect.poll(async () => held(await cluster.stream('db'), '16').length).toBe(1)
  const before = await cluster.stream('db')
  await page.goto(`/ns/${cluster.project}/image-streams/db/tags/16`)
  await page.getByRole('button', { name: 'Import again' }).click()
  await expect(page.getByText('db:16 is up to date')).toBeVisible()
  const after = await cluster.stream('db')
  expect(held(after, '16').map(({ image }) => image)).toEqual(
    held(before, '16').map(({ image }) => image),
  )
  expect(wish(after, '16')?.importPolicy).toEqual(wish(before, '16')?.importPolicy)
})

test('a push is taken back by an import of the source, and follows through an alias (S-34)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('db', [
    { name: '16', from: docker(`${source}:16`) },
    { name: 'stable', from: { kind: 'ImageStreamTag', name: '16' } },
  ])
  await expect.poll(async () => held(await cluster.stream('db'), 'stable').length).toBe(1)
  const [imported] = held(await cluster.stream('db'), '16')
  await cluster.push('db', '16', 7)
  await page.goto(`/ns/${cluster.project}/image-streams/db/tags/stable`)
  await page.getByRole('button', { name: 'Import again' }).click()
  await expect(page.getByText('Imported db:16')).toBeVisible()
  await expect(page.getByText(/db:stable follows it/)).toBeVisible()
  const stream = await cluster.stream('db')
  expect(held(stream, 'stable')[0]?.image).toBe(imported?.image)
  expect(wish(stream, 'stable')?.from).toEqual({ kind: 'ImageStreamTag', name: '16' })
})

test('a pinned tag is not offered an import, which would unpin it (S-34)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await cluster.createTag('web', 'kept', { kind: 'ImageStreamImage', name: `web@${digest(1)}` })
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/kept`)
  await expect(page.getByRole('button', { name: 'Retarget', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import again' })).toHaveCount(0)
})

test('while one import is under way a second one is not sent', async ({ page, cluster }) => {
  await cluster.createStream('rates', [
    { name: 'slow', from: docker('registry.acme.test/library/retired:1') },
  ])
  await page.goto(`/ns/${cluster.project}/image-streams/rates/tags/slow`)
  await expect(page.getByText(/Failing since/)).toBeVisible()
  let asked = 0
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/imagestreamimports*', async (route) => {
    asked += 1
    await held
    await route.continue()
  })
  await page.getByRole('button', { name: 'Import again' }).click()
  const busy = page.getByRole('button', { name: 'Importing…' })
  await expect(busy).toHaveAttribute('aria-disabled', 'true')
  await busy.click({ force: true })
  await expectAccessible(page)
  answer()
  await expect(page.getByText('The import of rates:slow failed')).toBeVisible()
  expect(asked).toBe(1)
})

test('a connection that breaks is never asked twice, and says what is known', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('db', [{ name: '16', from: docker(`${source}:16`) }])
  await expect.poll(async () => held(await cluster.stream('db'), '16').length).toBe(1)
  await page.goto(`/ns/${cluster.project}/image-streams/db/tags/16`)
  let asked = 0
  await page.route('**/imagestreamimports*', (route) => {
    asked += 1
    return route.abort()
  })
  await page.getByRole('button', { name: 'Import again' }).click()
  await expect(page.getByText('db:16 was not imported')).toBeVisible()
  await expect(page.getByText(/not known what became of the import/)).toBeVisible()
  await expectAccessible(page)
  expect(asked).toBe(1)
})
