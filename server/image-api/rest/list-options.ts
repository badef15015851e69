import { type LabelSelector, parseLabelSelector } from '@/domain/label-selector'
import { type ContinueToken, parseContinueToken } from './continue-token'
import { type FieldSelector, parseFieldSelector } from './field-selector'
import { type FieldProblem, StatusError } from './status-error'
import { isTrue } from './write-options'

/** What a list or a watch was asked for, checked. */
export interface ListOptions {
  labelSelector: LabelSelector
  fieldSelector: FieldSelector
  /** Absent: everything. */
  limit?: number
  continue?: ContinueToken
  /** As given: '' for none. */
  resourceVersion: string
  resourceVersionMatch: string
  watch: boolean
  allowWatchBookmarks: boolean
  sendInitialEvents?: boolean
  timeoutSeconds?: number
}

/**
 * Reads and checks the parameters of a list or watch (observed 12, 16, 50, 51). `fields` are the names that
 * the resource's field selectors may use.
 */
export function readListOptions(query: URLSearchParams, fields: readonly string[]): ListOptions {
  const limit = readNumber(query, 'limit')
  const timeoutSeconds = readNumber(query, 'timeoutSeconds')
  const token = query.get('continue') ?? ''
  const initial = query.get('sendInitialEvents')
  const options: ListOptions = {
    labelSelector: readLabelSelector(query.get('labelSelector') ?? ''),
    fieldSelector: readFieldSelector(query.get('fieldSelector') ?? '', fields),
    resourceVersion: query.get('resourceVersion') ?? '',
    resourceVersionMatch: query.get('resourceVersionMatch') ?? '',
    watch: isTrue(query.get('watch')),
    allowWatchBookmarks: isTrue(query.get('allowWatchBookmarks')),
    ...(limit !== undefined && limit > 0 ? { limit } : {}),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(initial === null ? {} : { sendInitialEvents: isTrue(initial) }),
  }
  const problems = options.watch ? watchProblems(options) : listProblems(options, token)
  if (problems.length > 0) throw StatusError.invalid('ListOptions', '', problems, 'meta.k8s.io')
  if (options.watch || token === '') return options
  if (options.resourceVersion !== '' && options.resourceVersion !== '0') {
    throw StatusError.badRequest('specifying resource version is not allowed when using continue')
  }
  return { ...options, continue: parseContinueToken(token) }
}

/** Throws 400 for a list, as the API server does; a watch's and a get's refusals look otherwise. */
export function listRevision(text: string): number {
  return readRevision(text, (message) =>
    StatusError.badRequest(`invalid resource version: ${message}`),
  )
}

/** Throws 500 without a reason (observed 16, 51). */
export function watchRevision(text: string): number {
  return readRevision(text, (message) => StatusError.bare(500, message))
}

function readRevision(text: string, refusal: (message: string) => StatusError): number {
  if (text === '') return 0
  if (/^\d+$/.test(text)) return Number(text)
  const value = JSON.stringify(text)
  throw refusal(
    `resourceVersion: Invalid value: ${value}: strconv.ParseUint: parsing ${value}: invalid syntax`,
  )
}

function readNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null || text === '') return undefined
  if (/^[+-]?\d+$/.test(text)) return Number(text)
  throw StatusError.badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`)
}

function readLabelSelector(text: string): LabelSelector {
  const selector = parseLabelSelector(text)
  if (selector.ok) return selector.value
  throw StatusError.badRequest(`unable to parse requirement: ${selector.problem}`)
}

function readFieldSelector(text: string, fields: readonly string[]): FieldSelector {
  const selector = parseFieldSelector(text)
  if (!selector) {
    throw StatusError.badRequest(
      `invalid selector: ${JSON.stringify(text)}; can't understand ${JSON.stringify(text)}`,
    )
  }
  const unknown = selector.find(({ field }) => !fields.includes(field))
  if (unknown) {
    throw StatusError.badRequest(
      `${JSON.stringify(unknown.field)} is not a known field selector: only "metadata.name", "metadata.namespace"`,
    )
  }
  return selector
}

function forbidden(field: string, why: string): FieldProblem {
  return { reason: 'FieldValueForbidden', field, message: `Forbidden: ${why}` }
}

function unsupportedMatch(match: string): FieldProblem {
  return {
    reason: 'FieldValueNotSupported',
    field: 'resourceVersionMatch',
    message: `Unsupported value: ${JSON.stringify(match)}: supported values: "Exact", "NotOlderThan", ""`,
  }
}

function listProblems(options: ListOptions, token: string): FieldProblem[] {
  const { resourceVersionMatch: match, resourceVersion } = options
  const problems: FieldProblem[] = []
  if (match !== '') {
    if (resourceVersion === '') {
      problems.push(
        forbidden(
          'resourceVersionMatch',
          'resourceVersionMatch is forbidden unless resourceVersion is provided',
        ),
      )
    }
    if (token !== '') {
      problems.push(
        forbidden(
          'resourceVersionMatch',
          'resourceVersionMatch is forbidden when continue is provided',
        ),
      )
    }
    if (match !== 'Exact' && match !== 'NotOlderThan') problems.push(unsupportedMatch(match))
    if (match === 'Exact' && resourceVersion === '0') {
      problems.push(
        forbidden(
          'resourceVersionMatch',
          'resourceVersionMatch "exact" is forbidden for resourceVersion "0"',
        ),
      )
    }
  }
  if (options.sendInitialEvents !== undefined) {
    problems.push(forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list'))
  }
  return problems
}

function watchProblems({
  resourceVersionMatch: match,
  sendInitialEvents,
}: ListOptions): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (sendInitialEvents !== undefined && match !== 'NotOlderThan') {
    problems.push(
      forbidden(
        'resourceVersionMatch',
        'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      ),
    )
  }
  if (match !== '') {
    if (sendInitialEvents === undefined) {
      problems.push(
        forbidden(
          'resourceVersionMatch',
          'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
        ),
      )
    }
    if (match !== 'NotOlderThan') problems.push(unsupportedMatch(match))
  }
  return problems
}
