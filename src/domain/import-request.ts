import { tagRow } from './image-stream'
import type { ImageStream, TagReference } from './kinds/image-stream'
import type {
  EmbeddedStatus,
  ImageStreamImport,
  ImageStreamImportStatus,
} from './kinds/image-stream-import'
import type { TagRow } from './stream-row'
import { asObjects, asText, isObject } from './untrusted'

/** How the import of one tag went. A failure is an answer too, and not an error of the request. */
export type ImportOutcome =
  | {
      kind: 'imported'
      /** The digest that the tag holds now. */
      image: string
      /** What it held before; '' where nothing. */
      before: string
    }
  /** The registry still has the image that the tag holds (S-38). */
  | { kind: 'unchanged'; image: string }
  | { kind: 'failed'; reason: string; message: string }
  /** The cluster was told to import it; the tag says what becomes of it. */
  | { kind: 'asked' }

/**
 * The request that imports one tag of a stream again, with all of the tag's own policy: an import
 * that leaves the mode out turns PreserveOriginal into Legacy (S-35). The version of the stream
 * stands in it, so that nobody's newer source is replaced (S-34): then the server says 409.
 */
export function importAgainRequest(stream: ImageStream, tag: TagReference): ImageStreamImport {
  const { namespace, name, resourceVersion } = stream.metadata
  return {
    apiVersion: 'image.openshift.io/v1',
    kind: 'ImageStreamImport',
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      ...(resourceVersion ? { resourceVersion } : {}),
    },
    spec: {
      import: true,
      images: [
        {
          from: { kind: 'DockerImage', name: tag.from?.name ?? '' },
          to: { name: tag.name },
          ...(tag.importPolicy ? { importPolicy: tag.importPolicy } : {}),
          ...(tag.referencePolicy ? { referencePolicy: tag.referencePolicy } : {}),
        },
      ],
    },
  }
}

/**
 * How the import of a tag went, by the answer to its request: 201 says nothing, each image has a
 * status of its own (S-32). `before` is the tag as it was.
 */
export function importOutcome(
  status: ImageStreamImportStatus | undefined,
  tag: string,
  before: TagRow | undefined,
  index = 0,
): ImportOutcome {
  const image = asObjects(status?.images)[index]
  const failure = importFailureOf(image?.status)
  if (failure) return failure
  const after = isObject(status?.import) ? tagRow(status.import, tag) : undefined
  const digest = asText(image?.image?.metadata?.name) || (after?.latest?.image ?? '')
  if (digest === '') return failed('', 'The cluster did not say what became of the import.')
  return heldNow(digest, before)
}

/**
 * How an import went that nobody heard the answer of, by the tag as it was and is; undefined where
 * the tag does not tell.
 */
export function outcomeSeen(
  stream: ImageStream,
  tag: string,
  before: TagRow | undefined,
): ImportOutcome | undefined {
  const after = tagRow(stream, tag)
  if (after?.failure && after.failure.generation !== before?.failure?.generation) {
    return failed(after.failure.reason, after.failure.message)
  }
  const { latest } = after ?? {}
  if (!latest || after?.failure) return undefined
  const isNew = latest.generation > (before?.latest?.generation ?? 0)
  const isMended = before?.failure !== null && before !== undefined
  return isNew || isMended ? heldNow(latest.image, before) : undefined
}

/** The failure that an embedded Status tells of; undefined for a success. */
export function importFailureOf(
  status: EmbeddedStatus | undefined,
): Extract<ImportOutcome, { kind: 'failed' }> | undefined {
  if (!isObject(status) || status.status !== 'Failure') return undefined
  return failed(asText(status.reason), asText(status.message))
}

function heldNow(image: string, before: TagRow | undefined): ImportOutcome {
  const held = before?.latest?.image ?? ''
  return held === image ? { kind: 'unchanged', image } : { kind: 'imported', image, before: held }
}

function failed(reason: string, message: string): Extract<ImportOutcome, { kind: 'failed' }> {
  return { kind: 'failed', reason, message }
}
