import { asText, isObject } from '@/domain/untrusted'

/** A public key, or Sigstore's list of whom to trust, that a person keeps in this browser. */
export interface KeptKey {
  /** `openpgp:` and a fingerprint, or `public-key:` or `trusted-root:` and the SHA-256 of it. */
  id: string
  type: 'openpgp' | 'public-key' | 'trusted-root'
  /** As the person calls it. */
  name: string
  /** Base64 of the key's packets, of its SubjectPublicKeyInfo, or of the text of the root. */
  content: string
  /** RFC 3339. */
  added: string
  /** Where it came from: a file's name, or `pasted`. */
  source: string
}

/** Whether what the browser kept is a key that this version of the dashboard can read. */
export function isKeptKey(value: unknown): value is KeptKey {
  if (!isObject(value)) return false
  const key = value as Partial<Record<keyof KeptKey, unknown>>
  return (
    asText(key.id) !== '' &&
    (key.type === 'openpgp' || key.type === 'public-key' || key.type === 'trusted-root') &&
    typeof key.name === 'string' &&
    asText(key.content) !== '' &&
    typeof key.added === 'string' &&
    typeof key.source === 'string'
  )
}

export type KeyState = 'valid' | 'expired' | 'revoked' | 'unusable'

/** What there is to say of a key or a subkey. */
export interface KeyPart {
  /** 16 upper-case hexadecimal digits; '' for a bare public key. */
  keyId: string
  /** Upper-case for OpenPGP; for a bare key `SHA256:` and lower-case digits. */
  fingerprint: string
  /** `RSA, 4096 bits` */
  algorithm: string
  /** RFC 3339; '' for a bare key, which does not say. */
  created: string
  /** RFC 3339; '' for never. */
  expires: string
  state: KeyState
  /** Why the state is not valid; '' where it is. */
  stateReason: string
}

/** A key as it is now: its state changes with time though nobody touches it. */
export interface DescribedKey extends KeptKey, KeyPart {
  userIds: string[]
  subkeys: KeyPart[]
  /** The vendor who publishes this very key, and what for; '' for all others. */
  knownAs: string
  /** Armored, or PEM. */
  exported: string
}

/** What was found in what a person pasted or dropped. */
export interface FoundKeys {
  keys: DescribedKey[]
  /** What could not be taken and why, in sentences. */
  problems: string[]
}
