import type { Locator, Page } from '@playwright/test'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { digest } from './cluster'
import { comparable, specOf } from './comparable'
import { expect, needsSample, test } from './fixtures'

// Roll back, promote and alias are compared so in tag-operations, the import page in import.

const registryImage = { kind: 'DockerImage', name: 'registry.example.com/team/web:1.0' }
/** One of the sample's registries. */
const postgres = { kind: 'DockerImage', name: 'registry.acme.test/library/postgres:16' }

async function open(page: Page, project: string, tag: string): Promise<void> {
  await page.goto(`/ns/${project}/image-streams/web/tags/${tag}`)
}

async function retarget(page: Page, project: string, tag: string): Promise<Locator> {
  await open(page, project, tag)
  await page.getByRole('button', { name: 'Retarget', exact: true }).click()
  return page.getByRole('dialog', { name: `Retarget web:${tag}` })
}

async function press(dialog: Locator, name: RegExp): Promise<void> {
  await dialog.getByRole('button', { name }).click()
  await expect(dialog).toBeHidden()
}

/** The tags `mine` and `oc` say the same and hold the same, field by field. */
function expectSame(stream: ImageStream): void {
  const { reference, history } = comparable(stream, 'mine')
  const other = comparable(stream, 'oc')
  expect(reference).toEqual(other.reference)
  expect(history).toEqual(other.history)
}

test('a tag that is pointed at another is what `oc tag --alias` leaves (S-13)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'stable', 1)
  for (const tag of ['mine', 'oc']) await cluster.push('web', tag, 2)
  const dialog = await retarget(page, cluster.project, 'mine')
  await dialog.getByRole('combobox', { name: 'Point at' }).fill('web:stable')
  await page.keyboard.press('Tab')
  await expect(dialog).toContainText('web:stable web:mine --alias')
  await press(dialog, /Retarget mine/)
  await cluster.ocTag('web', 'oc', { from: { kind: 'ImageStreamTag', name: 'web:stable' } })
  const stream = await cluster.stream('web')
  expect(comparable(stream, 'mine')).toEqual(comparable(stream, 'oc'))
  expect(comparable(stream, 'mine').history[0]?.image).toBe(digest(1))
})

test('a pinned tag is what `oc tag` of its image leaves (S-13, S-30)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  await cluster.push('web', 'main', 1)
  const following = { kind: 'ImageStreamTag', name: 'web:main' }
  for (const tag of ['mine', 'oc']) await cluster.createTag('web', tag, following)
  await open(page, cluster.project, 'mine')
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: /Pin to its image/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(`web@${digest(1)} web:mine`)
  await press(dialog, /Pin mine/)
  await cluster.ocTag('web', 'oc', {
    from: { kind: 'ImageStreamImage', name: `web@${digest(1)}` },
  })
  const stream = await cluster.stream('web')
  expect(comparable(stream, 'mine')).toEqual(comparable(stream, 'oc'))
})

test('an added tag is what `oc tag --scheduled` leaves (S-13)', async ({ page, cluster }) => {
  await cluster.createStream('web')
  await page.goto(`/ns/${cluster.project}/image-streams/web`)
  await page.getByRole('button', { name: 'Add a tag' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Tag/).fill('mine')
  await dialog.getByLabel(/^Point at/).fill(registryImage.name)
  await dialog.getByRole('checkbox', { name: /Scheduled/ }).check()
  await dialog.getByRole('checkbox', { name: /Keep all platforms/ }).check()
  await dialog.getByRole('radio', { name: /Through the internal registry/ }).check()
  const flags = '--scheduled --import-mode=PreserveOriginal --reference-policy=local'
  await expect(dialog).toContainText(`${registryImage.name} web:mine ${flags}`)
  await press(dialog, /Add mine/)
  await cluster.ocTag('web', 'oc', {
    from: registryImage,
    importPolicy: { insecure: false, scheduled: true, importMode: 'PreserveOriginal' },
    referencePolicy: { type: 'Local' },
    generation: 0,
  })
  expectSame(await cluster.stream('web'))
})

test('policies that are set are those of `oc tag`, and nothing is imported by it (S-31)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream(
    'web',
    ['mine', 'oc'].map((name) => ({ name, from: registryImage })),
  )
  // Its first import, which fails, is over: it counts the generation on by itself (observed 40).
  await expect
    .poll(async () => comparable(await cluster.stream('web'), 'mine').conditions)
    .toHaveLength(1)
  const before = specOf(await cluster.stream('web'), 'mine')
  const dialog = await retarget(page, cluster.project, 'mine')
  await dialog.getByRole('checkbox', { name: /Scheduled/ }).check()
  await dialog.getByRole('checkbox', { name: /Insecure/ }).check()
  await dialog.getByRole('radio', { name: /Through the internal registry/ }).check()
  await press(dialog, /Retarget mine/)
  await cluster.ocTag('web', 'oc', {
    from: registryImage,
    importPolicy: { insecure: true, scheduled: true, importMode: 'Legacy' },
    referencePolicy: { type: 'Local' },
  })
  const stream = await cluster.stream('web')
  expectSame(stream)
  expect(specOf(stream, 'mine')?.generation).toBe(before?.generation)
})

