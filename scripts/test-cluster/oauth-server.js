import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:https'
import { Authority } from './authority.js'

/**
 * @typedef {{ person: string, challenge: string, redirectUri: string }} Code
 * @typedef {import('node:http').IncomingMessage} IncomingMessage
 * @typedef {import('node:http').ServerResponse} ServerResponse
 */

/** Behaves as OpenShift's OAuth server: code flow with PKCE, tokens that can be deleted. */
export class OAuthServer {
  /** @type {Map<string, Code>} */
  #codes = new Map()
  /** @type {Map<string, { person: string, until: number }>} */
  #tokens = new Map()

  /**
   * @param {object} options
   * @param {string[]} options.people
   * @param {{ id: string, secret: string, redirectUris: string[] } | undefined} options.client
   * @param {number} options.tokenSeconds
   */
  constructor({ people, client, tokenSeconds }) {
    this.people = people
    this.client = client
    this.tokenSeconds = tokenSeconds
    this.authority = new Authority('Test ingress')
    this.server = createServer(this.authority.issue({ name: 'oauth' }), (request, response) => {
      void this.#answer(request, response)
    })
    this.server.on('tlsClientError', () => {})
  }

  async start() {
    this.server.listen(0, '127.0.0.1')
    await once(this.server, 'listening')
  }

  async stop() {
    this.server.closeAllConnections()
    this.server.close()
    this.authority.remove()
  }

  get url() {
    const address = this.server.address()
    return `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  }

  get metadata() {
    return {
      issuer: this.url,
      authorization_endpoint: `${this.url}/oauth/authorize`,
      token_endpoint: `${this.url}/oauth/token`,
      scopes_supported: ['user:check-access', 'user:full', 'user:info', 'user:list-projects'],
      response_types_supported: ['code', 'token'],
      grant_types_supported: ['authorization_code', 'implicit'],
      code_challenge_methods_supported: ['plain', 'S256'],
    }
  }

  /** @param {string} token */
  personOf(token) {
    const found = this.#tokens.get(token)
    return found && found.until > Date.now() ? found.person : undefined
  }

  /** @param {string} token */
  delete(token) {
    return this.#tokens.delete(token)
  }

  /** Ends every token, as an administrator can. */
  deleteAll() {
    this.#tokens.clear()
  }

  /** How many tokens there are. */
  get tokens() {
    return this.#tokens.size
  }

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   */
  async #answer(request, response) {
    const url = new URL(request.url ?? '/', this.url)
    if (url.pathname === '/oauth/authorize') {
      if (request.method === 'GET') this.#form(url.searchParams, response)
      else this.#logIn(url.searchParams, new URLSearchParams(await bodyOf(request)), response)
    } else if (url.pathname === '/oauth/token' && request.method === 'POST') {
      this.#token(new URLSearchParams(await bodyOf(request)), response)
    } else {
      response.writeHead(404).end()
    }
  }

  /** @param {URLSearchParams} query */
  #problemOf(query) {
    const { client } = this
    if (!client || query.get('client_id') !== client.id) return 'unauthorized_client'
    if (!client.redirectUris.includes(query.get('redirect_uri') ?? '')) return 'invalid_request'
    return undefined
  }

  /**
   * @param {URLSearchParams} query
   * @param {ServerResponse} response
   */
  #form(query, response) {
    const problem = this.#problemOf(query)
    response.writeHead(problem ? 400 : 200, { 'content-type': 'text/html' })
    response.end(
      problem ??
        `<!doctype html><html lang="en"><title>Log in</title><h1>Log in to the test cluster</h1>
<form method="post"><label>Username <input name="username"></label>
<button name="answer" value="yes">Log in</button><button name="answer" value="no">Deny</button></form>`,
    )
  }

  /**
   * @param {URLSearchParams} query
   * @param {URLSearchParams} form
   * @param {ServerResponse} response
   */
  #logIn(query, form, response) {
    const person = form.get('username') ?? ''
    if (this.#problemOf(query) || (form.get('answer') !== 'no' && !this.people.includes(person))) {
      response.writeHead(400).end()
      return
    }
    const redirectUri = query.get('redirect_uri') ?? ''
    const back = new URL(redirectUri)
    back.searchParams.set('state', query.get('state') ?? '')
    if (form.get('answer') === 'no') {
      back.searchParams.set('error', 'access_denied')
    } else if (query.get('scope') !== 'user:full') {
      back.searchParams.set('error', 'invalid_scope')
    } else {
      const code = `sha256~${randomBytes(24).toString('base64url')}`
      const challenge = query.get('code_challenge') ?? ''
      this.#codes.set(code, { person, challenge, redirectUri })
      back.searchParams.set('code', code)
    }
    response.writeHead(302, { location: back.href }).end()
  }

  /**
   * @param {URLSearchParams} form
   * @param {ServerResponse} response
   */
  #token(form, response) {
    const name = form.get('code') ?? ''
    const code = this.#codes.get(name)
    this.#codes.delete(name)
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    const isGood =
      code !== undefined &&
      code.challenge === challenge &&
      code.redirectUri === form.get('redirect_uri') &&
      form.get('client_id') === this.client?.id &&
      form.get('client_secret') === this.client?.secret
    response.setHeader('content-type', 'application/json')
    if (!isGood) {
      response.statusCode = 400
      response.end('{"error":"invalid_grant"}')
      return
    }
    const token = `sha256~${randomBytes(32).toString('base64url')}`
    const until = Date.now() + this.tokenSeconds * 1000
    this.#tokens.set(token, { person: code.person, until })
    response.end(
      JSON.stringify({
        access_token: token,
        expires_in: this.tokenSeconds,
        scope: 'user:full',
        token_type: 'Bearer',
      }),
    )
  }
}

/** @param {IncomingMessage} request */
async function bodyOf(request) {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
