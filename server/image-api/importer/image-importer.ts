import type { Image } from '@/domain/kinds/image'
import { compareTagNames } from '@/domain/tag-order'
import type { Ask } from './ask'
import { fetchImage } from './fetch-image'
import { failureStatus, type ImportStatus, repositoryFailure, SUCCESS } from './import-status'
import type { Platform } from './platform'
import { endpointOf, formatPullSpec, normalPullSpec, type PullSpec } from './pull-spec'
import { RegistryClient } from './registry-client'
import { RegistryError } from './registry-error'
import { RegistryLimits, type RegistryLimitsOptions } from './registry-limits'
import { loginsFor, type RegistryLogin } from './registry-logins'

export interface ImporterOptions {
  /** Whether registries at private and loopback addresses are asked. */
  allowPrivate: boolean
  /** Answers for a registry instead of the network, where it gives something. */
  askInstead?: (host: string) => Ask | undefined
  limits?: RegistryLimitsOptions
  /** For one request. */
  requestTimeoutMs?: number
  /** For one import of any number of images. */
  importTimeoutMs?: number
}

/** How one image, or the images of one repository, are to be imported. */
export interface ImportPolicy {
  insecure: boolean
  isOriginalPreserved: boolean
  platform?: Platform
}

/** What became of one image. */
export interface ImageOutcome {
  /** The tag it was found under; '' for an image by digest. */
  tag: string
  status: ImportStatus
  image?: Image
  entries: Image[]
  /** Seconds after which to try again at the earliest, where nobody needs to change anything first; else undefined. */
  retryAfter?: number
}

export interface RepositoryOutcome {
  status: ImportStatus
  images: ImageOutcome[]
  /** Names of the tags beyond the limit. */
  additionalTags: string[]
  retryAfter?: number
}

const MOST_IMPORTS = 100
/** Tags of a repository that are imported at once (S-37). */
const MOST_TAGS = 50
/** Images of one import that are under way together; how hard one registry is asked is limited elsewhere. */
const TOGETHER = 4

/** Imports images from registries, with limits that hold for all imports together. */
export class ImageImporter {
  readonly #options: ImporterOptions
  readonly #limits: RegistryLimits
  readonly #closing = new AbortController()
  #running = 0

  constructor(options: ImporterOptions) {
    this.#options = options
    this.#limits = new RegistryLimits(options.limits)
  }

  /** Whether everything under way is being given up. */
  get isClosing(): boolean {
    return this.#closing.signal.aborted
  }

  /** Whether so much is under way that more would only wait: each import may take minutes. */
  get isBusy(): boolean {
    return this.#running >= MOST_IMPORTS
  }

