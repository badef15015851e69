import type { Parsed } from '@/domain/parsed'
import { refused } from '@/domain/refused'
import { type Bytes, type HashName, hash, hex } from './bytes'
import {
  bitString,
  contentOf,
  DerError,
  derTags,
  inside,
  oid,
  rawEcdsaSignature,
  readDer,
} from './der'
import { readPem } from './pem'

/** A public key outside OpenPGP: what cosign, logs and certificates use. */
export interface WebPublicKey {
  type: 'ec' | 'rsa' | 'ed25519'
  /** Of the modulus, or of the curve. */
  bits: number
  /** `P-256` for elliptic curves, else ''. */
  curve: string
  /** The SubjectPublicKeyInfo in DER. */
  spki: Bytes
  /** 64 hexadecimal digits. */
  spkiSha256: string
}

const curves: Readonly<Record<string, { curve: string; bits: number }>> = {
  '1.2.840.10045.3.1.7': { curve: 'P-256', bits: 256 },
  '1.3.132.0.34': { curve: 'P-384', bits: 384 },
  '1.3.132.0.35': { curve: 'P-521', bits: 521 },
}

/** The one public key of a PEM text, as `cosign.pub` is. */
export async function parsePublicKey(text: string): Promise<Parsed<WebPublicKey>> {
  const blocks = readPem(text)
  const [block, ...more] = blocks
  if (!block) return refused('There is no public key in PEM in it.')
  if (more.length > 0) return refused('There is more than one block in it.')
  if (block.label !== 'PUBLIC KEY') return refused(`A ${block.label} is not a public key in PEM.`)
  return readSpki(block.bytes)
}

/** A key in DER (SubjectPublicKeyInfo): ECDSA P-256, P-384 and P-521, RSA, Ed25519. */
export async function readSpki(spki: Bytes): Promise<Parsed<WebPublicKey>> {
  try {
    const [algorithm, key, ...rest] = inside(readDer(spki))
    const [id, parameters] = inside(algorithm)
    const bits = bitString(key)
    if (rest.length > 0) throw new DerError('bytes after the key')
    const common = { spki, spkiSha256: hex(await hash('SHA-256', spki)) }
    switch (oid(id)) {
      case '1.2.840.10045.2.1': {
        const curve = curves[oid(parameters)]
        if (!curve) return refused('The key is on a curve that cannot be checked here.')
        // One form of a point only: some libraries take others, and a key has one fingerprint.
        const isPoint = bits[0] === 4 && bits.length === 1 + 2 * Math.ceil(curve.bits / 8)
        if (!isPoint) return refused('The key is not a point in its plain form.')
        return { ok: true, value: { ...common, ...curve, type: 'ec' } }
      }
      case '1.2.840.113549.1.1.1': {
        const modulus = contentOf(inside(readDer(bits))[0], derTags.integer)
        const digits = modulus[0] === 0 ? modulus.slice(1) : modulus
        const size = digits.length * 8 - Math.clz32(digits[0] ?? 0) + 24
        return { ok: true, value: { ...common, type: 'rsa', bits: size, curve: '' } }
      }
      case '1.3.101.112':
        return { ok: true, value: { ...common, type: 'ed25519', bits: 256, curve: '' } }
      default:
        return refused('The key is of a kind that cannot be checked here.')
    }
  } catch (error) {
    if (error instanceof DerError) return refused('The key is damaged.')
    throw error
  }
}

/**
 * Whether the signature of the data is by the key: ECDSA in DER, RSA PKCS #1 v1.5, or Ed25519. Cosign
 * hashes with SHA-256 whatever the key; others take the hash of the curve's size, so both are tried
 * unless `hashName` says which. Undefined where this browser cannot check the kind of key.
 */
export async function isSignedBy(
  key: WebPublicKey,
  signature: Bytes,
  data: Bytes,
  hashName?: HashName,
): Promise<boolean | undefined> {
  const hashes: HashName[] = hashName ? [hashName] : hashesOf(key)
  for (const name of hashes) {
    const answer = await isSignedWith(key, signature, data, name)
    if (answer !== false) return answer
  }
  return false
}

function hashesOf({ curve }: WebPublicKey): HashName[] {
  if (curve === 'P-384') return ['SHA-256', 'SHA-384']
  return curve === 'P-521' ? ['SHA-256', 'SHA-512'] : ['SHA-256']
}

async function isSignedWith(
  key: WebPublicKey,
  signature: Bytes,
  data: Bytes,
  hashName: HashName,
): Promise<boolean | undefined> {
  const { subtle } = globalThis.crypto
  const algorithm = {
    ec: { name: 'ECDSA', namedCurve: key.curve, hash: hashName },
    rsa: { name: 'RSASSA-PKCS1-v1_5', hash: hashName },
    ed25519: { name: 'Ed25519' },
  }[key.type]
  const size = Math.ceil(key.bits / 8)
  const raw = key.type === 'ec' ? rawEcdsaSignature(signature, size) : signature
  if (!raw) return false
  try {
    const webKey = await subtle.importKey('spki', key.spki, algorithm, false, ['verify'])
    return await subtle.verify(algorithm, webKey, raw, data)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError') return undefined
    return false
  }
}
