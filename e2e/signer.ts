import { createMessage, generateKey, type PrivateKey, sign } from 'openpgp'
import { digest } from './cluster'

/** A key made for one test, and what it signs. */
export class Signer {
  readonly #key: PrivateKey
  /** The public half, armored. */
  readonly publicKey: string

  private constructor(key: PrivateKey) {
    this.#key = key
    this.publicKey = key.toPublic().armor()
  }

  static async make(name: string): Promise<Signer> {
    const { privateKey } = await generateKey({
      userIDs: { name },
      date: new Date(Date.now() - 24 * 3600_000),
      format: 'object',
    })
    return new Signer(privateKey)
  }

  /** An atomic container signature of image `n`, under the name that a push gave it. */
  async sign(n: number, { reference = `registry.example.com/team/web:${n}` } = {}) {
    const binary = new TextEncoder().encode(claimOf(n, reference))
    const message = await createMessage({ binary, format: 'binary' })
    const config = { preferredCompressionAlgorithm: 0 }
    const date = new Date(Date.now() - 60_000)
    return await sign({ message, signingKeys: this.#key, date, format: 'binary', config })
  }
}

/** What a signature of image `n` says. */
export function claimOf(n: number, reference: string): string {
  return JSON.stringify({
    critical: {
      type: 'atomic container signature',
      image: { 'docker-manifest-digest': digest(n) },
      identity: { 'docker-reference': reference },
    },
    optional: { creator: 'a test' },
  })
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