test('annotations are what `oc annotate` leaves, in the tag and on the object (S-15)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  for (const tag of ['mine', 'oc', 'pushed']) await cluster.push('web', tag, 1)
  const image = { kind: 'ImageStreamImage', name: `web@${digest(1)}` }
  for (const tag of ['mine', 'oc']) await cluster.createTag('web', tag, image)
  for (const tag of ['mine', 'pushed']) {
    const dialog = await retarget(page, cluster.project, tag)
    if (tag === 'pushed') {
      await dialog.getByRole('combobox', { name: 'Point at' }).fill(image.name)
      await page.keyboard.press('Tab')
    }
    await dialog.getByText('Reference and annotations').click()
    await dialog.getByRole('button', { name: 'Add an annotation' }).click()
    await dialog.getByRole('textbox', { name: 'Name of annotation 1' }).fill('owner')
    await dialog.getByRole('textbox', { name: 'Value of annotation owner' }).fill('maria')
    await press(dialog, new RegExp(`Retarget ${tag}`))
  }
  await cluster.annotateTag('web', 'oc', { owner: 'maria' })
  const stream = await cluster.stream('web')
  expectSame(stream)
  expect(comparable(stream, 'pushed').reference).toEqual(comparable(stream, 'oc').reference)
  for (const tag of ['mine', 'pushed', 'oc']) {
    const { metadata, tag: reference } = await cluster.tag('web', tag)
    expect(metadata.annotations).toEqual({ owner: 'maria' })
    expect(reference?.annotations).toEqual({ owner: 'maria' })
  }
})

test('a tag that is imported again is what `oc import-image` with its policies leaves (S-35)', async ({
  page,
  cluster,
}) => {
  needsSample()
  const policies = {
    importPolicy: { scheduled: true, importMode: 'PreserveOriginal' },
    referencePolicy: { type: 'Local' },
  } as const
  await cluster.importImages(
    'web',
    ['mine', 'oc'].map((name) => ({ from: postgres, to: { name }, ...policies })),
  )
  for (const tag of ['mine', 'oc']) await cluster.push('web', tag, 1)
  await open(page, cluster.project, 'mine')
  await page.getByRole('button', { name: 'Import again' }).click()
  await expect(page.getByText('Imported web:mine')).toBeVisible()
  await cluster.importImages('web', [{ from: postgres, to: { name: 'oc' }, ...policies }])
  const stream = await cluster.stream('web')
  expect(comparable(stream, 'mine')).toEqual(comparable(stream, 'oc'))
  expect(comparable(stream, 'mine').history).toHaveLength(3)
})

test('a deleted tag leaves what `oc tag -d` leaves of its stream (S-26)', async ({
  page,
  cluster,
}) => {
  await cluster.createStream('web')
  for (const tag of ['main', 'mine', 'oc']) await cluster.push('web', tag, 1)
  await cluster.createTag('web', 'alias', { kind: 'ImageStreamTag', name: 'web:main' })
  const before = await cluster.stream('web')
  await open(page, cluster.project, 'mine')
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: /Delete/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('mine')
  await press(dialog, /Delete mine/)
  await cluster.deleteTag('web', 'oc')
  const after = await cluster.stream('web')
  expect(after.spec).toEqual(before.spec)
  expect(after.status?.tags).toEqual(
    before.status?.tags?.filter(({ tag }) => tag !== 'mine' && tag !== 'oc'),
  )
})

test('a stream that is made is what `oc create imagestream` makes', async ({ page, cluster }) => {
  await page.goto(`/ns/${cluster.project}/image-streams`)
  await page.getByRole('button', { name: 'Create image stream' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create an image stream' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('mine')
  await expect(dialog).toContainText(`oc create imagestream mine -n ${cluster.project}`)
  await press(dialog, /Create mine/)
  await cluster.createStream('oc-made')
  const fields = async (name: string) => {
    const { metadata, spec, status } = await cluster.stream(name)
    const { labels = null, annotations = null, generation } = metadata
    const told = JSON.stringify({ labels, annotations, generation, spec, status })
    return JSON.parse(told.replaceAll(name, 'NAME'))
  }
  expect(await fields('mine')).toEqual(await fields('oc-made'))
})
