import type { TagReference } from '@/domain/kinds/image-stream'
import type { FieldProblem } from '../rest/status-error'
import { referenceParts, referenceProblem } from './image-reference-grammar'
import { metaProblems, pathSegmentProblem } from './object-meta'
import type { StreamDraft } from './tag-lists'

const STREAM_NAME = '[a-z0-9]+(?:[._-][a-z0-9]+)*'
const streamName = new RegExp(`^${STREAM_NAME}$`)
const LONGEST_REPOSITORY = 255

/** The rule for the names of streams (observed 21). */
export function streamNameProblem(name: string): string | undefined {
  return (
    pathSegmentProblem(name) ?? (streamName.test(name) ? undefined : `must match "${STREAM_NAME}"`)
  )
}

/** Everything that is wrong with a stream that is to be kept, in the order and words of the API server. */
export function streamProblems(stream: StreamDraft): FieldProblem[] {
  const { name, namespace = '' } = stream.metadata
  const problems = metaProblems(stream.metadata, streamNameProblem)
  if (`${namespace}/${name}`.length > LONGEST_REPOSITORY) {
    problems.push(
      invalid(
        'metadata.name',
        name,
        `'namespace/name' cannot be longer than ${LONGEST_REPOSITORY} characters`,
      ),
    )
  }
  problems.push(...repositoryProblems(stream.spec.dockerImageRepository ?? ''))
  for (const tag of stream.spec.tags) {
    problems.push(...tagReferenceProblems(tag, `spec.tags[${tag.name}]`))
  }
  problems.push(...statusProblems(stream))
  return problems
}

/** What is wrong with the pull specs of a stream's history. */
export function statusProblems(stream: StreamDraft, known?: StreamDraft): FieldProblem[] {
  const knownReferences = new Set(
    known?.status.tags.flatMap(({ items }) =>
      (items ?? []).map((item) => item.dockerImageReference),
    ),
  )
  return stream.status.tags.flatMap(({ tag, items }) =>
    (items ?? []).flatMap(({ dockerImageReference }, index) => {
      const field = `status.tags[${tag}].items[${index}].dockerImageReference`
      if (knownReferences.has(dockerImageReference)) return []
      if (dockerImageReference === '' && !known) return [required(field)]
      const problem = referenceProblem(dockerImageReference)
      return problem === undefined ? [] : [invalid(field, dockerImageReference, problem)]
    }),
  )
}

/** What is wrong with one tag reference; `at` is its field: `tag`, `spec` or `spec.tags[name]` (observed 22). */
export function tagReferenceProblems(tag: TagReference, at: string): FieldProblem[] {
  const problems: FieldProblem[] = []
  const { from, importPolicy, referencePolicy } = tag
  if (from) {
    const name = from.name ?? ''
    if (name === '') problems.push(required(`${at}.from.name`))
    switch (from.kind) {
      case 'DockerImage': {
        const problem = name === '' ? undefined : referenceProblem(name)
        if (problem !== undefined) problems.push(invalid(`${at}.from.name`, name, problem))
        break
      }
      case 'ImageStreamImage':
      case 'ImageStreamTag':
        if (importPolicy?.scheduled) {
          problems.push(
            invalid(
              `${at}.importPolicy.scheduled`,
              true,
              'only tags pointing to Docker repositories may be scheduled for background import',
            ),
          )
        }
        break
      default:
        problems.push(
          required(
            `${at}.from.kind`,
            "valid values are 'DockerImage', 'ImageStreamImage', 'ImageStreamTag'",
          ),
        )
    }
  }
  const mode = importPolicy?.importMode ?? ''
  if (mode !== '' && mode !== 'Legacy' && mode !== 'PreserveOriginal') {
    problems.push(
      invalid(
        `${at}.importPolicy.importMode`,
        mode,
        "invalid import mode, valid modes are '', 'Legacy', 'PreserveOriginal'",
      ),
    )
  }
  const type = referencePolicy?.type ?? ''
  if (type !== 'Source' && type !== 'Local') {
    problems.push(invalid(`${at}.referencePolicy.type`, type, 'valid values are "Source", "Local"'))
  }
  return problems
}

export function required(field: string, why = ''): FieldProblem {
  return {
    reason: 'FieldValueRequired',
    field,
    message: why === '' ? 'Required value' : `Required value: ${why}`,
  }
}

export function invalid(field: string, value: unknown, why: string): FieldProblem {
  return {
    reason: 'FieldValueInvalid',
    field,
    message: `Invalid value: ${JSON.stringify(value)}: ${why}`,
  }
}

function repositoryProblems(repository: string): FieldProblem[] {
  if (repository === '') return []
  const field = 'spec.dockerImageRepository'
  const problem = referenceProblem(repository)
  if (problem !== undefined) return [invalid(field, repository, problem)]
  const parts = referenceParts(repository)
  return [
    ...(parts?.tag
      ? [invalid(field, repository, 'the repository name may not contain a tag')]
      : []),
    ...(parts?.digest
      ? [invalid(field, repository, 'the repository name may not contain an ID')]
      : []),
  ]
}
