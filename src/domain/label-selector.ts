import type { Parsed } from './parsed'

/** One requirement of a label selector. */
export interface LabelRequirement {
  key: string
  operator: '=' | '!=' | 'in' | 'notin' | 'exists' | '!' | '>' | '<'
  /** One for = and !=, any number for in and notin, a whole number for > and <, none for the rest. */
  values: readonly string[]
}

/** All must hold; an empty one selects everything. */
export type LabelSelector = readonly LabelRequirement[]

const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/
const TOKEN = /\s*(?:(==|!=|[=!<>(),])|([^\s=!<>(),]+)|$)/y

/**
 * Reads a label selector as the API does:
 *
 *     selector    := [ requirement { "," requirement } ]
 *     requirement := key | "!" key
 *                  | key ( "=" | "==" | "!=" | "<" | ">" ) value
 *                  | key ( "in" | "notin" ) "(" value { "," value } ")"
 */
export function parseLabelSelector(text: string): Parsed<LabelSelector> {
  const tokens = tokensOf(text)
  const requirements: LabelRequirement[] = []
  let next = 0
  const peek = () => tokens[next] ?? ''
  const take = () => tokens[next++] ?? ''

  while (next < tokens.length) {
    const isNegated = peek() === '!'
    if (isNegated) take()
    const key = take()
    const problem = keyProblem(key)
    if (problem !== undefined) return failure(problem)
    const rest = isNegated ? { operator: '!' as const, values: [] } : readCondition()
    if ('problem' in rest) return failure(rest.problem)
    requirements.push({ key, ...rest })
    if (next === tokens.length) break
    const separator = take()
    if (separator !== ',') return failure(`found '${separator}', expected: ',' or the end`)
    if (next === tokens.length) return failure("found '', expected: a label name after ','")
  }
  return { ok: true, value: requirements }

  function readCondition(): Omit<LabelRequirement, 'key'> | { problem: string } {
    const operator = peek()
    if (operator === '' || operator === ',') return { operator: 'exists', values: [] }
    take()
    switch (operator) {
      case '=':
      case '==':
      case '!=': {
        const value = peek() === '' || peek() === ',' ? '' : take()
        const problem = valueProblem(value)
        return problem === undefined
          ? { operator: operator === '!=' ? '!=' : '=', values: [value] }
          : { problem }
      }
      case '<':
      case '>': {
        const value = take()
        return /^[+-]?\d+$/.test(value)
          ? { operator, values: [value] }
          : { problem: `for '${operator}' the value must be a whole number, not '${value}'` }
      }
      case 'in':
      case 'notin':
        return readValues(operator)
      default:
        return { problem: `found '${operator}', expected: in, notin, =, ==, !=, > or <` }
    }
  }

  function readValues(
    operator: 'in' | 'notin',
  ): Omit<LabelRequirement, 'key'> | { problem: string } {
    if (take() !== '(') return { problem: `after '${operator}' a list like (a, b) is expected` }
    const values: string[] = []
    for (;;) {
      const isEmpty = peek() === ',' || peek() === ')'
      const value = isEmpty ? '' : take()
      const problem = valueProblem(value)
      if (problem !== undefined) return { problem }
      values.push(value)
      const separator = take()
      if (separator === ')') return { operator, values }
      if (separator !== ',') return { problem: `found '${separator}', expected: ',' or ')'` }
    }
  }
}

/** `parseLabelSelector` reads it back to the same. */
export function formatLabelSelector(selector: LabelSelector): string {
  return selector
    .map(({ key, operator, values }) => {
      if (operator === 'exists') return key
      if (operator === '!') return `!${key}`
      if (operator === 'in' || operator === 'notin')
        return `${key} ${operator} (${values.join(',')})`
      return `${key}${operator}${values[0] ?? ''}`
    })
    .join(',')
}

/** Whether an object with these labels is selected. */
export function matchesLabels(
  selector: LabelSelector,
  labels: Readonly<Record<string, string>> | null | undefined,
): boolean {
  return selector.every((requirement) => {
    const { key } = requirement
    return holds(requirement, labels && Object.hasOwn(labels, key) ? labels[key] : undefined)
  })
}

function holds({ operator, values }: LabelRequirement, value: string | undefined): boolean {
  switch (operator) {
    case 'exists':
      return value !== undefined
    case '!':
      return value === undefined
    case '=':
    case 'in':
      return value !== undefined && values.includes(value)
    case '!=':
    case 'notin':
      return value === undefined || !values.includes(value)
    case '>':
    case '<': {
      if (value === undefined || !/^[+-]?\d+$/.test(value)) return false
      const bound = Number(values[0])
      return operator === '>' ? Number(value) > bound : Number(value) < bound
    }
  }
}

function tokensOf(text: string): string[] {
  TOKEN.lastIndex = 0
  const tokens: string[] = []
  for (;;) {
    const match = TOKEN.exec(text)
    const token = match?.[1] ?? match?.[2]
    if (token === undefined) return tokens
    tokens.push(token)
  }
}

function keyProblem(key: string): string | undefined {
  const parts = key.split('/')
  const name = parts.at(-1) ?? ''
  const prefix = parts.length > 1 ? parts.slice(0, -1).join('/') : undefined
  if (!NAME.test(name) || name.length > 63) {
    return `'${key}' is not a label name: letters, digits, '-', '_' and '.', at most 63`
  }
  if (prefix !== undefined && (!PREFIX.test(prefix) || prefix.length > 253)) {
    return `'${prefix}' is not a label prefix: a domain name in lower case is expected before '/'`
  }
  return undefined
}

function valueProblem(value: string): string | undefined {
  if (value === '' || (NAME.test(value) && value.length <= 63)) return undefined
  return `'${value}' is not a label value: letters, digits, '-', '_' and '.', at most 63`
}

function failure(problem: string): { ok: false; problem: string } {
  return { ok: false, problem }
}
