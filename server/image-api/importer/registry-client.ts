import { type AuthChallenge, parseAuthChallenges } from './auth-challenge'
import { parseJson, refusalOf } from './refusal'
import {
  type ConnectionOptions,
  parseUrl,
  type RegistryAnswer,
  RegistryConnection,
} from './registry-connection'
import { RegistryError } from './registry-error'
import { manifestDigest, sha256 } from './schema-1'

/** The manifest forms that are asked for, best first. */
const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.v1+prettyjws',
  'application/vnd.docker.distribution.manifest.v1+json',
]

/** Bytes; the size at which the reference registry refuses a manifest too. */
const MANIFEST_LIMIT = 4 * 1024 * 1024
const CONFIG_LIMIT = 8 * 1024 * 1024
const SMALL_LIMIT = 1024 * 1024
const TAG_PAGES = 200

export interface Credentials {
  username: string
  password: string
}

export interface RegistryOptions extends ConnectionOptions {
  /** Tried in turn for a repository; anonymous last. */
  credentials?: Credentials[] | ((repository: string) => Credentials[])
}

/** A document as the registry sent it, byte for byte. */
export interface RegistryDocument {
  bytes: Buffer
  /** `sha256:…` of the bytes; of a signed schema 1 manifest, of what is signed. */
  digest: string
  mediaType: string
}

/**
 * Reads from a registry as the OCI distribution spec says: manifests, configurations and tags,
 * with bearer and basic logins. Everything a registry sends is suspect: what its connection
 * does not bound is checked here, digests against the bytes. Throws RegistryError.
 */
export class RegistryClient {
  readonly #options: RegistryOptions
  readonly #connection: RegistryConnection
  #base: Promise<string> | undefined
  /** The value of `Authorization`, by repository; '' is anonymous. */
  readonly #authorizations = new Map<string, string>()

  constructor(options: RegistryOptions) {
    this.#options = options
    this.#connection = new RegistryConnection(options)
  }

