import type { Image } from '@/domain/kinds/image'
import type {
  ImageStream,
  ObjectReference,
  TagImportPolicy,
  TagReferencePolicy,
} from '@/domain/kinds/image-stream'
import type { KubeObject, Status } from '@/domain/kinds/meta'
import { parsePullSpec } from '../importer/pull-spec'
import { type FieldProblem, IMAGE_GROUP, StatusError } from '../rest/status-error'
import { withTagDefaults } from './defaulting'
import { referenceProblem } from './image-reference-grammar'
import { metaProblems } from './object-meta'
import type { StreamDraft } from './tag-lists'
import { invalid, required, streamNameProblem } from './validation'

/** image.openshift.io/v1 ImageStreamImport: a question that may leave its answer in a stream. */
export interface ImageStreamImport extends KubeObject {
  spec: {
    import: boolean
    images?: ImageImportSpec[] | null
    repository?: RepositoryImportSpec | null
  }
  status?: {
    images?: ImageImportStatus[]
    repository?: {
      status: EmbeddedStatus
      images?: ImageImportStatus[]
      additionalTags?: string[]
    }
    import?: ImageStream
  }
}

export interface RepositoryImportSpec {
  from: ObjectReference
  importPolicy?: TagImportPolicy
  referencePolicy?: TagReferencePolicy
  includeManifest?: boolean
}

export interface ImageImportSpec extends RepositoryImportSpec {
  to?: { name: string } | null
}

export interface ImageImportStatus {
  tag?: string
  status: EmbeddedStatus
  image?: Image
  manifests?: Image[]
}

type EmbeddedStatus = Omit<Status, 'kind' | 'apiVersion'>

const KIND = 'ImageStreamImport'

/** The request with its defaults: policies, and the tag of the source as the tag of the stream (observed 53). */
export function withImportDefaults(given: ImageStreamImport): ImageStreamImport {
  const { metadata } = given
  const { images, repository } = given.spec ?? {}
  return {
    metadata,
    spec: {
      import: given.spec?.import ?? false,
      ...(repository ? { repository: withPolicies(repository) } : {}),
      ...(images?.length
        ? {
            images: images.map((image) => {
              const to = image.to ?? sourceTag(image)
              return { ...withPolicies(image), ...(to ? { to } : {}) }
            }),
          }
        : {}),
    },
  }
}

/** Throws the 422 of everything that is wrong with a request (with its defaults). */
export function assertImportRequest({ metadata, spec }: ImageStreamImport): void {
  const { images = [], repository } = spec
  const problems = [
    ...(images ?? []).flatMap((image, index) => imageProblems(image, `spec.images[${index}]`)),
    ...(repository ? repositoryProblems(repository) : []),
  ]
  if (!images?.length && !repository) {
    problems.push(
      invalid('spec.images', null, 'you must specify at least one image or a repository import'),
    )
  }
  problems.push(...metaProblems(metadata, streamNameProblem))
  if (problems.length > 0) throw StatusError.invalid(KIND, metadata.name, problems)
}

/** Throws where the request is about another state of the stream than the one there is. */
export function assertImportVersion(
  { metadata: { name, resourceVersion } }: ImageStreamImport,
  stream: StreamDraft | undefined,
): void {
  if (!resourceVersion) return
  if (!stream) throw StatusError.notFound('imagestreams', name)
  const current = stream.metadata.resourceVersion ?? ''
  if (resourceVersion === current) return
  throw StatusError.conflict(
    'imagestream',
    name,
    `the image stream was updated from "${resourceVersion}" to "${current}"`,
    IMAGE_GROUP,
  )
}

function withPolicies<T extends RepositoryImportSpec>(given: T): T {
  const { importPolicy, referencePolicy } = withTagDefaults({
    name: '',
    ...(given.importPolicy ? { importPolicy: given.importPolicy } : {}),
    ...(given.referencePolicy ? { referencePolicy: given.referencePolicy } : {}),
  })
  const { to: _to, includeManifest, ...rest } = given as T & ImageImportSpec
  return {
    ...rest,
    from: given.from ?? { kind: '', name: '' },
    importPolicy,
    referencePolicy,
    ...(includeManifest ? { includeManifest } : {}),
  } as unknown as T
}

function sourceTag({ from }: ImageImportSpec): { name: string } | undefined {
  const tag = parsePullSpec(from?.name ?? '')?.tag ?? ''
  return tag === '' ? undefined : { name: tag }
}

function imageProblems({ from, to, importPolicy }: ImageImportSpec, at: string): FieldProblem[] {
  const name = from.name ?? ''
  if (from.kind !== 'DockerImage') return [wrongKind(from, at)]
  const problems: FieldProblem[] = []
  if (to && !to.name) {
    problems.push(
      invalid(`${at}.to.name`, to.name ?? '', 'the name of the target tag must be specified'),
    )
  }
  if (name === '') return [...problems, required(`${at}.from.name`)]
  const problem = referenceProblem(name)
  if (problem !== undefined) problems.push(invalid(`${at}.from.name`, name, problem))
  else if (parsePullSpec(name)?.digest && importPolicy?.scheduled) {
    problems.push(invalid(`${at}.from.name`, name, 'only tags can be scheduled for import'))
  }
  return problems
}

function repositoryProblems({ from }: RepositoryImportSpec): FieldProblem[] {
  const at = 'spec.repository'
  const name = from.name ?? ''
  if (from.kind !== 'DockerImage') return [wrongKind(from, at)]
  if (name === '') {
    return [required(`${at}.from.name`, 'Docker image references require a name')]
  }
  const problem = referenceProblem(name)
  if (problem !== undefined) return [invalid(`${at}.from.name`, name, problem)]
  const spec = parsePullSpec(name)
  return spec?.tag || spec?.digest
    ? [invalid(`${at}.from.name`, name, 'you must specify an image repository, not a tag or ID')]
    : []
}

function wrongKind({ kind }: ObjectReference, at: string): FieldProblem {
  return invalid(`${at}.from.kind`, kind ?? '', 'only DockerImage is supported')
}
