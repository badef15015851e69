import type { Page } from '@playwright/test'
import { digest } from './cluster'
import { expect, expectAccessible, test } from './fixtures'

function compare(page: Page, left: string, right: string) {
  return page.goto(`/compare?${new URLSearchParams({ left, right })}`)
}

test('two images are told apart by their layers and by what they say of themselves', async ({
  page,
  cluster,
}) => {
  const { project } = cluster
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 4001)
  await cluster.push('web', 'stage', 4002, {
    layers: [9_004_001, 9_000_022],
    config: {
      Env: ['PATH=/usr/bin', 'FEATURE=on'],
      Cmd: ['serve', '--fast'],
      ExposedPorts: { '8443/tcp': {} },
      Labels: { version: '2' },
    },
  })
  await compare(page, `${project}/web:prod`, `${project}/web:stage`)
  await expect(page.getByRole('region', { name: 'Left image' })).toContainText(
    digest(4001).slice(7, 19),
  )
  const configuration = page.getByRole('table', { name: 'Configuration' })
  await expect(configuration.getByRole('row', { name: /^Command changed/ })).toContainText('--fast')
  await expect(configuration.getByRole('row', { name: /^Port added/ })).toContainText('8443/tcp')
  await expect(configuration.getByRole('row', { name: /^User removed/ })).toContainText('1001')
  await expect(
    page.getByRole('table', { name: 'Environment' }).getByRole('row', { name: /^FEATURE added/ }),
  ).toContainText('on')
  await expect(
    page.getByRole('table', { name: 'Labels' }).getByRole('row', { name: /^version added/ }),
  ).toBeVisible()
  const layers = page.getByRole('list', { name: 'Layers' }).getByRole('listitem')
  await expect(layers).toHaveText([/^=In both/, /^\+Only in the right image/])
  await expect(page.getByRole('main')).toContainText('Layers shared1 of 2')
  await expect(page.getByText('hidden as noise')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Everything' }).click()
  await expect(page).toHaveURL(/show=everything/)
  await expect(page.getByText('hidden as noise')).toHaveCount(0)
  await expect(page.getByRole('row', { name: /^PATH same/ })).toBeVisible()

  await page.getByRole('button', { name: 'Swap' }).click()
  await expect(page.getByRole('region', { name: 'Left image' })).toContainText('web:stage')
  await expect(page.getByRole('row', { name: /^Port removed/ })).toBeVisible()
  expect(new URL(page.url()).searchParams.get('left')).toBe(`${project}/web:stage`)
})

test('each side is picked with completion, by keyboard, and the address says what is seen', async ({
  page,
  cluster,
}) => {
  const { project } = cluster
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'prod', 2)
  await page.goto('/compare')
  await expect(page.getByText('There is nothing to compare yet')).toBeVisible()
  await expectAccessible(page)

  const left = page.getByRole('combobox', { name: 'Left image' })
  await left.fill('web:prod')
  await left.press('Enter')
  await expect(page.getByText('“web:prod” is not project/stream:tag')).toBeVisible()
  await expectAccessible(page)

  await left.fill(`${project}/web`)
  await expect(page.getByRole('option', { name: /web:prod/ })).toBeVisible()
  await left.press('ArrowDown')
  await left.press('Enter')
  await expect(page.getByRole('link', { name: `${project}/web:prod` })).toBeVisible()

  const right = page.getByRole('combobox', { name: 'Right image' })
  await right.fill(`${project}/web@`)
  await page.getByRole('option', { name: /was prod/ }).click()
  await expect(page.getByRole('list', { name: 'Layers' })).toBeVisible()
  const { searchParams } = new URL(page.url())
  expect(searchParams.get('left')).toBe(`${project}/web:prod`)
  expect(searchParams.get('right')).toBe(`${project}/web@${digest(1)}`)

  const change = page.getByRole('button', { name: 'Choose another right image' })
  await expect(change).toBeFocused()
  await change.click()
  await expect(page.getByRole('combobox', { name: 'Right image' })).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(change).toBeFocused()
})

