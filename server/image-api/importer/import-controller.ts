import type { ImageStream } from '@/domain/kinds/image-stream'
import { withStreamDefaults } from '../registry/defaulting'
import { askRegistries } from '../registry/image-stream-imports'
import { type ImageStreamImport, withImportDefaults } from '../registry/import-request'
import { type ImportOutcomes, recordImport } from '../registry/record-import'
import { readStream } from '../registry/stream-writes'
import { isImportable, needsImport } from '../registry/tag-history'
import { type StreamDraft, specTag } from '../registry/tag-lists'
import type { ApiSettings, RequestContext, UserInfo } from '../rest/resource-definition'
import type { Store, StoreEvent } from '../storage/store'
import type { ImageImporter } from './image-importer'
import { ImportQueue } from './import-queue'
import { ScheduledStreams, scheduledTags } from './scheduled-streams'

export interface ControllerOptions {
  /** Streams that are imported at once. */
  atOnce?: number
  /** How often scheduled tags are imported again, in milliseconds. */
  scheduledIntervalMs?: number
  /** Scheduled images that are imported in a minute. */
  scheduledPerMinute?: number
  /** Milliseconds: the first and the longest wait after a registry that gave no answer, or asked to wait. */
  backoff?: { first: number; longest: number }
}

const CHECKED = 'openshift.io/image.dockerRepositoryCheck'
const INSECURE = 'openshift.io/image.insecureRepository'
const LONGEST_TICK = 10_000
/** Streams that are looked at in one go when all are. */
const CHUNK = 100

const CONTROLLER: UserInfo = {
  name: 'system:serviceaccount:openshift-infra:image-import-controller',
  uid: '',
  groups: ['system:serviceaccounts', 'system:authenticated'],
}

/**
 * Imports what streams wish for (observed 40): tags of registries whose wish is newer than what they hold, whole
 * repositories, and scheduled tags again and again. What is to be done is read from the streams alone, so that a
 * restart forgets nothing.
 *
 * A registry that gives no answer in time, or that asks to wait, leaves no trace on the stream: the tag is still
 * being imported, and is tried again later. Every other failure is final until somebody changes something (S-40).
 */
export class ImportController {
  readonly #store: Store
  readonly #settings: ApiSettings
  readonly #importer: ImageImporter
  readonly #queue: ImportQueue
  readonly #scheduled: ScheduledStreams
  /** Streams whose scheduled tags are due, beside what else they wish for. */
  readonly #due = new Set<string>()
  /** The versions of streams that the controller itself is writing. */
  readonly #ownWrites = new Set<string>()
  readonly #stops: (() => void)[] = []

  constructor(
    store: Store,
    settings: ApiSettings,
    importer: ImageImporter,
    options: ControllerOptions = {},
  ) {
    const {
      atOnce = 5,
      scheduledIntervalMs = 15 * 60_000,
      scheduledPerMinute = 60,
      backoff = { first: 30_000, longest: 3_600_000 },
    } = options
    this.#store = store
    this.#settings = settings
    this.#importer = importer
    this.#queue = new ImportQueue((key) => this.#import(key), { atOnce, backoff })
    this.#scheduled = new ScheduledStreams({
      intervalMs: scheduledIntervalMs,
      perMinute: scheduledPerMinute,
    })
    const timer = setInterval(
      () => this.#tick(),
      Math.min(LONGEST_TICK, scheduledIntervalMs),
    ).unref()
    this.#stops.push(() => clearInterval(timer))
  }

  /** From now on looks at each stream that changes, and little by little at all that are there. */
  start(): void {
    let isStopped = false
    this.#stops.push(this.#store.subscribe((event) => this.#see(event)))
    this.#stops.push(() => {
      isStopped = true
    })
    const lookOn = (after?: [namespace: string, name: string]) => {
      if (isStopped) return
      const place = { limit: CHUNK, ...(after ? { after } : {}) }
      const streams = this.#store.list<ImageStream>('imagestreams', place)
      for (const stream of streams) this.#look(stream)
      const last = streams.at(-1)?.metadata
      if (last && streams.length === CHUNK) {
        setImmediate(() => lookOn([last.namespace ?? '', last.name]))
      }
    }
    lookOn()
  }

  /** Gives up what is under way; nothing is written any more when the promise resolves. */
  async close(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop()
    this.#importer.close()
    await this.#queue.close()
  }

  #see({ resource, type, namespace, name, object, previous }: StoreEvent): void {
    if (resource !== 'imagestreams') return
    if (type === 'delete') this.#scheduled.see(keyOf(namespace, name), undefined, Date.now())
    else this.#look(object, previous)
  }

  #look(stream: ImageStream, previous?: ImageStream): void {
    const { namespace = '', name, generation } = stream.metadata
    const key = keyOf(namespace, name)
    const isOwn = this.#ownWrites.delete(stream.metadata.resourceVersion ?? '')
    if (!stream.spec?.dockerImageRepository && !stream.spec?.tags?.some(isImportable)) {
      this.#scheduled.see(key, undefined, Date.now())
      return
    }
    const draft = withStreamDefaults(stream)
    this.#scheduled.see(key, draft, Date.now())
    // Somebody wishes for something new: what failed before does not hold it up.
    const isUrgent = !isOwn && previous?.metadata.generation !== generation
    if (requestFor(draft, false)) this.#queue.add(key, isUrgent)
  }

  #tick(): void {
    const keys = this.#scheduled.take(Date.now(), (key) => {
      const stream = this.#read(key)
      return stream ? scheduledTags(stream).length : 0
    })
    for (const key of keys) {
      this.#due.add(key)
      this.#queue.add(key, false)
    }
  }

  async #import(key: string): Promise<'done' | { retryAfterMs: number }> {
    const stream = this.#read(key)
    const isDue = this.#due.delete(key)
    const request = stream && requestFor(stream, isDue)
    if (!request) return 'done'
    const context = this.#context(request.metadata.namespace ?? '')
    const outcomes = await askRegistries(this.#importer, this.#store, context, request, stream)
    if (this.#importer.isClosing) return 'done'
    await this.#store.transact((transaction) => {
      const current = readStream(transaction, context.namespace, request.metadata.name)
      if (!current || current.metadata.uid !== stream.metadata.uid) return
      const kept = stillWished(request, outcomes, stream, current)
      if (!kept) return
      const written = recordImport(transaction, context, kept.request, kept.outcomes, current)
      const { resourceVersion = '' } = written.metadata
      if (resourceVersion !== current.metadata.resourceVersion) this.#ownWrites.add(resourceVersion)
    })
    this.#scheduled.delay(key, Date.now())
    const waits = [...outcomes.images, ...(outcomes.repository ? [outcomes.repository] : [])]
      .flatMap((outcome) => ('images' in outcome ? [outcome, ...outcome.images] : [outcome]))
      .flatMap(({ retryAfter }) => retryAfter ?? [])
    if (waits.length === 0) return 'done'
    return { retryAfterMs: Math.max(...waits) * 1000 }
  }

  #read(key: string): StreamDraft | undefined {
    const [namespace = '', name = ''] = key.split('/')
    return readStream(this.#store, namespace, name)
  }

  #context(namespace: string): RequestContext {
    return {
      namespace,
      verb: 'create',
      user: CONTROLLER,
      dryRun: false,
      fieldManager: 'image-import-controller',
      query: new URLSearchParams(),
      settings: this.#settings,
      may: () => true,
      now: () => `${new Date().toISOString().slice(0, 19)}Z`,
      via: 'internal',
    }
  }
}

