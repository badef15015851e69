import type { Config } from './config'
import { ConfigError } from './config-error'
import { ENTER_PATH } from './gateway/own-session'

/** Tells the person at the terminal where the gateway is, and how to get in; programs read the log. */
export class Terminal {
  readonly #config: Config
  #url = ''
  #way: { code: string; secret: string } | undefined

  constructor(config: Config) {
    this.#config = config
  }

  /** Throws ConfigError where nobody could learn the secret: it is not written to logs. */
  assertIsRead(): void {
    const people = this.#config.upstream?.people
    if (people?.by !== 'own' || people.secretFile !== undefined || process.stdout.isTTY) return
    throw new ConfigError(
      'There is no terminal to tell the secret to, and it is not written to logs. Give --secret-file.',
    )
  }

  /** The gateway listens. */
  isAt(url: string): void {
    this.#url = this.#config.publicUrl ?? url
    if (this.#way) this.#say(this.#way)
    else this.#write([`  Tagstream is at ${this.#url}`])
  }

  /** The code with which a browser comes in, again when it was used, and the secret for programs. */
  tell(code: string, secret: string): void {
    this.#way = { code, secret }
    if (this.#url !== '') this.#say(this.#way)
  }

  #say({ code, secret }: { code: string; secret: string }) {
    this.#write([
      `  Tagstream, for one browser: ${this.#url}${ENTER_PATH}?code=${code}`,
      // kubectl sends a token over TLS only.
      this.#url.startsWith('https:')
        ? `  For kubectl: --server ${this.#url} --token ${secret}`
        : `  For programs: Authorization: Bearer ${secret}`,
    ])
  }

  #write(lines: string[]) {
    if (process.stdout.isTTY) process.stdout.write(`\n${lines.join('\n')}\n\n`)
  }
}
