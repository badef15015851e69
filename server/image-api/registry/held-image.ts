import type { Image } from '@/domain/kinds/image'
import type { TagEvent, TagReference } from '@/domain/kinds/image-stream'
import type { ApiSettings } from '../rest/resource-definition'
import type { Reader } from '../storage/store'
import { repositoryOf } from './present-stream'
import type { StreamDraft } from './tag-lists'

/** The image of this name, if it is still kept. */
export function imageOf(reader: Reader, name: string): Image | undefined {
  return reader.get<Image>('images', '', name)
}

/**
 * Where the image that a tag holds is pulled from (S-7, observed 8): the source, or with the policy Local, the
 * stream's repository.
 */
export function resolvedReference(
  stream: StreamDraft,
  reference: TagReference | undefined,
  { image, dockerImageReference }: TagEvent,
  settings: ApiSettings,
): string {
  if (reference?.referencePolicy?.type !== 'Local' || image === '') return dockerImageReference
  const repository = repositoryOf(stream, settings)
  return repository === '' ? dockerImageReference : `${repository}@${image}`
}
