import type { Locator, Page } from '@playwright/test'
import fc from 'fast-check'
import { tagNames } from '@/domain/image-stream'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { oddImage, oddImageStream, oddTagReference, oddText } from '@/test/odd-objects'
import { digest } from './cluster'
import { expect, test } from './fixtures'
import { OddCluster } from './odd-cluster'

// In a real browser, on every page and every tab: whatever the cluster answers, the page stands,
// runs nothing that came with it and stays as wide as the window.

const SEED = 20261123
/** Objects of each kind that the pages are opened with, each with all its tabs; FUZZ_SAMPLES for more. */
const SAMPLES = Number(process.env.FUZZ_SAMPLES ?? 12)

const WIDTHS = [1280, 360]

function sample<T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] {
  return fc.sample(arbitrary, { seed: SEED, numRuns })
}

/** Texts that have broken pages; each is put wherever an object can hold a text. */
const hostileTexts = [
  '<img src=x onerror="window.ranHostileText=1"><script>window.ranHostileText=1</script>',
  'javascript:window.ranHostileText=1//example.com/a/b:c',
  '\u202E\u2066gnp.exe\u2069\u202C\u200B\u0000\u0007\u001b[31m\uD800',
  'word '.repeat(200),
  'x'.repeat(100_000),
  `${'a/'.repeat(400)}b:latest`,
  '\n\n\t\r\n',
  '👩‍👩‍👧‍👦'.repeat(90),
]

/** A stream of sound shape, with `text` in every place, and numbers that are no sizes. */
function streamFullOf(text: string): ImageStream {
  const map = { [text]: text, app: text, url: 'javascript:window.ranHostileText=1' }
  const condition = { type: 'ImportSuccess', status: 'False', reason: text, message: text }
  const history = (tag: string, image: string) => ({
    tag,
    items: [
      { created: text, dockerImageReference: text, image, generation: 1e308 },
      { created: '2026-11-20T17:40:00Z', dockerImageReference: text, image: text, generation: -1 },
    ],
    conditions: [{ ...condition, lastTransitionTime: text, generation: 1e308 }],
  })
  const wish = (name: string, kind: string) => ({
    name,
    annotations: map,
    from: { kind, name: text, namespace: text },
    generation: 1e308,
    importPolicy: { importMode: text, scheduled: true },
    referencePolicy: { type: text },
  })
  return {
    metadata: {
      ...{ name: 'app', namespace: 'shop', uid: text, resourceVersion: '7', generation: 1e308 },
      ...{ creationTimestamp: text, labels: map, annotations: map },
    },
    spec: {
      dockerImageRepository: text,
      tags: [wish('v1', 'ImageStreamTag'), wish(text, 'DockerImage'), wish('v2', text)],
    },
    status: {
      dockerImageRepository: text,
      publicDockerImageRepository: text,
      tags: [history('v1', digest(1)), history(text, text), history('v2', text)],
    },
  } as unknown as ImageStream
}

/** An image of sound shape, with `text` in every place. */
function imageFullOf(text: string): unknown {
  const config = {
    ...{ Env: [text, `${text}=${text}`], Cmd: [text], Entrypoint: [text], User: text },
    ...{ WorkingDir: text, Labels: { [text]: text, 'org.opencontainers.image.source': text } },
    ...{ ExposedPorts: { [text]: {} }, Volumes: { [text]: {} }, StopSignal: text },
  }
  const layer = (name: string, size: unknown) => ({ name, size, mediaType: text })
  const platform = { os: text, architecture: text, variant: text, mediaType: text }
  return {
    metadata: { name: digest(1), annotations: { [text]: text }, creationTimestamp: text },
    dockerImageReference: text,
    dockerImageManifestMediaType: text,
    dockerImageMetadata: {
      ...{ Id: text, Created: text, Architecture: text, Os: text, Author: text, Size: 1e308 },
      ...{ Config: config, config, DockerVersion: text },
    },
    dockerImageLayers: [layer(text, 1e308), layer(digest(3), -1), layer(digest(4), text)],
    dockerImageManifests: [
      { ...platform, digest: text, manifestSize: 1e308 },
      { ...platform, digest: digest(5), manifestSize: -1 },
    ],
    dockerImageConfig: JSON.stringify({
      ...{ architecture: text, os: text, created: text, author: text, config },
      history: [
        { created: text, created_by: text, comment: text },
        { created_by: `/bin/sh ${text}` },
      ],
    }),
    signatures: [
      { metadata: { name: text }, type: text, content: text, conditions: [{ type: text }] },
    ],
  }
}

/** The same stream, where it is an object at all, under the name that the page asks for. */
function named(stream: ImageStream): ImageStream {
  const { metadata } = stream
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) return stream
  return { ...stream, metadata: { ...metadata, name: 'app', namespace: 'shop' } }
}

