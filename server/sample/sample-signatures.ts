import signatures from './sample-signatures.json' with { type: 'json' }

export interface CosignSignature {
  /** The simple-signing document that was signed, byte for byte. */
  payload: string
  /** Base64 of an ECDSA signature (DER) by `cosignKey`. */
  signature: string
  /** A DSSE envelope with a SLSA provenance statement, signed by the same key. */
  attestation: string
}

export interface SampleSignatures {
  /** Public keys, armored; there are signatures by further keys, which nobody has. */
  openPgpKeys: { owner: string; keyId: string; armored: string }[]
  /** PEM of an ECDSA P-256 public key. */
  cosignKey: string
  /** By digest of the image that they are kept with: base64 of AtomicImageV1 blobs. */
  openPgp: Record<string, string[]>
  /** By digest of the signed image. */
  cosign: Record<string, CosignSignature>
}

/**
 * Signatures of the sample's images. They were made once by `sign-sample.ts`, with keys that were thrown
 * away; what they sign are digests, so a change of a signed image needs them made again.
 */
export const sampleSignatures: SampleSignatures = signatures
