import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * What the suite runs against: the gateway with the embedded API (`embedded`), or a gateway before a
 * cluster over TLS, whose people log in, bring a token or are one kubeconfig's; or any API server, given
 * by its address and a token (`server`).
 */
export type Mode = 'embedded' | 'login' | 'token' | 'kubeconfig' | 'server'

const known: readonly Mode[] = ['embedded', 'login', 'token', 'kubeconfig', 'server']

export const mode: Mode = readMode(process.env.E2E_MODE)

function readMode(text: string | undefined): Mode {
  const wanted = text ?? (process.env.E2E_API_URL === undefined ? 'embedded' : 'server')
  const found = known.find((each) => each === wanted)
  if (!found) throw new Error(`E2E_MODE is one of ${known.join(', ')}, not "${wanted}".`)
  return found
}

/** Where the gateway under test listens; the cluster before it one port further. */
export const port = Number(process.env.E2E_PORT ?? 9177)

export const gatewayUrl = `${mode === 'login' ? 'https' : 'http'}://127.0.0.1:${port}`

/** The API server itself, with which tests prepare and look; the gateway where it has the API in it. */
export const apiUrl =
  mode === 'embedded'
    ? gatewayUrl
    : mode === 'server'
      ? (process.env.E2E_API_URL ?? '')
      : `https://127.0.0.1:${port + 1}`

/** Of somebody who may do everything; '' where nobody asks. */
export const apiToken =
  mode === 'embedded' ? '' : mode === 'server' ? (process.env.E2E_API_TOKEN ?? '') : 'e2e-admin'

/** With this the gateway's own credentials are used, in kubeconfig mode. */
export const secret = 'e2e-secret-of-the-gateway-under-test'

/** What a browser keeps that is signed in. */
export const signedInFile = join(tmpdir(), `tagstream-e2e-${port}-signed-in.json`)