/** What is to be imported into a stream; with its scheduled tags where they are due. */
function requestFor(stream: StreamDraft, isDue: boolean): ImageStreamImport | undefined {
  const { metadata, spec } = stream
  const repository = spec.dockerImageRepository ?? ''
  const isWhole = repository !== '' && !metadata.annotations?.[CHECKED]
  const due = new Set(isDue ? scheduledTags(stream) : [])
  const wanted = spec.tags.filter(
    (tag) => isImportable(tag) && (isWhole || due.has(tag.name) || needsImport(stream, tag)),
  )
  if (wanted.length === 0 && !isWhole) return undefined
  const { name, namespace = '' } = metadata
  const insecure = metadata.annotations?.[INSECURE] === 'true'
  return withImportDefaults({
    metadata: { name, namespace },
    spec: {
      import: true,
      images: wanted.map(({ name: tag, from, importPolicy, referencePolicy }) => ({
        from: { kind: 'DockerImage', name: from?.name ?? '' },
        to: { name: tag },
        ...(importPolicy ? { importPolicy } : {}),
        ...(referencePolicy ? { referencePolicy } : {}),
      })),
      ...(isWhole
        ? {
            repository: {
              from: { kind: 'DockerImage', name: repository },
              importPolicy: { insecure },
            },
          }
        : {}),
    },
  })
}

/**
 * What is left of a request when the registries have answered: without the tags that wish for something else by
 * now, and without those that are to be tried again later. Undefined where nothing is left.
 */
function stillWished(
  { metadata, spec }: ImageStreamImport,
  { images, repository }: ImportOutcomes,
  asked: StreamDraft,
  current: StreamDraft,
): { request: ImageStreamImport; outcomes: ImportOutcomes } | undefined {
  const kept = (spec.images ?? []).flatMap((image, index) => {
    const outcome = images[index]
    const tag = image.to?.name ?? ''
    const wish = specTag(current, tag)
    if (!outcome || outcome.retryAfter !== undefined) return []
    if (!wish?.importPolicy || !isSameWish(specTag(asked, tag), wish)) return []
    // Policies that were changed meanwhile stay as they are now.
    return [{ image: { ...image, importPolicy: wish.importPolicy }, outcome }]
  })
  const isWholeKept =
    repository !== undefined &&
    repository.retryAfter === undefined &&
    asked.spec.dockerImageRepository === current.spec.dockerImageRepository
  if (kept.length === 0 && !isWholeKept) return undefined
  return {
    request: {
      metadata,
      spec: {
        import: true,
        images: kept.map(({ image }) => image),
        ...(isWholeKept && spec.repository ? { repository: spec.repository } : {}),
      },
    },
    outcomes: {
      images: kept.map(({ outcome }) => outcome),
      repository: isWholeKept
        ? {
            ...repository,
            images: repository.images.filter(({ retryAfter }) => retryAfter === undefined),
          }
        : undefined,
    },
  }
}

type Wish = ReturnType<typeof specTag>

/** Whether two wishes are for the same image. */
function isSameWish(a: Wish, b: Wish): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.generation === b.generation &&
    a.from?.kind === b.from?.kind &&
    a.from?.name === b.from?.name &&
    a.importPolicy?.importMode === b.importPolicy?.importMode
  )
}

function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`
}
