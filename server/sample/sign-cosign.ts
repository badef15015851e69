import type { CosignSignature } from './sample-signatures'
import { seededHex } from './seeded'

/** A new key, of which only the public half can be had: PEM, ECDSA P-256. */
export async function newCosignKey() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  return {
    publicKey: pem(await crypto.subtle.exportKey('spki', pair.publicKey)),
    sign: (digest: string, repository: string) => signWith(pair.privateKey, digest, repository),
  }
}

async function signWith(
  key: CryptoKey,
  digest: string,
  repository: string,
): Promise<CosignSignature> {
  const payload = JSON.stringify({
    critical: {
      identity: { 'docker-reference': repository },
      image: { 'docker-manifest-digest': digest },
      type: 'cosign container image signature',
    },
    optional: null,
  })
  const payloadType = 'application/vnd.in-toto+json'
  const statement = JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    predicateType: 'https://slsa.dev/provenance/v1',
    subject: [{ name: repository, digest: { sha256: digest.slice(7) } }],
    predicate: {
      buildDefinition: {
        buildType: 'https://acme.test/pipelines/v1',
        externalParameters: { revision: seededHex(`provenance ${digest}`, 40) },
      },
      runDetails: { builder: { id: 'https://ci.acme.test/builders/buildkit' } },
    },
  })
  const signed = `DSSEv1 ${payloadType.length} ${payloadType} ${Buffer.byteLength(statement)} ${statement}`
  return {
    payload,
    signature: await ecdsa(key, payload),
    attestation: JSON.stringify({
      payloadType,
      payload: Buffer.from(statement).toString('base64'),
      signatures: [{ keyid: '', sig: await ecdsa(key, signed) }],
    }),
  }
}

/** ECDSA with SHA-256, as DER in base64. */
async function ecdsa(key: CryptoKey, text: string): Promise<string> {
  const raw = Buffer.from(
    await crypto.subtle.sign(
      { name: 'ECDSA', hash: 'SHA-256' },
      key,
      new TextEncoder().encode(text),
    ),
  )
  const integer = (bytes: Buffer) => {
    const first = bytes.findIndex((byte) => byte !== 0)
    const short = bytes.subarray(first)
    const padded = (short[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), short]) : short
    return Buffer.concat([Buffer.of(2, padded.length), padded])
  }
  const body = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))])
  return Buffer.concat([Buffer.of(0x30, body.length), body]).toString('base64')
}

function pem(spki: ArrayBuffer): string {
  const lines =
    Buffer.from(spki)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`
}
