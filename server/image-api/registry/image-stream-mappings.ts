import type { Image } from '@/domain/kinds/image'
import type { ImageStream, ImageStreamMapping } from '@/domain/kinds/image-stream'
import type { RequestContext, ResourceDefinition } from '../rest/resource-definition'
import { type FieldProblem, IMAGE_GROUP, StatusError } from '../rest/status-error'
import type { Transaction } from '../storage/store'
import { withStreamDefaults } from './defaulting'
import { imageOf } from './held-image'
import { referenceProblem } from './image-reference-grammar'
import { imageProblems, newImage } from './images'
import { metaProblems, pathSegmentProblem } from './object-meta'
import { repositoryOf } from './present-stream'
import { deletedStatus } from './stored-writes'
import { putStream, requireStream } from './stream-writes'
import { addTagEvent } from './tag-history'
import type { StreamDraft } from './tag-lists'
import { updateFollowers } from './tag-tracking'
import { invalid, required } from './validation'

const PLURAL = 'imagestreammappings'
const KIND = 'ImageStreamMapping'
const MANAGED = 'openshift.io/image.managed'

/** What clients may also say: the repository that the stream imports, in the place of the stream's name. */
interface GivenMapping extends ImageStreamMapping {
  dockerImageRepository?: string
}

/** A push: keeps the image unless it is known, and makes it what the tag and its followers hold (observed 44). */
export const imageStreamMappings: ResourceDefinition = {
  group: IMAGE_GROUP,
  version: 'v1',
  plural: PLURAL,
  kind: KIND,
  singular: 'imagestreammapping',
  namespaced: true,
  verbs: ['create'],
  ignoresDryRun: true,
  create: (transaction, context, body) => {
    const mapping = prepared(body as GivenMapping, context)
    const problems = mappingProblems(mapping)
    if (problems.length > 0) throw StatusError.invalid(KIND, mapping.metadata.name, problems)
    const stream = mappedStream(transaction, context, mapping)
    const { name } = mapping.image.metadata
    const isKnown = imageOf(transaction, name) !== undefined
    if (!isKnown) transaction.put<Image>('images', newImage(mapping.image, context))
    tagImage(transaction, context, stream, mapping.tag, {
      image: name,
      dockerImageReference: pulledFrom(stream, mapping.image, isKnown, context),
    })
    return { ...deletedStatus(), code: 201 } as unknown as ImageStream
  },
}

function tagImage(
  transaction: Transaction,
  context: RequestContext,
  old: StreamDraft,
  tag: string,
  held: { image: string; dockerImageReference: string },
): void {
  const draft = structuredClone(old)
  const event = { ...held, created: context.now(), generation: old.metadata.generation ?? 0 }
  if (!addTagEvent(draft, tag, event)) return
  updateFollowers(draft, tag, event)
  putStream(transaction, context, old, draft)
}

/** Without a pull spec the image is in the internal registry; signatures have a resource of their own. */
function prepared(given: GivenMapping, { settings, namespace }: RequestContext): GivenMapping {
  const { signatures: _signatures, ...image } = given.image ?? { metadata: { name: '' } }
  const metadata = image.metadata ?? { name: '' }
  const { internalRegistry } = settings
  const reference =
    image.dockerImageReference ||
    (internalRegistry === ''
      ? ''
      : `${internalRegistry}/${namespace}/${given.metadata.name}@${metadata.name}`)
  return {
    ...given,
    tag: given.tag ?? '',
    image: { ...image, metadata, ...(reference === '' ? {} : { dockerImageReference: reference }) },
  }
}

function mappingProblems({
  metadata,
  dockerImageRepository = '',
  tag,
  image,
}: GivenMapping): FieldProblem[] {
  const problems = metaProblems(metadata, pathSegmentProblem)
  if (dockerImageRepository !== '') {
    const problem = referenceProblem(dockerImageRepository)
    if (problem !== undefined) {
      problems.push(invalid('dockerImageRepository', dockerImageRepository, problem))
    }
  } else if (!metadata.name) {
    problems.push(required('name'), required('dockerImageRepository'))
  }
  if (tag === '') problems.push(required('tag'))
  return [...problems, ...imageProblems(image, 'image')]
}

function mappedStream(
  transaction: Transaction,
  { namespace }: RequestContext,
  { metadata, dockerImageRepository }: GivenMapping,
): StreamDraft {
  if (metadata.name) return requireStream(transaction, namespace, metadata.name, PLURAL)
  for (const stream of transaction.scan<ImageStream>('imagestreams', { namespace })) {
    if (stream.spec?.dockerImageRepository === dockerImageRepository) {
      return withStreamDefaults(stream)
    }
  }
  throw StatusError.invalid(KIND, '', [
    {
      reason: 'FieldValueNotFound',
      field: 'dockerImageStream',
      message: `Not found: ${JSON.stringify(dockerImageRepository ?? '')}`,
    },
  ])
}

/** A managed image that is known is, most likely, of another stream: here it is pulled from this one. */
function pulledFrom(
  stream: StreamDraft,
  { metadata, dockerImageReference = '' }: Image,
  isKnown: boolean,
  { settings }: RequestContext,
): string {
  const repository = repositoryOf(stream, settings)
  return isKnown && metadata.annotations?.[MANAGED] === 'true' && repository !== ''
    ? `${repository}@${metadata.name}`
    : dockerImageReference
}
