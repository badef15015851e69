import { createHash, createHmac, randomBytes } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { ConfigError } from '../config-error'
import { isSameSecret } from './same-secret'

/** What somebody must know who uses the gateway's own credentials. */
export class OwnSecret {
  /** For programs, as their bearer token. */
  readonly secret: string
  /** Told apart by its name, for a browser sends cookies to every port of a host. */
  readonly cookieName: string
  readonly #cookie: string
  readonly #onCode: (code: string) => void
  #code = ''

  /** `onCode` is told the code that opens a browser's session, and the next one when it was used. */
  constructor(secret: string, onCode: (code: string) => void) {
    this.secret = secret
    this.cookieName = `tagstream-${createHash('sha256').update(secret).digest('hex').slice(0, 12)}`
    this.#cookie = createHmac('sha256', secret).update('session').digest('base64url')
    this.#onCode = onCode
    this.#renewCode()
  }

  /** What a browser that was let in sends from then on. */
  get cookie(): string {
    return this.#cookie
  }

  isSecret(given: string): boolean {
    return isSameSecret(given, this.secret)
  }

  isCookie(given: string): boolean {
    return isSameSecret(given, this.#cookie)
  }

  /** Whether this is the code; it is good once. */
  takeCode(given: string): boolean {
    if (!isSameSecret(given, this.#code)) return false
    this.#renewCode()
    return true
  }

  #renewCode() {
    this.#code = randomBytes(32).toString('base64url')
    this.#onCode(this.#code)
  }
}

/**
 * The secret of the file, which is made where it is missing; a new one for as long as the process lives
 * where there is no file. Throws ConfigError where others could read it.
 */
export function readSecret(file: string | undefined): string {
  const fresh = randomBytes(32).toString('base64url')
  if (file === undefined) return fresh
  try {
    writeFileSync(file, `${fresh}\n`, { flag: 'wx', mode: 0o600 })
    return fresh
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new ConfigError(`--secret-file: the file "${file}" cannot be written.`)
    }
  }
  const { mode } = statSync(file)
  if ((mode & 0o077) !== 0) {
    throw new ConfigError(
      `--secret-file: others may read the file "${file}"; "chmod 600" keeps it from them.`,
    )
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (!/^[\x21-\x7e]{32,}$/.test(secret)) {
    throw new ConfigError(
      `--secret-file: the file "${file}" holds no secret of at least 32 characters. Remove it, and one is made.`,
    )
  }
  return secret
}
