import type { Page } from '@playwright/test'
import type { ImageStream, TagReference } from '@/domain/kinds/image-stream'
import { digest } from './cluster'
import { expect, expectAccessible, test } from './fixtures'

/** A list of five platforms in the registry of the sample, which the importer answers for. */
const multiArch = 'registry.acme.test/platform/base:9'
const repository = 'registry.acme.test/library/postgres'

async function look(page: Page, project: string, reference: string) {
  await page.goto(`/import?namespace=${project}`)
  await page.getByRole('textbox', { name: 'Image or repository' }).fill(reference)
  await page.getByRole('button', { name: 'Look at it' }).click()
}

/** What a tag is, without what differs from one import to the next. */
function tagOf(stream: ImageStream, name: string) {
  const spec = stream.spec?.tags?.find((tag) => tag.name === name)
  const status = stream.status?.tags?.find(({ tag }) => tag === name)
  return {
    spec: spec && { ...spec, generation: undefined },
    images: status?.items?.map(({ image, dockerImageReference }) => [image, dockerImageReference]),
    conditions: status?.conditions?.map(({ reason, message }) => [reason, message]),
  }
}

test('an image is looked at before anything is stored, and then imported as oc would (S-32, S-37)', async ({
  page,
  cluster,
}) => {
  await look(page, cluster.project, `docker://${multiArch}`)
  const found = page.getByRole('region', { name: 'What is there' })
  await expect(found.getByRole('row', { name: /linux\/amd64/ })).toContainText(/\d MB/)
  await expect(found.getByRole('row', { name: /linux\/s390x/ })).toBeVisible()
  await expect(found.getByText('OCI index')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Image stream' })).toHaveValue('base')
  await expect(page.getByRole('textbox', { name: 'Tag', exact: true })).toHaveValue('9')
  await expect(page.getByText('A new image stream is made.')).toBeVisible()
  await expect(cluster.stream('base')).rejects.toThrow('404')
  await expectAccessible(page)

  await page.getByRole('checkbox', { name: 'Scheduled' }).check()
  await page.getByRole('radio', { name: /Keep all/ }).check()
  await page.getByRole('radio', { name: 'Through the internal registry' }).check()
  const main = page.getByRole('main')
  await expect(main).toContainText(
    `oc import-image base:9 -n ${cluster.project} --from=${multiArch} --confirm --import-mode=PreserveOriginal --scheduled --reference-policy=local`,
  )
  await page.getByRole('button', { name: 'Import 1 tag' }).click()
  const results = page.getByRole('region', { name: 'What was imported' })
  await expect(results.getByRole('row', { name: /^9, Imported/ })).toBeVisible()
  await expect(page.getByText('Imported 1 tag')).toBeVisible()
  await expectAccessible(page)

  // What `oc import-image --confirm` sends (S-32), into a stream beside it.
  await cluster.importImages('by-oc', [
    {
      from: { kind: 'DockerImage', name: multiArch },
      to: { name: '9' },
      importPolicy: { scheduled: true, importMode: 'PreserveOriginal' },
      referencePolicy: { type: 'Local' },
    },
  ])
  const byOc = await cluster.stream('by-oc')
  const byPage = await cluster.stream('base')
  expect(tagOf(byPage, '9')).toEqual(tagOf(byOc, '9'))
  expect(Object.keys(byPage.metadata.annotations ?? {})).toEqual(
    Object.keys(byOc.metadata.annotations ?? {}),
  )
  await results.getByRole('link', { name: 'base:9' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('base:9')
})

test('of a repository tags are chosen and named, and a pinned one is never replaced (S-34)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('postgres')
  await cluster.push('postgres', 'seed', 1)
  await cluster.createTag('postgres', '16', {
    kind: 'ImageStreamImage',
    name: `postgres@${digest(1)}`,
  })
  const pinned = tagOf(await cluster.stream('postgres'), '16')
  await look(page, cluster.project, repository)
  await page.getByRole('checkbox', { name: 'Select 15' }).check()
  await page.getByRole('checkbox', { name: 'Select 16' }).check()
  await page.getByRole('checkbox', { name: 'Select 17' }).check()
  await page.getByRole('textbox', { name: 'Name of 17 in the stream' }).fill('newest')
  await expect(page.getByText(/“16” is pinned to an image/)).toBeVisible()
  await expect(page.getByText('1 left out')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Import 2 tags' }).click()
  await expect(page.getByText('Imported 2 tags')).toBeVisible()
  const stream = await cluster.stream('postgres')
  expect(tagOf(stream, 'newest').spec?.from).toEqual({
    kind: 'DockerImage',
    name: `${repository}:17`,
  })
  expect(tagOf(stream, '15').images).toHaveLength(1)
  expect(tagOf(stream, '16')).toEqual(pinned)
  await page.getByRole('searchbox', { name: 'Filter tags' }).fill('7')
  await expect(page.getByRole('checkbox', { name: /^Select 1/ })).toHaveCount(1)
})

test('a pin that comes after the choice is still not replaced (S-34)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('postgres')
  await cluster.push('postgres', 'seed', 1)
  await look(page, cluster.project, `${repository}:16`)
  await expect(page.getByText('Makes a new tag.')).toBeVisible()
  const pin: Partial<TagReference> = {
    from: { kind: 'ImageStreamImage', name: `postgres@${digest(1)}` },
  }
  let isPinned = false
  // Between the press of the button and the request of the page, somebody pins the tag.
  await page.route('**/imagestreamimports*', async (route) => {
    if (!isPinned) await cluster.changeTag('postgres', '16', pin)
    isPinned = true
    await route.continue()
  })
  await page.getByRole('button', { name: 'Import 1 tag' }).click()
  const results = page.getByRole('region', { name: 'What was imported' })
  await expect(results.getByText(/Left out: “16” is pinned/)).toBeVisible()
  expect(tagOf(await cluster.stream('postgres'), '16').spec?.from).toEqual(pin.from)
})

for (const { what, reference, says } of [
  {
    what: 'wants a login',
    reference: 'registry.acme.test/partners/loyalty-widget:1',
    says: ['The registry refused the login', 'oc create secret docker-registry'],
  },
  {
    what: 'forbids',
    reference: 'registry.acme.test/vault/hsm-connector:1',
    says: ['The image may not be imported', 'requested access to the resource is denied'],
  },
  {
    what: 'does not have the image',
    reference: 'registry.acme.test/library/retired:1',
    says: ['The registry does not have this image'],
  },
  {
    what: 'breaks',
    reference: 'registry.acme.test/ci/jenkins-agent:1',
    says: ['The registry could not be asked', '500 Internal Server Error'],
  },
  {
    what: 'talks rubbish',
    reference: 'registry.acme.test/labs/feature-store:1',
    says: ['invalid character'],
  },
  {
    what: 'has no such repository',
    reference: 'registry.acme.test/nowhere/at-all',
    says: ['The registry does not have this image'],
  },
]) {
  test(`a registry that ${what} is told with advice, and what was typed stays`, async ({
    page,
    cluster,
  }) => {
    await look(page, cluster.project, reference)
    const alert = page.getByRole('alert')
    for (const words of says) await expect(alert).toContainText(words)
    await expect(page.getByRole('textbox', { name: 'Image or repository' })).toHaveValue(reference)
    await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0)
    await expectAccessible(page)
  })
}

test('a registry that never answers can be left, and nothing is lost', async ({
  page,
  cluster,
}) => {
  await look(page, cluster.project, 'registry.acme.test/logistics/carrier-rates:latest')
  await expect(page.getByText('The registry is being asked.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Stop' }).click()
  const reference = page.getByRole('textbox', { name: 'Image or repository' })
  await expect(reference).toHaveValue('registry.acme.test/logistics/carrier-rates:latest')
  await reference.fill(`${repository}:16`)
  await page.getByRole('button', { name: 'Look at it' }).click()
  await expect(page.getByRole('textbox', { name: 'Tag', exact: true })).toHaveValue('16')
})

test('a connection that breaks while importing is not asked again, and everything typed stays', async ({
  page,
  cluster,
}) => {
  await look(page, cluster.project, `${repository}:16`)
  await page.getByRole('combobox', { name: 'Image stream' }).fill('mine')
  await page.getByRole('textbox', { name: 'Tag', exact: true }).fill('chosen')
  let asked = 0
  await page.route('**/imagestreamimports*', (route) => {
    asked += 1
    return route.abort()
  })
  await page.getByRole('button', { name: 'Import 1 tag' }).click()
  const results = page.getByRole('region', { name: 'What was imported' })
  await expect(results.getByText(/not known what came of it/)).toBeVisible()
  await expectAccessible(page)
  expect(asked).toBe(1)
  await expect(page.getByRole('combobox', { name: 'Image stream' })).toHaveValue('mine')
  await expect(page.getByRole('textbox', { name: 'Tag', exact: true })).toHaveValue('chosen')
  await page.unroute('**/imagestreamimports*')
  await results.getByRole('button', { name: 'Try the failed one again' }).click()
  await expect(results.getByRole('row', { name: /^chosen, Imported/ })).toBeVisible()
})

test('what is no reference is said as it is typed, and nothing is asked', async ({
  page,
  cluster,
}) => {
  await page.goto(`/import?namespace=${cluster.project}&from=https://quay.io/a/b`)
  await expect(page.getByText(/Leave the https:\/\/ out/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Look at it' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await page.getByRole('textbox', { name: 'Image or repository' }).fill('nginx')
  await expect(page.getByText('On Docker Hub: docker.io/library/nginx.')).toBeVisible()
  await expectAccessible(page)
})

test('who may not import reads which right is missing', async ({ openAs }) => {
  const { page, url, project } = await openAs()
  await project('shop')
  await page.goto(`${url}/import?namespace=shop&from=quay.io/a/b:1`)
  const button = page.getByRole('button', { name: 'Look at it' })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await button.focus()
  await expect(
    page.getByText('You lack the right to create imagestreamimports in project shop'),
  ).toBeVisible()
  await expectAccessible(page)
})

for (const width of [360, 2560]) {
  test(`a repository can be chosen from at ${width} px`, async ({ page, cluster }) => {
    await page.setViewportSize({ width, height: 900 })
    await look(page, cluster.project, repository)
    await page.getByRole('checkbox', { name: 'Select 16' }).check()
    await expect(page.getByRole('button', { name: 'Import 1 tag' })).toBeVisible()
    const overflow = await page.evaluate(() => document.body.scrollWidth - window.innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    await expectAccessible(page)
  })
}
