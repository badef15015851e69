import { createPublicKey, verify } from 'node:crypto'
import * as openpgp from 'openpgp'
import { expect, test } from 'vitest'
import type { Image } from '@/domain/kinds/image'
import { SIGNED_SPECIMENS } from './company/release-tools'
import { frontendInProduction } from './company/shop'
import { sampleObjects } from './sample-objects'
import { sampleSignatures } from './sample-signatures'

type Specimen = keyof typeof SIGNED_SPECIMENS

/** What OpenPGP says of each signature of the image, and which image and repository it names. */
async function verdicts(digest: string) {
  const keys = await Promise.all(
    sampleSignatures.openPgpKeys.map(({ armored }) => openpgp.readKey({ armoredKey: armored })),
  )
  return Promise.all(
    (sampleSignatures.openPgp[digest] ?? []).map(async (content) => {
      const message = await openpgp.readMessage({
        binaryMessage: new Uint8Array(Buffer.from(content, 'base64')),
      })
      const { data, signatures } = await openpgp.verify({
        message,
        verificationKeys: keys,
        format: 'binary',
      })
      const { critical } = JSON.parse(Buffer.from(data as Uint8Array).toString())
      const [signature] = signatures
      const verdict = signature
        ? await signature.verified.then(
            () => 'good',
            (error: Error) => error.message,
          )
        : 'no signature'
      return {
        verdict,
        isThisImage: critical.image['docker-manifest-digest'] === digest,
        reference: critical.identity['docker-reference'],
      }
    }),
  )
}

const good = { verdict: 'good', isThisImage: true }

test.each<[Specimen, object[]]>([
  ['good', [good]],
  ['two-signers', [good, good]],
  ['key-expired-since', [good]],
  ['other-image', [{ verdict: 'good', isThisImage: false }]],
  [
    'other-repository',
    [{ ...good, reference: expect.not.stringContaining('release-tools/signed-images') }],
  ],
  ['unknown-key', [{ verdict: expect.stringContaining('Could not find signing key') }]],
  ['broken', [{ verdict: expect.stringContaining('Signature verification failed') }]],
  ['not-a-signature', [{ verdict: 'no signature' }]],
  ['checked-by-the-cluster', [good]],
  ['unsigned', []],
])('the specimen %s is what it says', async (name, expected) => {
  const found = await verdicts(SIGNED_SPECIMENS[name].digest)
  expect(found).toHaveLength(expected.length)
  for (const [index, each] of expected.entries()) expect(found[index]).toMatchObject(each)
})

test('every signature belongs to an image of the sample, and is stored with it', () => {
  const images = new Map(
    sampleObjects().images.map((image) => [image.metadata.name, image as Image]),
  )
  for (const [digest, contents] of Object.entries(sampleSignatures.openPgp)) {
    expect(images.get(digest)?.signatures?.map(({ content }) => content)).toEqual(contents)
  }
})

test('a signature that the cluster checked names the key, the others say nothing (S-47)', () => {
  const signed = (sampleObjects().images as Image[]).flatMap(({ signatures }) => signatures ?? [])
  const checked = signed.filter(({ conditions }) => conditions !== undefined)
  expect(checked).toHaveLength(1)
  expect(checked[0]?.issuedBy?.commonName).toBe(sampleSignatures.openPgpKeys[0]?.keyId)
})

test('one key has expired, and all keys are public', async () => {
  for (const { armored } of sampleSignatures.openPgpKeys) {
    const key = await openpgp.readKey({ armoredKey: armored })
    expect(key.isPrivate()).toBe(false)
  }
  const retired = await openpgp.readKey({
    armoredKey: sampleSignatures.openPgpKeys.at(-1)?.armored ?? '',
  })
  expect(await retired.getExpirationTime()).toEqual(new Date('2026-10-01T00:00:00Z'))
})

test('cosign payload and attestation verify with its key', () => {
  const signed = sampleSignatures.cosign[frontendInProduction.digest]
  const key = createPublicKey(sampleSignatures.cosignKey)
  const holds = (text: string, signature: string) =>
    verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64'))

  expect(holds(signed?.payload ?? '', signed?.signature ?? '')).toBe(true)
  expect(JSON.parse(signed?.payload ?? '').critical.image['docker-manifest-digest']).toBe(
    frontendInProduction.digest,
  )
  const { payload, payloadType, signatures } = JSON.parse(signed?.attestation ?? '')
  const statement = Buffer.from(payload, 'base64').toString()
  const encoded = `DSSEv1 ${payloadType.length} ${payloadType} ${Buffer.byteLength(statement)} ${statement}`
  expect(holds(encoded, signatures[0].sig)).toBe(true)
})
