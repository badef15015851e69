import type { ImageStream } from '@/domain/kinds/image-stream'
import type { ApiSettings } from '../rest/resource-definition'
import { withStatusDefaults } from './defaulting'
import type { StreamDraft } from './tag-lists'

/** The stream as it is answered: with its repositories, without empty lists of tags (observed 7). */
export function presentStream(stream: ImageStream, settings: ApiSettings): ImageStream {
  const { spec = {}, status = {} } = stream
  const { tags: specTags, ...specRest } = spec
  const repository = repositoryOf(stream, settings)
  const publicRepository = publicRepositoryOf(stream, settings)
  const statusTags = (status.tags ?? []).map(withStatusDefaults)
  return {
    metadata: stream.metadata,
    spec: {
      ...specRest,
      lookupPolicy: specRest.lookupPolicy ?? { local: false },
      ...(specTags?.length ? { tags: specTags } : {}),
    },
    status: {
      dockerImageRepository: repository,
      ...(publicRepository === '' ? {} : { publicDockerImageRepository: publicRepository }),
      ...(statusTags.length > 0 ? { tags: statusTags } : {}),
    },
  }
}

/** The stream's repository: in the internal registry, or, where there is none, the one it imports. */
export function repositoryOf(
  { metadata, spec }: ImageStream | StreamDraft,
  { internalRegistry }: ApiSettings,
): string {
  if (internalRegistry === '') return spec?.dockerImageRepository ?? ''
  return `${internalRegistry}/${metadata.namespace}/${metadata.name}`
}

function publicRepositoryOf({ metadata }: ImageStream, { publicRegistry }: ApiSettings): string {
  return publicRegistry === '' ? '' : `${publicRegistry}/${metadata.namespace}/${metadata.name}`
}
