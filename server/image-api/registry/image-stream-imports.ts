import type { Image } from '@/domain/kinds/image'
import type { ImageStream, TagImportPolicy } from '@/domain/kinds/image-stream'
import type {
  ImageImporter,
  ImageOutcome,
  ImportPolicy,
  RepositoryOutcome,
} from '../importer/image-importer'
import { wishedPlatform } from '../importer/platform'
import { type PullSpec, parsePullSpec } from '../importer/pull-spec'
import { registryLogins, type Secret } from '../importer/registry-logins'
import type { RequestContext, ResourceDefinition } from '../rest/resource-definition'
import { IMAGE_GROUP, StatusError } from '../rest/status-error'
import type { Reader } from '../storage/store'
import { presentedImage, withoutManifest } from './image-metadata'
import {
  assertImportRequest,
  assertImportVersion,
  type ImageImportStatus,
  type ImageStreamImport,
  withImportDefaults,
} from './import-request'
import { newMeta } from './object-meta'
import { presentStream } from './present-stream'
import { type ImportOutcomes, recordImport } from './record-import'
import { readStream } from './stream-writes'
import { type StreamDraft, specTag } from './tag-lists'

/**
 * Imports: images of registries are looked at, and with `spec.import` become what tags of a stream hold. Failures
 * of images are part of the answer (observed 53). Registries are asked first; what they answered is then written
 * in one transaction, to the stream as it is by then.
 */
export function imageStreamImports(importer: ImageImporter): ResourceDefinition {
  return {
    group: IMAGE_GROUP,
    version: 'v1',
    plural: 'imagestreamimports',
    kind: 'ImageStreamImport',
    singular: 'imagestreamimport',
    namespaced: true,
    verbs: ['create'],
    hasNoTable: true,
    ignoresDryRun: true,
    prepareCreate: async (reader, given, body) => {
      const context = { ...given, dryRun: false }
      const request = withImportDefaults(body as ImageStreamImport)
      assertImportRequest(request)
      const stream = readStream(reader, context.namespace, request.metadata.name)
      assertImportVersion(request, stream)
      if (importer.isBusy) {
        throw new StatusError(
          429,
          'TooManyRequests',
          'too many imports are under way, please try again later',
          { retryAfterSeconds: 10 },
        )
      }
      const outcomes = await askRegistries(importer, reader, context, request, stream)
      if (importer.isClosing) {
        throw new StatusError(503, 'ServiceUnavailable', 'the server is stopping', {})
      }
      return (transaction) => {
        if (!request.spec.import) return answer(request, outcomes, context, undefined)
        const current = readStream(transaction, context.namespace, request.metadata.name)
        assertImportVersion(request, current)
        const recorded = recordImport(transaction, context, request, outcomes, current)
        return answer(request, outcomes, context, presentStream(recorded, context.settings))
      }
    },
  }
}

/** Asks the registries for everything that a request names, with the logins of its namespace (S-42). */
export function askRegistries(
  importer: ImageImporter,
  reader: Reader,
  { namespace, now }: Pick<RequestContext, 'namespace' | 'now'>,
  { spec }: ImageStreamImport,
  stream: StreamDraft | undefined,
): Promise<ImportOutcomes> {
  const logins = registryLogins(reader.list<Secret>('secrets', { namespace }))
  return importer.run(logins, now(), async (run): Promise<ImportOutcomes> => {
    const wanted = (spec.images ?? []).map(({ from, to, importPolicy }) => {
      const source = specOf(from.name)
      const wish = stream && specTag(stream, to?.name ?? (source.tag || 'latest'))
      const annotations = { ...stream?.metadata.annotations, ...wish?.annotations }
      return {
        spec: source,
        policy: { ...policyOf(importPolicy), platform: wishedPlatform(annotations) },
      }
    })
    const images = await run.images(wanted)
    const { repository } = spec
    return {
      images,
      repository: repository
        ? await run.repository(specOf(repository.from.name), policyOf(repository.importPolicy))
        : undefined,
    }
  })
}

function policyOf({ insecure, importMode }: TagImportPolicy = {}): ImportPolicy {
  return {
    insecure: insecure ?? false,
    isOriginalPreserved: importMode !== undefined && !['', 'Legacy'].includes(importMode),
  }
}

/** The request has been checked: its sources are pull specs. */
function specOf(name: string): PullSpec {
  return parsePullSpec(name) ?? { registry: '', repository: name, tag: '', digest: '' }
}

function answer(
  { metadata, spec }: ImageStreamImport,
  { images, repository }: ImportOutcomes,
  { namespace, now }: RequestContext,
  stream: ImageStream | undefined,
): ImageStreamImport {
  const { name, resourceVersion } = metadata
  const statuses = images.map((image, index) =>
    imageStatus(image, spec.images?.[index]?.includeManifest ?? false),
  )
  return {
    metadata: {
      ...newMeta({ ...metadata, name, namespace }, now()),
      ...(resourceVersion ? { resourceVersion } : {}),
    },
    spec,
    status: {
      ...(statuses.length > 0 ? { images: statuses } : {}),
      ...(repository ? { repository: repositoryStatus(repository, spec) } : {}),
      ...(stream ? { import: stream } : {}),
    },
  }
}

function repositoryStatus(
  { status, images, additionalTags }: RepositoryOutcome,
  { repository }: ImageStreamImport['spec'],
) {
  const statuses = images.map((image) => imageStatus(image, repository?.includeManifest ?? false))
  return {
    status,
    ...(statuses.length > 0 ? { images: statuses } : {}),
    ...(additionalTags.length > 0 ? { additionalTags } : {}),
  }
}

/** The entries of a list keep their texts in a look, also where they are not asked for (S-41). */
function imageStatus(
  { tag, status, image, entries }: ImageOutcome,
  includesManifest: boolean,
): ImageImportStatus {
  const shown = (found: Image) => presentedImage(includesManifest ? found : withoutManifest(found))
  return {
    status,
    ...(image ? { image: shown(image) } : {}),
    ...(entries.length > 0 ? { manifests: entries.map(presentedImage) } : {}),
    ...(tag === '' ? {} : { tag }),
  }
}
