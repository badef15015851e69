import type { Server } from 'node:https'
import { ConfigError } from '../config-error'
import { rotatingFile } from './rotating-file'

/** How often the files are looked at: certificates are renewed long before they end. */
const LOOK_MS = 30_000

/** A certificate and its key that others renew. */
export class ServingTls {
  readonly #cert: () => string
  readonly #key: () => string

  /** Throws ConfigError where the files cannot be read or hold something else. */
  constructor({ certFile, keyFile }: { certFile: string; keyFile: string }) {
    this.#cert = rotatingFile('--tls-cert', certFile)
    this.#key = rotatingFile('--tls-key', keyFile)
    const { cert, key } = this.now
    if (!cert.includes('-----BEGIN CERTIFICATE-----') || !key.includes('PRIVATE KEY-----')) {
      throw new ConfigError(
        '--tls-cert and --tls-key are a certificate and its private key in PEM.',
      )
    }
  }

  get now(): { cert: string; key: string; minVersion: 'TLSv1.2' } {
    return { cert: this.#cert(), key: this.#key(), minVersion: 'TLSv1.2' }
  }

  /** Serves what the files hold from then on; answers what ends that. */
  follow(server: Server, onError: (error: unknown) => void): () => void {
    let served = this.now
    const timer = setInterval(() => {
      const { now } = this
      if (now.cert === served.cert && now.key === served.key) return
      try {
        server.setSecureContext(now)
        served = now
      } catch (error) {
        // The two are written one after the other: next time they fit.
        onError(error)
      }
    }, LOOK_MS)
    timer.unref()
    return () => clearInterval(timer)
  }
}