/** A tag of the stream that an address can name; `v1` where it has none. */
function addressable(stream: ImageStream): string {
  return (
    tagNames(stream).find(
      (name) => !/^\.{0,2}$|\p{Surrogate}/u.test(name) && encodeURIComponent(name).length < 2000,
    ) ?? 'v1'
  )
}

const isBroken = (main: Locator) =>
  main.getByRole('heading', { name: /went wrong|stopped working/ })

/** What is wrong with the page as it stands, in words; empty where nothing is. */
async function faults(page: Page): Promise<string[]> {
  const found = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement
    const hrefs = [...document.querySelectorAll('a[href], [src], form[action]')].map(
      (element) => element.getAttribute('href') ?? element.getAttribute('src') ?? '',
    )
    const isCut = (element: Element | null): boolean =>
      element !== null &&
      (getComputedStyle(element).overflowX !== 'visible' || isCut(element.parentElement))
    // The texts that stick out, so that a failure names them.
    const sticksOut = (element: Element) => {
      const range = document.createRange()
      range.selectNodeContents(element)
      return range.getBoundingClientRect().right > clientWidth + 1 && !isCut(element)
    }
    const wide = [...document.querySelectorAll('body *:not(:has(*))')]
      .filter((element) => scrollWidth > clientWidth && sticksOut(element))
      .slice(0, 4)
      .map((element) => `${element.parentElement?.className} > ${element.outerHTML}`.slice(0, 160))
    return {
      overflow:
        scrollWidth > clientWidth ? `${scrollWidth} of ${clientWidth} px: ${wide.join('; ')}` : '',
      hostileLink: hrefs.find((href) => /^\s*(javascript|data|vbscript):/i.test(href)) ?? '',
      ran: 'ranHostileText' in window ? 'hostile text' : '',
      headings: [...document.querySelectorAll('h1')].filter((h1) => h1.checkVisibility()).length,
      broken:
        /This page stopped working[\s\S]*/
          .exec(document.body.textContent ?? '')?.[0]
          .slice(0, 500) ?? '',
    }
  })
  return Object.entries({ ...found, headings: found.headings === 1 ? '' : found.headings })
    .filter(([, fault]) => fault !== '')
    .map(([name, fault]) => `${name}: ${fault}`)
}

/** Everything on the page has arrived, and nothing is wrong with it in any width. */
async function expectSound(page: Page, what: string) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
    expect.soft(await faults(page), `${what}, ${width} px`).toEqual([])
  }
}

/** Opens the page and each of its tabs. */
async function expectSoundTabs(page: Page, path: string, what: string) {
  await page.goto(path)
  const tabs = page.getByRole('navigation', { name: /^Views of/ }).getByRole('link')
  const missing = page.getByRole('heading', { name: /does not exist$/ })
  await expect(
    tabs
      .first()
      .or(missing)
      .or(isBroken(page.getByRole('main')))
      .first(),
  ).toBeVisible()
  await expectSound(page, `${what}, as opened`)
  for (let index = 1; index < (await tabs.count()); index++) {
    await tabs.nth(index).click()
    await expect(tabs.nth(index)).toHaveAttribute('aria-current', 'page')
    await expectSound(page, `${what}, ${new URL(page.url()).search}`)
  }
}

async function walkRows(page: Page, what: string) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    for (let step = 0; step < 12; step++) {
      expect.soft(await faults(page), `${what}, ${width} px, screen ${step}`).toEqual([])
      await page.mouse.move(width / 2, 600)
      await page.mouse.wheel(0, 850)
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    }
  }
}

const hostile = hostileTexts.map((text) => ({
  stream: streamFullOf(text),
  image: imageFullOf(text),
}))

/** Streams for a list: of many names and projects, with some that are no objects at all. */
const manyStreams: unknown[] = [
  ...hostile.map(({ stream }) => stream),
  ...sample(oddImageStream, 40),
  ...sample(oddImageStream, 20).map(named),
  ...[null, 7, 'stream', [], {}],
]

