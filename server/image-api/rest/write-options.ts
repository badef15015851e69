import type { DeleteOptions } from './resource-definition'
import { type FieldProblem, StatusError } from './status-error'

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore'

export interface WriteOptions {
  dryRun: boolean
  fieldManager: string
  fieldValidation: FieldValidation
}

const LONGEST_MANAGER = 128
const VALIDATIONS = ['Ignore', 'Strict', 'Warn']
const POLICIES = ['Foreground', 'Background', 'Orphan']

/** Checks `dryRun`, `fieldManager`, `fieldValidation` and `force` as metav1's validation does (observed 28). */
export function readWriteOptions(
  query: URLSearchParams,
  kind: 'CreateOptions' | 'UpdateOptions' | 'PatchOptions',
  { userAgent, isApply = false }: { userAgent: string; isApply?: boolean },
): WriteOptions {
  const problems: FieldProblem[] = []
  const manager = query.get('fieldManager') ?? ''
  if (kind === 'PatchOptions') {
    if (isApply && manager === '') {
      problems.push(
        problem(
          'FieldValueRequired',
          'fieldManager',
          'Required value: is required for apply patch',
        ),
      )
    } else if (!isApply && query.has('force')) {
      problems.push(
        problem(
          'FieldValueForbidden',
          'force',
          'Forbidden: may not be specified for non-apply patch',
        ),
      )
    }
  }
  problems.push(...managerProblems(manager), ...dryRunProblems(query.getAll('dryRun')))
  const validation = query.get('fieldValidation') ?? ''
  if (validation !== '' && !VALIDATIONS.includes(validation)) {
    problems.push(
      problem(
        'FieldValueNotSupported',
        'fieldValidation',
        `Unsupported value: ${JSON.stringify(validation)}: supported values: "", "Ignore", "Strict", "Warn"`,
      ),
    )
  }
  if (problems.length > 0) throw StatusError.invalid(kind, '', problems, 'meta.k8s.io')
  return {
    dryRun: query.has('dryRun'),
    fieldManager: manager === '' ? managerOf(userAgent) : manager,
    fieldValidation: validation === 'Strict' || validation === 'Ignore' ? validation : 'Warn',
  }
}

/** Checks the options of a delete, of the query and the body together: the body, where there is one, wins. */
export function readDeleteOptions(
  query: URLSearchParams,
  body: Record<string, unknown> | undefined,
): DeleteOptions & { dryRun: boolean } {
  const given = body ?? fromQuery(query)
  const dryRun = Array.isArray(given.dryRun) ? given.dryRun.map(String) : []
  const { propagationPolicy, orphanDependents, gracePeriodSeconds, preconditions } = given
  const problems: FieldProblem[] = []
  if (propagationPolicy !== undefined && orphanDependents !== undefined) {
    problems.push(
      problem(
        'FieldValueInvalid',
        'propagationPolicy',
        `Invalid value: ${JSON.stringify(propagationPolicy)}: orphanDependents and deletionPropagation cannot be both set`,
      ),
    )
  }
  if (propagationPolicy !== undefined && !POLICIES.includes(String(propagationPolicy))) {
    problems.push(
      problem(
        'FieldValueNotSupported',
        'propagationPolicy',
        `Unsupported value: ${JSON.stringify(propagationPolicy)}: supported values: "Foreground", "Background", "Orphan", "nil"`,
      ),
    )
  }
  problems.push(...dryRunProblems(dryRun))
  if (problems.length > 0) throw StatusError.invalid('DeleteOptions', '', problems, 'meta.k8s.io')
  return {
    dryRun: dryRun.length > 0,
    ...(typeof propagationPolicy === 'string' ? { propagationPolicy } : {}),
    ...(typeof gracePeriodSeconds === 'number' ? { gracePeriodSeconds } : {}),
    ...(typeof orphanDependents === 'boolean' ? { orphanDependents } : {}),
    ...(typeof preconditions === 'object' && preconditions !== null ? { preconditions } : {}),
  }
}

function fromQuery(query: URLSearchParams): Record<string, unknown> {
  const grace = query.get('gracePeriodSeconds')
  const orphan = query.get('orphanDependents')
  const policy = query.get('propagationPolicy')
  if (grace !== null && !/^[+-]?\d+$/.test(grace)) {
    throw StatusError.badRequest(
      `strconv.ParseInt: parsing ${JSON.stringify(grace)}: invalid syntax`,
    )
  }
  return {
    ...(query.has('dryRun') ? { dryRun: query.getAll('dryRun') } : {}),
    ...(grace === null ? {} : { gracePeriodSeconds: Number(grace) }),
    ...(orphan === null ? {} : { orphanDependents: isTrue(orphan) }),
    ...(policy === null ? {} : { propagationPolicy: policy }),
  }
}

/** How the API server reads a boolean of a query: everything is true but `false` and `0`. */
export function isTrue(text: string | null): boolean {
  return text !== null && text !== '0' && text.toLowerCase() !== 'false'
}

/** The manager of who gives none: the program, without its version. */
function managerOf(userAgent: string): string {
  const [program = ''] = userAgent.split('/')
  return (program === '' ? 'unknown' : program).slice(0, LONGEST_MANAGER)
}

function managerProblems(manager: string): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (Buffer.byteLength(manager) > LONGEST_MANAGER) {
    problems.push(
      problem(
        'FieldValueTooLong',
        'fieldManager',
        `Too long: may not be more than ${LONGEST_MANAGER} bytes`,
      ),
    )
  }
  if (/[\p{C}]/u.test(manager)) {
    problems.push(
      problem(
        'FieldValueInvalid',
        'fieldManager',
        `Invalid value: ${JSON.stringify(manager)}: should only contain printable characters`,
      ),
    )
  }
  return problems
}

function dryRunProblems(dryRun: readonly string[]): FieldProblem[] {
  if (dryRun.every((value) => value === 'All')) return []
  return [
    problem(
      'FieldValueNotSupported',
      'dryRun',
      `Unsupported value: ${JSON.stringify(dryRun)}: supported values: "All"`,
    ),
  ]
}

function problem(reason: string, field: string, message: string): FieldProblem {
  return { reason, field, message }
}
