import { randomInt } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from './fixtures'
import { sampleKeys, sampleSignatures } from './sample-keys'
import { base64, claimOf, Signer } from './signer'

async function addKeys(page: Page, text: string, count: number) {
  await page.goto('/keys')
  await page.getByLabel('Public keys to add').fill(text)
  await page.getByRole('button', { name: 'Add keys' }).click()
  await expect(page.getByRole('article')).toHaveCount(count)
}

const specimen = (tag: string) =>
  `/ns/release-tools/image-streams/signed-images/tags/${tag}?tab=signatures`

/** Digests are of the whole cluster: each test takes some that no other has. */
const newImage = () => randomInt(1_000_000, 2_000_000_000)

const verdicts: [tag: string, verdict: string | RegExp, says: RegExp][] = [
  ['good', 'Verified', /Signed by Acme Release Engineering/],
  ['key-expired-since', /^Verified, but its key has expired since$/, /1 Oct 2026|2026-10-01/],
  ['other-image', 'Failed: signs another image', /It names another image/],
  ['other-repository', 'Failed: made for another repository', /registry\.acme\.test\/somewhere/],
  ['unknown-key', 'Cannot tell: unknown key', /nothing proves that/],
  ['broken', 'Failed: bad signature', /cryptographic check failed/],
  ['not-a-signature', 'Failed: not a signed message', /has no signature/],
  ['checked-by-the-cluster', 'Verified', /manually verified/],
]

test('each state of a signature is said in words, with its checks', async ({ page }) => {
  test.setTimeout(180_000)
  await addKeys(page, sampleKeys().all, 4)
  for (const [tag, verdict, says] of verdicts) {
    await page.goto(specimen(tag))
    const card = page.getByRole('article', { name: verdict })
    await expect(card).toHaveCount(1)
    await expect(card).toContainText(says)
    if (!/^Verified/.test(String(verdict).replace('/^', ''))) {
      await expect(page.getByRole('article', { name: /^Verified/ })).toHaveCount(0)
    }
  }
  await page.goto(specimen('two-signers'))
  await expect(page.getByRole('article', { name: 'Verified' })).toHaveCount(2)
  await page.goto(specimen('unsigned'))
  await expect(page.getByText('Not signed, as far as the API knows')).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(0)
})

test('the tab is accessible verified, failed, unknown and empty', async ({ page }) => {
  test.setTimeout(180_000)
  await page.goto(specimen('unsigned'))
  await expect(page.getByText('Not signed, as far as the API knows')).toBeVisible()
  await expectAccessible(page)
  await page.goto(specimen('good'))
  await expect(page.getByRole('article', { name: 'Cannot tell: unknown key' })).toBeVisible()
  await expectAccessible(page)
  await addKeys(page, sampleKeys().all, 4)
  await page.goto(specimen('broken'))
  await page.getByText('Show what is in it').click()
  await page.getByText(/Show the bytes/).click()
  await expectAccessible(page)
})

test('everything in a signature is shown, and its bytes as they are', async ({ page }) => {
  await addKeys(page, sampleKeys().all, 4)
  await page.goto(specimen('checked-by-the-cluster'))
  const card = page.getByRole('article', { name: 'Verified' })
  await card.getByText('Show what is in it').click()
  for (const text of [
    'Key id',
    'Issuer fingerprint',
    sampleKeys().releaseFingerprint,
    'Signature version',
    'Hash algorithm',
    'Key algorithm',
    'OnePassSignature, LiteralData, Signature',
    'docker-manifest-digest',
    'acme-sign 2.4.0',
    'a claim only',
    'Condition Trusted',
    'Condition ForImage',
    'Issued by',
  ]) {
    await expect(card).toContainText(text)
  }
  await card.getByText(/Show the bytes/).click()
  await card.getByRole('button', { name: 'Hex' }).click()
  await expect(card.getByLabel('Bytes of the signature')).toContainText(/^0000 {2}[0-9a-f]{2} /)
})

test('cosign’s signature beside the image is verified, its attestation once it is given', async ({
  page,
}) => {
  await addKeys(page, sampleKeys().cosign, 1)
  await page.goto('/ns/shop/image-streams/frontend/tags/v2.5.1?tab=signatures')
  const cosign = page.getByRole('article').filter({ hasText: 'Cosign, simple signing payload' })
  await expect(cosign.getByRole('heading', { name: 'Verified' })).toBeVisible()
  await expect(cosign).toContainText('It names this repository')
  const attestation = page.getByRole('article').filter({ hasText: 'attestation in an envelope' })
  await expect(attestation.first()).toContainText('Cannot tell: the payload is missing')
  await expect(attestation.first()).toContainText('SLSA provenance')

  const kept = page.getByRole('table', { name: 'Kept with this image' })
  await expect(kept.getByRole('row')).toHaveCount(4)
  await expect(kept).toContainText('SPDX SBOM')

  const [signed] = Object.values(sampleSignatures().cosign)
  await page.getByLabel(/A signature, bundle/).fill(signed?.attestation ?? '')
  await page.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(
    attestation.filter({ hasText: '.att' }).getByRole('heading', { name: 'Verified' }),
  ).toBeVisible()
  await expect(attestation.filter({ hasText: 'What you pasted' })).toContainText('Subject')
  await expectAccessible(page)
})