  /** A manifest by tag or digest. A digest that is not the bytes' own is an error. */
  async manifest(repository: string, reference: string): Promise<RegistryDocument> {
    const answer = await this.#get(repository, `manifests/${reference}`, {
      accept: MANIFEST_TYPES.join(', '),
      limit: MANIFEST_LIMIT,
    })
    const type = [answer.headers['content-type'] ?? ''].flat()[0] ?? ''
    const mediaType = type.split(';')[0]?.trim().toLowerCase() ?? ''
    const digest = manifestDigest(answer.body, mediaType)
    if (reference.includes(':') && reference !== digest) {
      throw new RegistryError(
        'broken',
        `content integrity error: the manifest retrieved with digest ${reference} does not match the digest calculated from the content ${digest}`,
      )
    }
    return { bytes: answer.body, digest, mediaType }
  }

  /** A configuration by its digest, which must be that of the bytes. */
  async configuration(repository: string, digest: string): Promise<RegistryDocument> {
    const answer = await this.#get(repository, `blobs/${digest}`, {
      accept: '*/*',
      limit: CONFIG_LIMIT,
    })
    const actual = sha256(answer.body)
    if (actual !== digest) {
      throw new RegistryError('broken', `blob ${digest} has the digest ${actual}`)
    }
    return { bytes: answer.body, digest, mediaType: '' }
  }

  /** All tags of a repository, in the registry's order, page by page as it hands them out. */
  async tags(repository: string, most = 10_000): Promise<string[]> {
    const tags: string[] = []
    let path: string | undefined = 'tags/list?n=1000'
    for (let page = 0; path !== undefined && page < TAG_PAGES && tags.length < most; page++) {
      const answer: RegistryAnswer = await this.#get(repository, path, {
        accept: 'application/json',
        limit: SMALL_LIMIT,
      })
      const body = parseJson(answer.body) as { tags?: unknown } | null
      if (body === null || typeof body !== 'object') {
        throw new RegistryError('broken', `the list of tags of ${repository} is not JSON`)
      }
      if (Array.isArray(body.tags)) {
        tags.push(...body.tags.filter((tag): tag is string => typeof tag === 'string'))
      }
      path = nextPage(answer.headers.link, `/v2/${repository}/`)
    }
    return tags.slice(0, most)
  }

  /** Lets go of the connections, also where an answer still comes. */
  async close(): Promise<void> {
    await this.#connection.close()
  }

  async #get(
    repository: string,
    path: string,
    { accept, limit }: { accept: string; limit: number },
  ): Promise<RegistryAnswer> {
    this.#base ??= this.#endpoint()
    const url = `${await this.#base}/v2/${repository}/${path}`
    const known = this.#authorizations.get(repository)
    let answer = await this.#connection.follow(url, { accept, ...authorization(known) }, limit)
    if (answer.status === 401) {
      for await (const attempt of this.#logins(repository, answer)) {
        answer = await this.#connection.follow(url, { accept, ...authorization(attempt) }, limit)
        if (answer.status === 401 || answer.status === 403) continue
        this.#authorizations.set(repository, attempt)
        break
      }
    }
    if (answer.status === 200) return answer
    throw refusalOf(answer, answer.body, url)
  }

  /**
   * Finds how the registry is spoken to: HTTPS, and where insecure will do, HTTPS without a trusted
   * certificate and then HTTP. Asks `/v2/` once, as the real importer does.
   */
  async #endpoint(): Promise<string> {
    const { registry, insecure } = this.#options
    let failure: unknown
    for (const scheme of insecure ? ['https', 'http'] : ['https']) {
      const base = `${scheme}://${registry}`
      try {
        const answer = await this.#connection.send(`${base}/v2/`, {}, SMALL_LIMIT)
        if (answer.status === 429 || answer.status >= 500) {
          throw refusalOf(answer, answer.body, `${base}/v2/`)
        }
        if (!speaksV2(answer)) {
          throw new RegistryError('not-v2', `endpoint "${base}" does not support v2 API`)
        }
        return base
      } catch (error) {
        failure = error
        const isNoAnswer =
          error instanceof RegistryError &&
          ['unreachable', 'timed-out', 'insecure-needed'].includes(error.failure)
        if (!isNoAnswer) throw error
      }
    }
    throw failure
  }

  /** The authorizations worth trying after a 401, in order: one by one, as none may be needed after the first. */
  async *#logins(repository: string, answer: RegistryAnswer): AsyncGenerator<string> {
    const { credentials: given = [] } = this.#options
    const credentials = typeof given === 'function' ? given(repository) : given
    const challenges: AuthChallenge[] = [answer.headers['www-authenticate'] ?? '']
      .flat()
      .flatMap(parseAuthChallenges)
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer')
    if (bearer) {
      for (const person of [...credentials, undefined]) {
        const token = await this.#token(repository, bearer.parameters, person)
        if (token !== undefined) yield `Bearer ${token}`
      }
    } else if (challenges.some(({ scheme }) => scheme === 'basic')) {
      yield* credentials.map(basic)
    }
  }

  /** A pull token of the realm for `person`; undefined where it gives none (S-39: then the next). */
  async #token(
    repository: string,
    { realm = '', service }: Record<string, string>,
    person: Credentials | undefined,
  ): Promise<string | undefined> {
    const url = parseUrl(realm)
    if (!url || !this.#connection.isSafe(url)) {
      throw new RegistryError(
        'broken',
        `the registry asks to log in at "${realm}", which is no safe address`,
      )
    }
    if (service !== undefined) url.searchParams.set('service', service)
    url.searchParams.set('scope', `repository:${repository}:pull`)
    const answer = await this.#connection.follow(
      url.href,
      { accept: 'application/json', ...(person ? authorization(basic(person)) : {}) },
      SMALL_LIMIT,
    )
    if (answer.status === 401 || answer.status === 403) return undefined
    if (answer.status !== 200) throw refusalOf(answer, answer.body, url.href)
    const body = parseJson(answer.body) as { token?: unknown; access_token?: unknown } | null
    const token = body?.token ?? body?.access_token
    return typeof token === 'string' && /^[\x21-\x7e]+$/.test(token) ? token : undefined
  }
}

function speaksV2({ status, headers }: RegistryAnswer): boolean {
  if (headers['docker-distribution-api-version'] !== undefined) return true
  return (status >= 200 && status < 300) || status === 401 || status === 403
}

function basic({ username, password }: Credentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

function authorization(value: string | undefined): Record<string, string> {
  return value ? { authorization: value } : {}
}

/** `Link: </v2/…>; rel="next"`, as a path below the repository; anything else ends the list. */
function nextPage(link: string | string[] | undefined, prefix: string): string | undefined {
  const target = /<([^>]*)>\s*;[^,]*rel="?next"?/.exec([link ?? ''].flat().join(','))?.[1]
  const url =
    target === undefined ? undefined : parseUrl(target, `https://registry${prefix}tags/list`)
  if (!url?.pathname.startsWith(prefix)) return undefined
  return url.pathname.slice(prefix.length) + url.search
}
