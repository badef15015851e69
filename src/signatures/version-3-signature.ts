import { type Bytes, base64, concat, hash, isSameBytes } from '@/domain/signatures/bytes'
import {
  multiprecisionIntegers,
  type OpenPgpSignature,
  webHashName,
} from '@/domain/signatures/open-pgp-signature'

/**
 * Verifies a version 3 signature of bytes with WebCrypto: openpgp drops those silently. `keyBody` is
 * the body of a public key packet. Undefined where the algorithm is none that we can check.
 */
export async function isVersion3Signature(
  signature: OpenPgpSignature,
  data: Bytes,
  keyBody: Bytes,
): Promise<boolean | undefined> {
  const hashName = webHashName(signature.hashAlgorithm)
  const key = rsaKey(keyBody)
  if (!hashName || !key || ![1, 3].includes(signature.keyAlgorithm)) return undefined
  const hashed = concat(data, signature.trailer)
  const digest = await hash(hashName, hashed)
  if (!isSameBytes(digest.subarray(0, 2), signature.left16)) return false
  const [number, ...more] = multiprecisionIntegers(signature.integers) ?? []
  if (!number || more.length > 0 || number.length > key.modulus.length) return false
  const padded = concat(new Uint8Array(key.modulus.length - number.length), number)
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: hashName }
  const webKey = await globalThis.crypto.subtle.importKey(
    'jwk',
    { kty: 'RSA', n: base64Url(key.modulus), e: base64Url(key.exponent) },
    algorithm,
    false,
    ['verify'],
  )
  return globalThis.crypto.subtle.verify(algorithm, webKey, padded, hashed)
}

/** Body of a version 4 RSA key: version, time, algorithm, then modulus and exponent. */
function rsaKey(body: Bytes): { modulus: Bytes; exponent: Bytes } | undefined {
  if (body[0] !== 4 || (body[5] !== 1 && body[5] !== 3)) return undefined
  const [modulus, exponent] = multiprecisionIntegers(body.slice(6)) ?? []
  return modulus && exponent ? { modulus, exponent } : undefined
}

function base64Url(bytes: Bytes): string {
  return base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
