import { digestAlgorithm } from './digest'
import { signedPart } from './manifest-document'
import { type HashName, hash, hex, utf8 } from './signatures/bytes'

/** What became of a digest that was computed again from the bytes. */
export interface DigestCheck {
  verdict: 'same' | 'different' | 'unknown'
  /** The digest of these bytes, in the algorithm of the expected one; '' where it cannot be computed. */
  computed: string
  /** How many bytes they are. */
  bytes: number
  /** Whether the digest is of what the signatures of the document are about, and not of all of it. */
  isOfSignedPart: boolean
}

const hashes: Readonly<Record<string, HashName>> = {
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
}

/**
 * Computes the digest of a document again and compares. The bytes are the UTF-8 of the text: a
 * document that was no UTF-8 did not come through the API whole, and differs. Of a signed manifest of
 * Docker's first schema the digest is that of its payload, as registries have it.
 */
export async function checkDigest(
  text: string,
  expected: string,
  { isManifest = false } = {},
): Promise<DigestCheck> {
  const bytes = utf8(text)
  const payload = isManifest && text.includes('"fsLayers"') ? signedPart(bytes) : undefined
  const algorithm = digestAlgorithm(expected)
  const name = Object.hasOwn(hashes, algorithm) ? hashes[algorithm] : undefined
  const computed = name ? `${algorithm}:${hex(await hash(name, payload ?? bytes))}` : ''
  return {
    verdict: computed === '' ? 'unknown' : computed === expected ? 'same' : 'different',
    computed,
    bytes: bytes.length,
    isOfSignedPart: payload !== undefined,
  }
}
