import { createHash } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, errors } from 'jose'
import { ConfigError } from '../../config-error'
import { rotatingFile } from '../rotating-file'

/** What a sealed text is for: one that was made for something else does not open. */
export type Purpose = 'session' | 'sign-in'

interface Key {
  id: string
  bytes: Uint8Array
}

const OPTION = '--session-key-file'

/**
 * Seals what a browser keeps for us, so that nobody reads or changes it (JWE, AES-256-GCM). All replicas
 * have the same keys; the first of the file seals and every one of them opens, so that a key can be
 * replaced without ending sessions.
 */
export class SessionKeys {
  readonly #read: () => string
  #known = { text: '', keys: [] as Key[] }

  /** Throws ConfigError where the file holds no keys. */
  constructor(file: string) {
    this.#read = rotatingFile(OPTION, file)
    this.#known = { text: this.#read(), keys: parseKeys(this.#read()) }
  }

  async seal(purpose: Purpose, value: object): Promise<string> {
    const [key] = this.#keys()
    if (!key) throw new Error('There is no key.')
    return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value)))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: purpose, kid: key.id })
      .encrypt(key.bytes)
  }

  /** Undefined for what we did not seal for this, or sealed with a key that is gone. */
  async open(purpose: Purpose, sealed: string): Promise<unknown> {
    try {
      const { plaintext, protectedHeader } = await compactDecrypt(
        sealed,
        ({ kid }) => {
          const key = this.#keys().find(({ id }) => id === kid)
          if (!key) throw new errors.JWEDecryptionFailed()
          return key.bytes
        },
        { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
      )
      if (protectedHeader.typ !== purpose) return undefined
      return JSON.parse(new TextDecoder().decode(plaintext))
    } catch {
      return undefined
    }
  }

  /** A file that is being written wrongly changes nothing. */
  #keys(): Key[] {
    const text = this.#read()
    if (text !== this.#known.text) {
      try {
        this.#known = { text, keys: parseKeys(text) }
      } catch {
        this.#known = { text, keys: this.#known.keys }
      }
    }
    return this.#known.keys
  }
}

function parseKeys(text: string): Key[] {
  const lines = text.split('\n').map((line) => line.trim())
  const keys = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => new Uint8Array(Buffer.from(line, 'base64')))
  if (keys.length === 0 || keys.some(({ length }) => length !== 32)) {
    throw new ConfigError(
      `${OPTION}: each line is a key of 32 bytes in base64, as "openssl rand -base64 32" makes it.`,
    )
  }
  return keys.map((bytes) => ({
    id: createHash('sha256').update(bytes).digest('base64url').slice(0, 11),
    bytes,
  }))
}
