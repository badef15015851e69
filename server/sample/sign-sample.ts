import { writeFileSync } from 'node:fs'
import * as openpgp from 'openpgp'
import { gatewayRelease } from './company/payments'
import { base96 } from './company/platform'
import { SIGNED_SPECIMENS } from './company/release-tools'
import { frontendInProduction } from './company/shop'
import type { SampleImage } from './oci-image'
import { SAMPLE_REGISTRY_HOST } from './sample-hosts'
import type { SampleSignatures } from './sample-signatures'
import { newCosignKey } from './sign-cosign'

/*
 * Makes `sample-signatures.json` anew, with new keys whose private halves live only in this process. To run it,
 * from the root of the repository:
 *
 *     npx rolldown server/sample/sign-sample.ts --platform node --external openpgp -d node_modules/.sign-sample
 *     node node_modules/.sign-sample/sign-sample.js server/sample/sample-signatures.json
 *     npx biome format --write server/sample/sample-signatures.json
 */

const INTERNAL = 'image-registry.openshift-image-registry.svc:5000'

/** A key pair made for this run. It cannot be kept: there is no code that writes private keys. */
async function newKey(owner: string, kind: 'rsa' | 'ecc', made: string, expires?: string) {
  const date = new Date(made)
  const { privateKey, publicKey } = await openpgp.generateKey({
    type: kind,
    ...(kind === 'rsa' ? { rsaBits: 3072 } : { curve: 'ed25519Legacy' as const }),
    userIDs: [{ name: owner, email: `${owner.toLowerCase().replaceAll(' ', '.')}@acme.test` }],
    date,
    ...(expires === undefined
      ? {}
      : { keyExpirationTime: (Date.parse(expires) - date.getTime()) / 1000 }),
    format: 'object',
  })
  return { owner, privateKey, publicKey }
}

type Key = Awaited<ReturnType<typeof newKey>>

/** An atomic container signature: one signed OpenPGP message, the payload in it. */
async function sign(key: Key, image: SampleImage, reference: string): Promise<Uint8Array> {
  const binary = claim(image, reference)
  return await openpgp.sign({
    message: await openpgp.createMessage({ binary, format: 'binary' }),
    signingKeys: key.privateKey,
    date: signedAt(image),
    format: 'binary',
  })
}

function claim(image: SampleImage, reference: string): Uint8Array {
  const timestamp = signedAt(image).getTime() / 1000
  return new TextEncoder().encode(
    JSON.stringify({
      critical: {
        type: 'atomic container signature',
        image: { 'docker-manifest-digest': image.digest },
        identity: { 'docker-reference': reference },
      },
      optional: { creator: 'acme-sign 2.4.0', timestamp },
    }),
  )
}

/** Twenty minutes after the image was built. */
function signedAt(image: SampleImage): Date {
  const config = image.config ?? image.children[0]?.config
  const built = JSON.parse(config?.text ?? '{}').created
  return new Date(Date.parse(built) + 20 * 60_000)
}

/** The last byte of the signature itself is changed. */
function broken(blob: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(blob)
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 0x01
  return changed
}

async function makeSignatures(): Promise<SampleSignatures> {
  const release = await newKey('Acme Release Engineering', 'rsa', '2024-01-15T08:00:00Z')
  const security = await newKey('Acme Product Security', 'ecc', '2025-02-03T08:00:00Z')
  const retired = await newKey(
    'Acme Release Engineering 2023',
    'ecc',
    '2023-03-01T08:00:00Z',
    '2026-10-01T00:00:00Z',
  )
  const stranger = await newKey('Somebody Else', 'ecc', '2025-06-01T08:00:00Z')
  const at = (tag: string) => `${INTERNAL}/release-tools/signed-images:${tag}`
  const signed = (key: Key, name: keyof typeof SIGNED_SPECIMENS) =>
    sign(key, SIGNED_SPECIMENS[name], at(name))
  const literal = await openpgp.createMessage({
    binary: claim(SIGNED_SPECIMENS['not-a-signature'], at('not-a-signature')),
    format: 'binary',
  })
  const frontend = `${INTERNAL}/shop/frontend:v2.5.1`
  const base = `${SAMPLE_REGISTRY_HOST}/platform/base:9.6`
  const blobs: [SampleImage, ...Uint8Array[]][] = [
    [SIGNED_SPECIMENS.good, await signed(release, 'good')],
    [
      SIGNED_SPECIMENS['two-signers'],
      await signed(release, 'two-signers'),
      await signed(security, 'two-signers'),
    ],
    [SIGNED_SPECIMENS['key-expired-since'], await signed(retired, 'key-expired-since')],
    [SIGNED_SPECIMENS['other-image'], await signed(release, 'unsigned')],
    [
      SIGNED_SPECIMENS['other-repository'],
      await sign(
        release,
        SIGNED_SPECIMENS['other-repository'],
        `${SAMPLE_REGISTRY_HOST}/somewhere/else:latest`,
      ),
    ],
    [SIGNED_SPECIMENS['unknown-key'], await signed(stranger, 'unknown-key')],
    [SIGNED_SPECIMENS.broken, broken(await signed(release, 'broken'))],
    [SIGNED_SPECIMENS['not-a-signature'], literal.write() as Uint8Array],
    [SIGNED_SPECIMENS['checked-by-the-cluster'], await signed(release, 'checked-by-the-cluster')],
    [
      frontendInProduction,
      await sign(release, frontendInProduction, frontend),
      await sign(stranger, frontendInProduction, frontend),
    ],
    [gatewayRelease, await sign(security, gatewayRelease, `${INTERNAL}/payments/gateway:2.3`)],
    [base96, await sign(release, base96, base)],
  ]
  for (const child of base96.children.slice(0, 2)) {
    blobs.push([child, await sign(release, child, base)])
  }
  const cosign = await newCosignKey()
  return {
    openPgpKeys: [release, security, retired].map(({ owner, publicKey }) => ({
      owner,
      keyId: publicKey.getKeyID().toHex(),
      armored: publicKey.armor(),
    })),
    cosignKey: cosign.publicKey,
    openPgp: Object.fromEntries(
      blobs.map(([image, ...contents]) => [
        image.digest,
        contents.map((content) => Buffer.from(content).toString('base64')),
      ]),
    ),
    cosign: {
      [frontendInProduction.digest]: await cosign.sign(
        frontendInProduction.digest,
        `${INTERNAL}/shop/frontend`,
      ),
    },
  }
}

writeFileSync(process.argv[2] ?? 'sample-signatures.json', JSON.stringify(await makeSignatures()))
