import { isDeepStrictEqual } from 'node:util'
import type { Image } from '@/domain/kinds/image'
import type {
  TagEvent,
  TagImportPolicy,
  TagReference,
  TagReferencePolicy,
} from '@/domain/kinds/image-stream'
import type { ImageOutcome, RepositoryOutcome } from '../importer/image-importer'
import { formatPullSpec, parsePullSpec } from '../importer/pull-spec'
import type { RequestContext } from '../rest/resource-definition'
import type { Transaction } from '../storage/store'
import { withTagDefaults } from './defaulting'
import { presentedImage, withoutManifest } from './image-metadata'
import type { ImageStreamImport, RepositoryImportSpec } from './import-request'
import { newMeta } from './object-meta'
import { createStream, updateStream } from './stream-writes'
import { addTagEvent, clearConditions, setImportFailure } from './tag-history'
import { latestEvent, putSpecTag, type StreamDraft, specTag } from './tag-lists'

/** What the registries answered to a request, image by image. */
export interface ImportOutcomes {
  images: ImageOutcome[]
  repository: RepositoryOutcome | undefined
}

const CHECKED = 'openshift.io/image.dockerRepositoryCheck'

/**
 * Writes the outcomes of an import into the stream as it is now, which is made where there is none, and keeps the
 * images; the answer is the stream. Where nothing changes nothing is written (S-38, S-39, observed 42).
 */
export function recordImport(
  transaction: Transaction,
  context: RequestContext,
  { metadata, spec }: ImageStreamImport,
  { images, repository }: ImportOutcomes,
  old: StreamDraft | undefined,
): StreamDraft {
  const { name } = metadata
  const { namespace } = context
  const now = context.now()
  const draft: StreamDraft = old
    ? structuredClone(old)
    : {
        metadata: newMeta({ name, namespace }, now),
        spec: { lookupPolicy: { local: false }, tags: [] },
        status: { tags: [] },
      }
  const recorder = new Recorder(transaction, context, draft, now)
  const source = parsePullSpec(spec.repository?.from.name ?? '')
  if (spec.repository && repository && source) {
    for (const outcome of repository.images) {
      const from = formatPullSpec({ ...source, tag: outcome.tag })
      recorder.record(outcome.tag, from, spec.repository, outcome, false)
    }
  }
  for (const [index, image] of (spec.images ?? []).entries()) {
    const outcome = images[index]
    if (image.to && outcome) recorder.record(image.to.name, image.from.name, image, outcome, true)
  }

  const isChecked = draft.metadata.annotations?.[CHECKED] !== undefined
  const isSame = isDeepStrictEqual([old?.spec, old?.status], [draft.spec, draft.status])
  if (old && isChecked && isSame) return old
  draft.metadata.annotations = { ...draft.metadata.annotations, [CHECKED]: now }
  return old
    ? updateStream(transaction, context, old, draft)
    : createStream(transaction, context, draft)
}

/** Puts outcomes into one draft of a stream. */
class Recorder {
  readonly #transaction: Transaction
  readonly #context: RequestContext
  readonly #draft: StreamDraft
  readonly #now: string
  /** The stream's generation when all is done. */
  readonly #generation: number

  constructor(transaction: Transaction, context: RequestContext, draft: StreamDraft, now: string) {
    this.#transaction = transaction
    this.#context = context
    this.#draft = draft
    this.#now = now
    this.#generation = (draft.metadata.generation ?? 0) + 1
  }

  /** `isWished`: a tag that was asked for by its name gets its wish also where the import failed. */
  record(
    tag: string,
    from: string,
    { importPolicy = {}, referencePolicy = { type: 'Source' } }: RepositoryImportSpec,
    outcome: ImageOutcome,
    isWished: boolean,
  ): void {
    const policies = { importPolicy, referencePolicy }
    const { image, status } = outcome
    if (image) {
      this.#succeed(tag, from, policies, image)
      outcome.entries = outcome.entries.map((entry) => this.#keepImage(entry))
      outcome.image = this.#keepImage(image)
      return
    }
    const isNew = setImportFailure(this.#draft, tag, {
      reason: status.reason ?? '',
      message: status.message || 'unknown error prevented import',
      generation: this.#generation,
      time: this.#now,
    })
    const known = specTag(this.#draft, tag)
    if (known) {
      if (isNew) putSpecTag(this.#draft, { ...known, generation: 0 })
    } else if (isWished) this.#wish(tag, from, policies)
  }

  #succeed(tag: string, from: string, policies: Policies, image: Image): void {
    const event: TagEvent = {
      created: this.#now,
      dockerImageReference: image.dockerImageReference ?? '',
      image: image.metadata.name,
      generation: this.#generation,
    }
    if (hasTagChanged(this.#draft, tag, event)) {
      this.#wish(tag, from, policies)
      addTagEvent(this.#draft, tag, event)
    }
    const wish = specTag(this.#draft, tag)
    if (wish) {
      const { importPolicy } = policies
      putSpecTag(this.#draft, withTagDefaults({ ...wish, importPolicy }))
    }
    clearConditions(this.#draft, tag)
  }

  /** Points the tag at what was imported; of what it had, annotations and reference policy stay (S-35). */
  #wish(tag: string, from: string, { importPolicy, referencePolicy }: Policies): void {
    const known = specTag(this.#draft, tag)
    const wish: TagReference = {
      ...known,
      name: tag,
      from: { kind: 'DockerImage', name: from },
      generation: 0,
      importPolicy,
      referencePolicy: known?.referencePolicy ?? referencePolicy,
    }
    putSpecTag(this.#draft, withTagDefaults(wish))
  }

  /** Keeps an image that is new; the answer is without the texts that are not kept (S-41). */
  #keepImage(fetched: Image): Image {
    const image = withoutManifest(fetched)
    const { name } = image.metadata
    const known = this.#transaction.get<Image>('images', '', name)
    if (known) {
      const { uid = '', creationTimestamp = '' } = known.metadata
      return presentedImage({ ...image, metadata: { ...image.metadata, uid, creationTimestamp } })
    }
    const metadata = newMeta(image.metadata, this.#context.now())
    return presentedImage(this.#transaction.put<Image>('images', { ...image, metadata }))
  }
}

interface Policies {
  importPolicy: TagImportPolicy
  referencePolicy: TagReferencePolicy
}

/** Whether an image is news for a tag, or the tag waits for it. */
function hasTagChanged(stream: StreamDraft, tag: string, event: TagEvent): boolean {
  const newest = latestEvent(stream, tag)
  const wish = specTag(stream, tag)
  if (!newest || typeof wish?.generation !== 'number') return true
  return (
    newest.dockerImageReference !== event.dockerImageReference ||
    newest.image !== event.image ||
    wish.generation > newest.generation
  )
}