test('equal images are said to be equal', async ({ page, cluster }) => {
  const { project } = cluster
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'stage', 1)
  await compare(page, `${project}/web:prod`, `${project}/web@${digest(1)}`)
  await expect(page.getByRole('heading', { name: 'Both are the same image' })).toBeVisible()
  await expectAccessible(page)
})

test('a side that is not there says so, and the other one stays', async ({ page, cluster }) => {
  const { project } = cluster
  await cluster.createStream('web', [
    { name: 'wanted', from: { kind: 'ImageStreamTag', name: 'web:none' } },
  ])
  await cluster.push('web', 'prod', 1)
  const left = page.getByRole('region', { name: 'Left image' })
  const cases: [side: string, words: string][] = [
    [`${project}/none:prod`, 'Image stream none does not exist.'],
    [`${project}/web:none`, 'Tag none of web does not exist.'],
    [`${project}/web:wanted`, 'web:wanted holds no image.'],
    [`${project}/web@${digest(7)}`, 'The image does not exist.'],
  ]
  for (const [side, words] of cases) {
    await compare(page, side, `${project}/web:prod`)
    await expect(left.getByRole('alert')).toContainText(words)
    await expect(page.getByRole('region', { name: 'Right image' })).toContainText(
      digest(1).slice(7, 19),
    )
  }
  await expectAccessible(page)
})

test('a tag that moves while one looks is compared anew', async ({ page, cluster }) => {
  const { project } = cluster
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'stage', 1)
  await compare(page, `${project}/web:prod`, `${project}/web:stage`)
  await expect(page.getByRole('heading', { name: 'Both are the same image' })).toBeVisible()
  await cluster.push('web', 'stage', 2)
  await expect(page.getByRole('list', { name: 'Layers' })).toBeVisible()
})

test('the lists of two tags are compared platform by platform', async ({ page, cluster }) => {
  const { project } = cluster
  await cluster.createStream('web')
  await cluster.push('web', 'amd', 4003)
  await cluster.push('web', 'amd2', 4004)
  await cluster.push('web', 'arm', 4005)
  await cluster.pushList('web', 'prod', 4010, { 'linux/amd64': 4003, 'linux/arm64': 4005 })
  await cluster.pushList('web', 'stage', 4011, { 'linux/amd64': 4004, 'linux/arm64': 4005 })
  await compare(page, `${project}/web:prod`, `${project}/web:stage`)
  const platforms = page.getByRole('table', { name: 'Platforms' })
  await expect(platforms.getByRole('row', { name: /linux\/arm64 same/ })).toBeVisible()
  await expectAccessible(page)
  await platforms.getByRole('link', { name: 'Compare linux/amd64' }).click()
  await expect(page.getByRole('list', { name: 'Layers' })).toBeVisible()
  expect(new URL(page.url()).searchParams.get('right')).toBe(`${project}/web@${digest(4004)}`)
})

test('on paper there is the comparison, and nothing to press', async ({ page, cluster }) => {
  const { project } = cluster
  await cluster.createStream('web')
  await cluster.push('web', 'prod', 1)
  await cluster.push('web', 'stage', 2)
  await compare(page, `${project}/web:prod`, `${project}/web:stage`)
  await expect(page.getByRole('list', { name: 'Layers' })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('list', { name: 'Layers' })).toBeVisible()
  for (const n of [1, 2]) await expect(page.getByText(digest(n), { exact: true })).toBeVisible()
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('navigation')).toHaveCount(0)
})

test('a tag names the tags of other streams with the same image', async ({ page, cluster }) => {
  const { project } = cluster
  await cluster.createStream('web')
  await cluster.createStream('mirror')
  await cluster.push('web', 'prod', 1)
  await cluster.push('mirror', 'copy', 1)
  await page.goto(`/ns/${project}/image-streams/web/tags/prod`)
  const others = page.getByRole('list', { name: `Other streams of ${project}` })
  await expect(others.getByRole('link', { name: 'mirror:copy' })).toBeVisible()
  await page.goto(`/ns/${project}/image-streams/web/images/${digest(1)}`)
  await expect(others.getByRole('link', { name: 'mirror:copy' })).toBeVisible()
})