test('a file that is no signature is refused in a sentence', async ({ page }) => {
  await page.goto(specimen('unsigned'))
  for (const [text, said] of [
    ['{"a":1}', /neither a Sigstore bundle nor/],
    ['<html>', /no signature that can be read/],
  ] as const) {
    await page.getByLabel(/A signature, bundle/).fill(text)
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await expect(page.getByText(said)).toBeVisible()
  }
  await expect(page.getByRole('article', { name: /^Verified/ })).toHaveCount(0)
})

test('what is not a good signature of this image is never green', async ({ page, cluster }) => {
  test.setTimeout(120_000)
  const n = newImage()
  const signer = await Signer.make('Release')
  const good = await signer.sign(n)
  const literal = new TextEncoder().encode(claimOf(n, 'registry.example.com/team/web:1'))
  const changed = Uint8Array.from(good)
  changed[good.length - 1] = (changed.at(-1) ?? 0) ^ 1
  const bad: [string, Uint8Array][] = [
    ['unsigned', literal],
    ['truncated', good.slice(0, -20)],
    ['truncated-early', good.slice(0, 30)],
    ['re-encoded', new TextEncoder().encode(base64(good))],
    ['doubled', Buffer.concat([good, good])],
    ['changed', changed],
    ['another-digest', await signer.sign(n + 1)],
    ['another-repository', await signer.sign(n, { reference: 'quay.io/evil/web:1' })],
    ['no-tag', await signer.sign(n, { reference: 'registry.example.com/team/web' })],
  ]
  await cluster.createStream('web')
  await cluster.push('web', 'prod', n)
  for (const [name, blob] of bad) await cluster.sign(n, base64(blob), name)
  await addKeys(page, signer.publicKey, 1)
  const tab = `/ns/${cluster.project}/image-streams/web/tags/prod?tab=signatures`
  await page.goto(tab)
  await expect(page.getByRole('article')).toHaveCount(bad.length)
  await expect(page.getByRole('article', { name: /^Failed/ })).toHaveCount(bad.length)

  await cluster.sign(n, base64(good), 'good')
  await page.goto(tab)
  await expect(page.getByRole('article', { name: 'Verified' })).toHaveCount(1)
  await expect(page.getByRole('article', { name: /^Failed/ })).toHaveCount(bad.length)
})

test('a signature is added, seen, removed and brought back', async ({ page, cluster }) => {
  const n = newImage()
  const signer = await Signer.make('Release')
  const content = base64(await signer.sign(n))
  await cluster.createStream('web')
  await cluster.push('web', 'prod', n)
  await addKeys(page, signer.publicKey, 1)
  await page.goto(`/ns/${cluster.project}/image-streams/web/tags/prod?tab=signatures`)

  await page.getByRole('button', { name: 'Add signature' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a signature' })
  await dialog.getByLabel('Signature', { exact: true }).fill('hello!')
  await expect(dialog.getByText(/neither base64 nor hexadecimal/).first()).toBeVisible()
  await dialog.getByLabel('Signature', { exact: true }).fill(content)
  await expect(dialog.getByRole('article', { name: 'Verified' })).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Add signature' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('article', { name: 'Verified' })).toBeVisible()

  await page.getByRole('button', { name: 'Add signature' }).click()
  await dialog.getByLabel('Signature', { exact: true }).fill(content)
  await dialog.getByRole('button', { name: 'Add signature' }).click()
  await expect(dialog.getByText(/already exists/)).toBeVisible()
  await expect(dialog.getByLabel('Signature', { exact: true })).toHaveValue(content)
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('button', { name: /Actions for signature/ }).click()
  await page.getByRole('menuitem', { name: 'Remove signature' }).click()
  await expect(page.getByText('Not signed, as far as the API knows')).toBeVisible()
  await page
    .getByLabel('Results')
    .getByText(/Removed signature/)
    .locator('..')
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect(page.getByRole('article', { name: 'Verified' })).toBeVisible()
})

test('the tags of a stream say in a word whether they are signed and verified', async ({
  page,
}) => {
  const row = (tag: string) =>
    page.getByRole('row').filter({ has: page.getByRole('link', { name: tag, exact: true }) })
  await page.goto('/ns/release-tools/image-streams/signed-images')
  await expect(row('good')).toContainText('Signed, not verified')
  await expect(row('unsigned')).toContainText('Not signed')

  await addKeys(page, sampleKeys().all, 4)
  await page.goto('/ns/release-tools/image-streams/signed-images')
  await expect(row('good')).toContainText('Verified by Acme Release Engineering')
  await expect(row('unknown-key')).toContainText('Signed, not verified')
  await expect(row('broken')).toContainText('Signature failed')
  await expect(row('other-repository')).toContainText('Signature failed')
  await expect(row('unsigned')).toContainText('Not signed')
  await expectAccessible(page)
})

test('who may not add or remove signatures is told which right is missing', async ({ openAs }) => {
  const { page, url, project } = await openAs()
  const n = newImage()
  const cluster = await project('shop')
  await cluster.createStream('web')
  await cluster.push('web', 'prod', n)
  await cluster.sign(n, base64(await (await Signer.make('Release')).sign(n)))
  await page.goto(`${url}/ns/shop/image-streams/web/tags/prod?tab=signatures`)
  const add = page.getByRole('button', { name: 'Add signature' })
  await expect(add).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText(/lack the right to create imagesignatures/)).toBeAttached()
  await page.getByRole('button', { name: /Actions for signature/ }).click()
  const remove = page.getByRole('menuitem', { name: 'Remove signature' })
  await expect(remove).toHaveAttribute('aria-disabled', 'true')
  await expect(remove).toHaveAccessibleDescription(/delete imagesignatures/)
})