test.describe('odd objects break nothing', () => {
  test.setTimeout(240_000)

  for (const path of [
    '/all/image-streams',
    '/ns/shop/image-streams',
    '/all/tags',
    '/ns/shop/tags',
  ]) {
    test(`in the list ${path}`, async ({ page }) => {
      const cluster = await OddCluster.behind(page)
      cluster.streams = manyStreams
      cluster.projects = [
        ...hostile.map(({ stream }) => stream),
        ...sample(oddImageStream, 20),
        null,
      ]
      cluster.user = { metadata: { name: hostileTexts[0] }, fullName: hostileTexts[4] }
      cluster.events = sample(oddImageStream, 20).map((object, index) => ({
        type: ['ADDED', 'MODIFIED', 'DELETED', 'SIDEWAYS'][index % 4],
        object: index % 7 === 6 ? null : object,
      }))
      await page.goto(path)
      const main = page.getByRole('main')
      await expect(main.getByRole('row').nth(2).or(isBroken(main)).first()).toBeVisible()
      await walkRows(page, path)

      await page.setViewportSize({ width: 1280, height: 900 })
      for (const head of await main.getByRole('columnheader').getByRole('button').all()) {
        await head.click()
        expect.soft(await faults(page), `sorted by ${await head.textContent()}`).toEqual([])
      }
      await main.getByRole('searchbox').or(main.getByRole('textbox')).first().fill('<img a')
      await expectSound(page, 'filtered')
    })
  }

  for (const items of [null, undefined, {}, 'streams']) {
    test(`in a list whose items are ${JSON.stringify(items)}`, async ({ page }) => {
      const cluster = await OddCluster.behind(page)
      Object.assign(cluster, { streams: items, projects: items })
      for (const path of [
        '/ns/shop/image-streams',
        '/ns/shop/tags',
        '/ns/shop/image-streams/app',
      ]) {
        await page.goto(path)
        await expect(
          page.getByRole('main').getByRole('heading', { level: 2 }).first(),
        ).toBeVisible()
        await expectSound(page, path)
      }
    })
  }

  test('in the project picker', async ({ page }) => {
    const cluster = await OddCluster.behind(page)
    cluster.projects = [...sample(oddImageStream, 40), ...hostile.map(({ stream }) => stream), null]
    await page.goto('/ns/shop/image-streams')
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      await page
        .getByRole('button', { name: /project/i })
        .first()
        .click()
      await page.keyboard.type('a')
      expect.soft(await faults(page), `picker, ${width} px`).toEqual([])
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
    }
  })

  for (const [index, { stream, image }] of hostile.entries()) {
    test(`in the pages of a stream that is full of hostile text ${index}`, async ({ page }) => {
      const cluster = await OddCluster.behind(page)
      Object.assign(cluster, { streams: [stream], image, layers: {}, tag: {} })
      await expectSoundTabs(page, '/ns/shop/image-streams/app', 'stream')
      await expectSoundTabs(page, '/ns/shop/image-streams/app/tags/v1', 'tag')
      await expectSoundTabs(page, `/ns/shop/image-streams/app/images/${digest(1)}`, 'image')
    })
  }

  test('in the pages of a stream', async ({ page }) => {
    const cluster = await OddCluster.behind(page)
    for (const [index, stream] of sample(oddImageStream, SAMPLES).entries()) {
      cluster.streams = [index % 4 === 0 ? stream : named(stream)]
      await expectSoundTabs(page, '/ns/shop/image-streams/app', `stream ${index}`)
    }
  })

  test('in the pages of a tag', async ({ page }) => {
    const cluster = await OddCluster.behind(page)
    const images = sample(oddImage, SAMPLES)
    for (const [index, odd] of sample(oddImageStream, SAMPLES).entries()) {
      const stream = named(odd)
      Object.assign(cluster, { streams: [stream], image: images[index], tag: odd })
      const path = `/ns/shop/image-streams/app/tags/${encodeURIComponent(addressable(stream))}`
      await expectSoundTabs(page, path, `tag ${index}`)
    }
  })

  test('in the Retarget dialog', async ({ page }) => {
    const cluster = await OddCluster.behind(page)
    const wishes = [
      ...sample(oddTagReference, 16).map((wish) => ({ ...(wish as object), name: 'v1' })),
      ...hostile.map(({ stream }) => stream.spec?.tags?.[0]),
    ]
    for (const [index, wish] of wishes.entries()) {
      const others = sample(oddImageStream, 24).slice(index)
      cluster.streams = [
        { metadata: { name: 'app', namespace: 'shop' }, spec: { tags: [wish] } },
        ...others,
      ]
      cluster.tag = others[0] ?? {}
      await page.goto('/ns/shop/image-streams/app/tags/v1')
      await page.getByRole('button', { name: 'Retarget', exact: true }).click()
      const dialog = page.getByRole('dialog', { name: 'Retarget app:v1' })
      await expect(dialog.or(isBroken(page.getByRole('main'))).first()).toBeVisible()
      await expectSound(page, `dialog ${index}`)
      for (const text of ['app:', sample(oddText, 24)[index] ?? '']) {
        await dialog.getByRole('combobox').first().fill(text)
        await expectSound(page, `dialog ${index}, typed`)
      }
    }
  })

  test('in the pages of an image', async ({ page }) => {
    const cluster = await OddCluster.behind(page)
    const layers = sample(fc.jsonValue(), SAMPLES)
    for (const [index, image] of sample(oddImage, SAMPLES).entries()) {
      cluster.streams = [streamFullOf('v1')]
      Object.assign(cluster, { image, layers: layers[index] })
      const path = `/ns/shop/image-streams/app/images/${digest(1)}`
      await expectSoundTabs(page, path, `image ${index}`)
    }
  })
})