  /** Does the work of one import with the logins of its namespace; never rejects for what a registry does. */
  async run<T>(
    logins: readonly RegistryLogin[],
    now: string,
    work: (run: ImportRun) => Promise<T>,
  ): Promise<T> {
    const { importTimeoutMs = 600_000 } = this.#options
    const timeUp = AbortSignal.timeout(importTimeoutMs)
    const run = new ImportRun({
      ...this.#options,
      shared: this.#limits,
      logins,
      now,
      signal: AbortSignal.any([this.#closing.signal, timeUp]),
    })
    this.#running++
    try {
      return await work(run)
    } finally {
      this.#running--
      await run.close()
    }
  }

  /** Gives up everything that is under way. */
  close(): void {
    this.#closing.abort(new RegistryError('timed-out', 'context canceled'))
  }
}

interface RunOptions extends ImporterOptions {
  shared: RegistryLimits
  logins: readonly RegistryLogin[]
  now: string
  signal: AbortSignal
}

/** One import: asks each registry by one client, and for an image that is named twice once. */
export class ImportRun {
  readonly #options: RunOptions
  readonly #clients = new Map<string, RegistryClient>()
  readonly #known = new Map<string, Promise<ImageOutcome>>()
  /** Where nobody on the network is asked, nobody needs to be spared. */
  readonly #unlimited = new RegistryLimits({ atOnce: Number.POSITIVE_INFINITY })

  constructor(options: RunOptions) {
    this.#options = options
  }

  /** Imports images, in the order in which they are given. */
  async images(
    wanted: readonly { spec: PullSpec; policy: ImportPolicy }[],
  ): Promise<ImageOutcome[]> {
    const outcomes: ImageOutcome[] = []
    let next = 0
    const worker = async () => {
      for (let at = next++; at < wanted.length; at = next++) {
        const one = wanted[at]
        if (one) outcomes[at] = await this.#image(one.spec, one.policy)
      }
    }
    await Promise.all(Array.from({ length: TOGETHER }, worker))
    return outcomes
  }

  /** Imports the first tags of a repository (S-6), and names the others. */
  async repository(spec: PullSpec, policy: ImportPolicy): Promise<RepositoryOutcome> {
    const { repository } = endpointOf(spec)
    let tags: string[]
    try {
      tags = await this.#client(spec, policy.insecure).tags(repository)
    } catch (thrown) {
      const error = this.#inTime(thrown)
      return { status: failureStatus(error, spec), images: [], additionalTags: [], ...retry(error) }
    }
    const names = [...new Set(tags.map((tag) => tag || 'latest'))].sort(compareTagNames)
    const images = await this.images(
      names.slice(0, MOST_TAGS).map((tag) => ({ spec: { ...spec, tag, digest: '' }, policy })),
    )
    const failures = images.filter(({ image }) => image === undefined).length
    return {
      status: failures === 0 ? SUCCESS : repositoryFailure(failures),
      images,
      additionalTags: names.slice(MOST_TAGS),
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.close()))
  }

  async #image(spec: PullSpec, policy: ImportPolicy): Promise<ImageOutcome> {
    const key = JSON.stringify([normalPullSpec(spec), policy])
    const known = this.#known.get(key) ?? this.#fetch(spec, policy)
    this.#known.set(key, known)
    const { image, ...rest } = await known
    if (!image) return rest
    // Two ways of writing one name are one image, each with its own reference.
    const digest = image.metadata.name
    const dockerImageReference = formatPullSpec({ ...spec, tag: '', digest })
    return { ...structuredClone(rest), image: { ...structuredClone(image), dockerImageReference } }
  }

  async #fetch(
    spec: PullSpec,
    { insecure, isOriginalPreserved, platform }: ImportPolicy,
  ): Promise<ImageOutcome> {
    const { now, shared, signal } = this.#options
    const tag = normalPullSpec(spec).tag
    const found = spec.digest === '' ? tag : ''
    try {
      await shared.image(endpointOf(spec).host, signal)
      const { image, entries } = await fetchImage(this.#client(spec, insecure), spec, {
        isOriginalPreserved,
        // What is named by its digest is wanted on the platform of this server.
        ...(platform && spec.digest === '' ? { platform } : {}),
        now,
      })
      return { tag: found, status: SUCCESS, image, entries }
    } catch (error) {
      const failure = this.#inTime(error)
      const status = failureStatus(failure, { ...spec, tag: found })
      return { tag: found, status, entries: [], ...retry(failure) }
    }
  }

  /** What fails after the time of the whole import is over fails for that. */
  #inTime(error: unknown): unknown {
    if (error instanceof RegistryError || !this.#options.signal.aborted) return error
    return new RegistryError('timed-out', 'context deadline exceeded')
  }

  #client(spec: PullSpec, insecure: boolean): RegistryClient {
    const { host } = endpointOf(spec)
    const key = `${host} ${insecure}`
    const known = this.#clients.get(key)
    if (known) return known
    const { allowPrivate, askInstead, logins, requestTimeoutMs, shared, signal } = this.#options
    const ask = askInstead?.(host)
    const client = new RegistryClient({
      registry: host,
      insecure,
      allowPrivate,
      credentials: (repository) => loginsFor(logins, host, repository),
      limits: ask ? this.#unlimited : shared,
      signal,
      ...(requestTimeoutMs === undefined ? {} : { timeoutMs: requestTimeoutMs }),
      ...(ask ? { ask } : {}),
    })
    this.#clients.set(key, client)
    return client
  }
}

function retry(error: unknown): { retryAfter?: number } {
  if (!(error instanceof RegistryError) || !error.isTransient) return {}
  return { retryAfter: error.retryAfter ?? 0 }
}
