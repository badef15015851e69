import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A certificate authority of a test's own, made by openssl; what it issues is good for two days. */
export class Authority {
  /** @type {string} */
  #folder
  #serial = 1

  /** @param {string} name */
  constructor(name) {
    this.#folder = mkdtempSync(join(tmpdir(), 'tagstream-authority-'))
    this.#openssl(
      ...['req', '-x509', ...NEW_KEY, '-keyout', 'ca.key', '-out', 'ca.crt'],
      ...['-days', '2', '-subj', `/CN=${name}`],
    )
    /** PEM */
    this.certificate = this.#read('ca.crt')
  }

  /**
   * A certificate and its key, PEM: of a server of this machine, or of a person.
   *
   * @param {{ name: string, groups?: string[], isClient?: boolean, names?: string[] }} subject
   * @returns {{ cert: string, key: string }}
   */
  issue({ name, groups = [], isClient = false, names = ['localhost'] }) {
    const id = String(this.#serial++)
    const subject = [...groups.map((group) => `/O=${group}`), `/CN=${name}`].join('')
    this.#openssl(
      ...['req', ...NEW_KEY, '-keyout', `${id}.key`, '-out', `${id}.csr`, '-subj', subject],
    )
    const hosts = [...names.map((host) => `DNS:${host}`), 'IP:127.0.0.1'].join(',')
    writeFileSync(
      join(this.#folder, `${id}.ext`),
      isClient
        ? 'extendedKeyUsage=clientAuth\n'
        : `subjectAltName=${hosts}\nextendedKeyUsage=serverAuth\n`,
    )
    this.#openssl(
      ...['x509', '-req', '-in', `${id}.csr`, '-CA', 'ca.crt', '-CAkey', 'ca.key'],
      ...['-set_serial', id, '-days', '2', '-extfile', `${id}.ext`, '-out', `${id}.crt`],
    )
    return { cert: this.#read(`${id}.crt`), key: this.#read(`${id}.key`) }
  }

  remove() {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** @param {string[]} words */
  #openssl(...words) {
    execFileSync('openssl', words, { cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] })
  }

  /** @param {string} file */
  #read(file) {
    return readFileSync(join(this.#folder, file), 'utf8')
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
