import { createHash } from 'node:crypto'
import { rootCertificates } from 'node:tls'
import * as oauth from 'oauth4webapi'
import { Agent, type Dispatcher, fetch, type RequestInit } from 'undici'
import { StatusError } from '../../image-api/rest/status-error'
import type { Login } from '../../upstream-config'
import { rotatingFile } from '../rotating-file'
import { upstreamFailure } from '../upstream-failure'
import type { TlsSettings } from '../upstream-pools'

export interface OAuthOptions extends Login {
  /** The API server, which says where the OAuth server is. */
  url: string
  tls: () => TlsSettings
  redirectUri: string
}

/** A person's token, and when it ends. */
export interface AccessToken {
  token: string
  /** Seconds since 1970. */
  expires: number
}

const DISCOVERY_MS = 5 * 60_000
const TIMEOUT_MS = 15_000
/** What the rights of the dashboard are: those of its person. */
const SCOPE = 'user:full'

/** Logs people in at OpenShift's OAuth server: authorization code with PKCE. */
export class OpenShiftOAuth {
  readonly #options: OAuthOptions
  readonly #client: oauth.Client
  readonly #secret: () => string
  readonly #authorities: (() => string) | undefined
  #agent: { ca: string; dispatcher: Dispatcher } | undefined
  #server: { value: oauth.AuthorizationServer; until: number } | undefined

  constructor(options: OAuthOptions) {
    this.#options = options
    this.#client = { client_id: options.clientId }
    this.#secret = rotatingFile('--oauth-client-secret-file', options.clientSecretFile)
    this.#authorities =
      options.caFile === undefined ? undefined : rotatingFile('--oauth-ca', options.caFile)
  }

  /** Where the browser goes to log in. */
  async signInUrl(state: string, verifier: string): Promise<string> {
    const { authorization_endpoint: endpoint } = await this.#discover()
    const url = new URL(endpoint ?? '')
    url.search = new URLSearchParams({
      client_id: this.#options.clientId,
      response_type: 'code',
      redirect_uri: this.#options.redirectUri,
      scope: SCOPE,
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString()
    return url.href
  }

  /** The token for what the OAuth server sent the browser back with. */
  async accessToken(
    answer: URLSearchParams,
    state: string,
    verifier: string,
  ): Promise<AccessToken> {
    const server = await this.#discover()
    try {
      const parameters = oauth.validateAuthResponse(server, this.#client, answer, state)
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        this.#client,
        oauth.ClientSecretPost(this.#secret()),
        parameters,
        this.#options.redirectUri,
        verifier,
        { [oauth.customFetch]: (url, init) => this.#fetch(url, init as RequestInit) },
      )
      const { access_token: token, expires_in: seconds = 86_400 } =
        await oauth.processAuthorizationCodeResponse(server, this.#client, response)
      return { token, expires: Math.floor(Date.now() / 1000) + seconds }
    } catch (error) {
      throw refusal(error)
    }
  }

  /** Deletes the token at the cluster; false where the cluster did not do it. */
  async revoke(token: string): Promise<boolean> {
    const name = encodeURIComponent(objectName(token))
    for (const resource of ['useroauthaccesstokens', 'oauthaccesstokens']) {
      try {
        const response = await this.#fetch(
          `${this.#options.url}/apis/oauth.openshift.io/v1/${resource}/${name}`,
          { method: 'DELETE', headers: { authorization: `Bearer ${token}` } },
        )
        await response.body?.cancel()
        // Who is not known any more has no token to delete.
        if (response.ok || response.status === 401) return true
      } catch {
        return false
      }
    }
    return false
  }

  async #discover(): Promise<oauth.AuthorizationServer> {
    if (this.#server && this.#server.until > Date.now()) return this.#server.value
    const url = `${this.#options.url}/.well-known/oauth-authorization-server`
    const response = await this.#fetch(url, { headers: { accept: 'application/json' } }).catch(
      (error: unknown) => {
        throw upstreamFailure(error instanceof Error ? (error.cause ?? error) : error)
      },
    )
    const found = response.ok ? await response.json().catch(() => undefined) : undefined
    // Its issuer is the OAuth server, which the API server is not, so it cannot be compared.
    const value = found as oauth.AuthorizationServer | undefined
    if (!isSecure(value?.authorization_endpoint) || !isSecure(value?.token_endpoint)) {
      throw new StatusError(
        502,
        'BadGateway',
        'The API server does not say where its OAuth server is, so nobody can log in.',
      )
    }
    this.#server = { value: value as oauth.AuthorizationServer, until: Date.now() + DISCOVERY_MS }
    return this.#server.value
  }

  #fetch(url: string, init: RequestInit) {
    return fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      dispatcher: this.#dispatcher(),
    }) as unknown as Promise<Response>
  }

  /** The OAuth server has a route, whose authority may be another than the API server's. */
  #dispatcher(): Dispatcher {
    const ca = `${this.#options.tls().ca ?? ''}\n${this.#authorities?.() ?? ''}`
    if (this.#agent?.ca !== ca) {
      void this.#agent?.dispatcher.close()
      this.#agent = {
        ca,
        dispatcher: new Agent({ connect: { ca: [...rootCertificates, ca] } }),
      }
    }
    return this.#agent.dispatcher
  }

  async close(): Promise<void> {
    await this.#agent?.dispatcher.destroy()
  }
}

function isSecure(url: string | undefined): boolean {
  return url !== undefined && URL.canParse(url) && new URL(url).protocol === 'https:'
}

/** Under which name the cluster keeps a token: a hash of it, so that names tell none. */
function objectName(token: string): string {
  const prefix = 'sha256~'
  if (!token.startsWith(prefix)) return token
  return prefix + createHash('sha256').update(token.slice(prefix.length)).digest('base64url')
}

/** Why there is no token; words of others are told only where they are a code. */
function refusal(error: unknown): StatusError {
  if (
    error instanceof oauth.AuthorizationResponseError ||
    error instanceof oauth.ResponseBodyError
  ) {
    const code = /^[a-z_]{1,40}$/.test(error.error) ? ` (${error.error})` : ''
    return new StatusError(
      403,
      'Forbidden',
      `The cluster did not log you in${code}. Go back and try again.`,
    )
  }
  return new StatusError(
    502,
    'BadGateway',
    'Logging in did not work: the OAuth server did not answer as one. Go back and try again.',
  )
}
