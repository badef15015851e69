import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { tagWithEverything } from './everything'
import { expect, expectAccessible, test } from './fixtures'
import { OddCluster } from './odd-cluster'
import {
  type FieldPlace,
  imageStreamTagFields,
  imageTagFields,
  type Place,
  pages,
  type Seen,
} from './tag-fields'

const kinds = { ImageStreamTag: imageStreamTagFields, ImageTag: imageTagFields }
const entries = Object.entries(kinds).flatMap(([kind, fields]) =>
  Object.entries(fields).map(([field, place]) => ({ name: `${kind} ${field}`, ...place })),
)

async function behind(page: Page, on: keyof typeof pages): Promise<void> {
  const cluster = await OddCluster.behind(page)
  Object.assign(cluster, tagWithEverything(on === 'platforms' ? 'list' : 'single'))
}

/** By the description list's name and its term, or by role and name. */
function locate(page: Page, place: Place): Locator {
  if ('term' in place) {
    const terms = page
      .getByLabel(place.label, { exact: true })
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${place.term}`) })
    return terms.locator('xpath=following-sibling::dd[1]')
  }
  const { role, name, text } = place
  const found = page.getByRole('main').getByRole(role, name === undefined ? {} : { name })
  const within = role === 'main' ? page.getByRole('main') : found
  return text === undefined ? within : within.filter({ hasText: text })
}

async function expectSeen(page: Page, { at, shows, behind: summary }: Seen, name: string) {
  const place = locate(page, at)
  if (summary) {
    const closed = place.locator('details:not([open]) > summary').filter({ hasText: summary })
    if ((await closed.count()) > 0) await closed.first().click()
  }
  const found =
    typeof shows === 'object' && 'time' in shows
      ? place.locator(`time[datetime="${shows.time}"]`)
      : place.filter({ hasText: shows })
  await expect(found.first(), name).toBeVisible()
}

for (const on of Object.keys(pages) as (keyof typeof pages)[]) {
  const seenHere = entries.filter(({ seen }) => seen.on === on)
  test(`all fields that belong on the page "${on}" are seen there`, async ({ page }) => {
    expect(seenHere.length, 'a page without fields should not be in the table').toBeGreaterThan(0)
    await behind(page, on)
    await page.goto(pages[on])
    for (const { name, seen } of seenHere) await expectSeen(page, seen, name)
    await expectAccessible(page)
  })
}

test('every field that can be written has its control, which holds its value', async ({ page }) => {
  await behind(page, 'overview')
  await page.goto(pages.overview)
  await page.getByRole('button', { name: 'Retarget', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Retarget web:prod' })
  const written = entries.filter(hasControl)
  expect(written.length).toBeGreaterThan(0)
  for (const { name, control } of written) {
    const found = dialog.getByRole(control.role, { name: control.name })
    await expect(found, name).toBeVisible()
    if (typeof control.holds === 'string') await expect(found, name).toHaveValue(control.holds)
    else await expect(found, name).toBeChecked({ checked: control.holds })
  }
})

type Entry = (typeof entries)[number]

function hasControl(entry: Entry): entry is Entry & Required<Pick<FieldPlace, 'control'>> {
  return entry.control !== undefined
}

/** What of a tag reference the server takes from a writer; the rest is made by it or names the tag. */
const writable = [
  'annotations',
  'from',
  'generation',
  'importPolicy.insecure',
  'importPolicy.scheduled',
  'reference',
  'referencePolicy.type',
]

test('no writable field is without a control', () => {
  const missing = (['tag', 'spec'] as const).flatMap((path) =>
    writable
      .map((field) => `.${path}.${field}`)
      .filter((field) => !(path === 'tag' ? imageStreamTagFields : imageTagFields)[field]?.control),
  )
  expect(missing).toEqual([])
  expect(imageStreamTagFields['.tag.importPolicy.importMode']?.control).toBeDefined()
})

const shared = process.env.TAGSTREAM_SHARED

test.describe('the API references', () => {
  test.skip(!shared, 'TAGSTREAM_SHARED is not set')
  for (const [kind, file, least] of [
    ['ImageStreamTag', 'imagestreamtag-api.txt', 75],
    ['ImageTag', 'imagetag-api.txt', 56],
  ] as const) {
    test(`every field of the reference of ${kind} has a place`, () => {
      const text = readFileSync(join(shared ?? '', 'spec', file), 'utf8')
      const fields = referenceFields(text)
      expect(fields.length).toBeGreaterThanOrEqual(least)
      expect(fields.filter((field) => !Object.hasOwn(kinds[kind], field))).toEqual([])
    })
  }
})

const TYPE =
  /^(string|integer|boolean|object|array|Time|RawExtension|ObjectMeta|ObjectReference)(_v\d+)?( \(string\))?$/

/** The fields that a reference describes: in each section a table of name, type and description. */
function referenceFields(text: string): string[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const fields: string[] = []
  let section = ''
  let isTable = false
  for (const [index, line] of lines.slice(0, lines.indexOf('API endpoints')).entries()) {
    if (/^(\.[A-Za-z]+(\[\])?)+$/.test(line)) {
      section = line
      isTable = false
    } else if (line === 'Property Type Description') {
      isTable = true
    } else if (isTable && /^[A-Za-z]+(\[\])?$/.test(line) && TYPE.test(lines[index + 1] ?? '')) {
      fields.push(`${section}.${line}`)
    }
  }
  return fields
}
