import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from './fixtures'
import { sampleKeys } from './sample-keys'

/** The four public keys of the sample: three of OpenPGP, one of cosign. */
const keys = sampleKeys()

async function paste(page: Page, text: string) {
  await page.getByLabel('Public keys to add').fill(text)
  await page.getByRole('button', { name: 'Add keys' }).click()
}

const key = (page: Page, name: RegExp | string) => page.getByRole('article', { name })

test('keys are added from a text with several of both kinds, and say what they are', async ({
  page,
}) => {
  await page.goto('/keys')
  await expect(page.getByText('No keys yet')).toBeVisible()
  await expectAccessible(page)

  await paste(page, keys.all)
  await expect(page.getByRole('article')).toHaveCount(4)
  await expect(page.getByLabel('Public keys to add')).toHaveValue('')
  const retired = key(page, /Acme Release Engineering 2023/)
  await expect(retired).toContainText('Expired')
  await expect(retired).toContainText('1 Oct 2026')
  await expect(key(page, /Public key/)).toContainText('ECDSA, P-256')
  const release = key(page, /Acme Release Engineering </)
  await expect(release).toContainText(keys.releaseFingerprint)
  await expect(release).toContainText('RSA, 3,072 bits')
  await expectAccessible(page)

  await page.reload()
  await expect(page.getByRole('article')).toHaveCount(4)
})

test('what holds no key is said in a sentence, and stays in the field', async ({ page }) => {
  await page.goto('/keys')
  for (const [text, said] of [
    ['hello', /no public key in it/],
    [keys.all.slice(0, 300), /no end/],
    [keys.cosign.replaceAll('PUBLIC KEY', 'PRIVATE KEY'), /private key/],
  ] as const) {
    await paste(page, text)
    await expect(page.getByRole('alert').filter({ hasText: said })).toBeVisible()
    await expect(page.getByLabel('Public keys to add')).toHaveValue(text)
  }
  await expect(page.getByText('No keys yet')).toBeVisible()
  await expectAccessible(page)
})

test('a file, a key by another name, its removal, and undo', async ({ page }) => {
  await page.goto('/keys')
  await page.getByLabel('Choose files').setInputFiles([
    { name: 'cosign.pub', mimeType: 'text/plain', buffer: Buffer.from(keys.cosign) },
    { name: 'release.asc', mimeType: 'text/plain', buffer: Buffer.from(keys.release) },
  ])
  await expect(page.getByRole('article')).toHaveCount(2)
  await expect(key(page, /Public key/)).toContainText('cosign.pub')

  await page.getByRole('button', { name: /Actions for Public key/ }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByLabel('Name of the key').fill('ci-signing')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(key(page, 'ci-signing')).toBeVisible()

  await page.getByRole('button', { name: 'Actions for ci-signing' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(key(page, 'ci-signing')).toHaveCount(0)
  const toast = page.getByLabel('Results')
  await toast.getByRole('button', { name: 'Undo' }).last().click()
  await expect(key(page, 'ci-signing')).toBeVisible()
})

test('the export is read again', async ({ page }) => {
  await page.goto('/keys')
  await paste(page, keys.all)
  await expect(page.getByRole('article')).toHaveCount(4)
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export all' }).click()
  const exported = readFileSync((await (await downloading).path()) ?? '', 'utf8')

  await paste(page, exported)
  await expect(page.getByText('4 keys had been added before')).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(4)
})

test('another tab of the browser sees the keys at once', async ({ page, context }) => {
  await page.goto('/keys')
  const other = await context.newPage()
  await other.goto('/keys')
  await expect(other.getByText('No keys yet')).toBeVisible()
  await paste(page, keys.cosign)
  await expect(other.getByRole('article')).toHaveCount(1)
})

test('vendors’ fingerprints are listed to compare with, and none is among the keys', async ({
  page,
}) => {
  await page.goto('/keys')
  await page.getByText('Show the fingerprints that vendors publish').click()
  const table = page.getByRole('table', { name: 'Well-known fingerprints' })
  await expect(table).toContainText('567E 347A D004 4ADE 55BA 8A5F 199E 2F91 FD43 1D51')
  await expect(page.getByRole('article')).toHaveCount(0)
  await expectAccessible(page)
})
