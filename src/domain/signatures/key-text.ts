import { formatCount } from '@/domain/format-count'
/** `199E 2F91 FD43 1D51`: groups of four, as fingerprints are read out. */
export function grouped(digits: string): string {
  return digits.replaceAll(/(.{4})(?=.)/g, '$1 ')
}

const algorithms: Readonly<Record<string, string>> = {
  rsaEncryptSign: 'RSA',
  rsaSign: 'RSA',
  rsaEncrypt: 'RSA, for encryption',
  dsa: 'DSA',
  elgamal: 'ElGamal, for encryption',
  ecdsa: 'ECDSA',
  ecdh: 'ECDH, for encryption',
  eddsaLegacy: 'EdDSA',
  ed25519: 'Ed25519',
  ed448: 'Ed448',
  x25519: 'X25519, for encryption',
  x448: 'X448, for encryption',
  ec: 'ECDSA',
  rsa: 'RSA',
}

const curves: Readonly<Record<string, string>> = {
  nistP256: 'P-256',
  nistP384: 'P-384',
  nistP521: 'P-521',
  ed25519Legacy: 'Ed25519',
  curve25519Legacy: 'Curve25519',
}

/** `RSA, 4096 bits` or `ECDSA, P-256`, for an algorithm as a key's reader names it. */
export function algorithmWords({
  algorithm,
  bits,
  curve,
}: {
  algorithm: string
  bits: number | null
  curve: string | null
}): string {
  const name = algorithms[algorithm] ?? algorithm
  if (curve) return name === 'Ed25519' ? name : `${name}, ${curves[curve] ?? curve}`
  return bits && /RSA|DSA|ElGamal/.test(name) ? `${name}, ${formatCount(bits)} bits` : name
}
