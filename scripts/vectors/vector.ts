import type { Bytes } from '@/domain/signatures/bytes'
import { asMembers } from '@/domain/signatures/strict-json'

/** An entry of index.json. */
export interface Vector {
  file: string
  kind: string
  keys?: string[]
  manifest?: string
  artifact?: string
  trustedRoot?: string
  identity?: { issuer: string; subjectAlternativeName: string } | null
  expected: Record<string, unknown>
}

/** Reads a file of the folder as bytes, which is how vectors are to be read. */
export type ReadFile = (path: string) => Bytes

/**
 * What differs from what is expected, member by member: every member that is expected must be found
 * and be the same. Null and absent are the same; times are the same at the same moment.
 */
export function differences(expected: unknown, found: unknown, path = ''): string[] {
  if (expected === null || expected === undefined) {
    return found === null || found === undefined || found === ''
      ? []
      : [differs(path, expected, found)]
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(found) || found.length !== expected.length) {
      return [differs(path, expected, found)]
    }
    return expected.flatMap((item, index) => differences(item, found[index], `${path}[${index}]`))
  }
  const members = asMembers(expected)
  if (members) {
    const own = asMembers(found)
    if (!own) return [differs(path, expected, found)]
    return Object.keys(members).flatMap((name) =>
      differences(members[name], own[name], path ? `${path}.${name}` : name),
    )
  }
  return expected === found || isSameTime(expected, found) ? [] : [differs(path, expected, found)]
}

function isSameTime(a: unknown, b: unknown): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return false
  if (!/\d{4}/.test(a) || !/\d:\d\d/.test(a)) return false
  return !Number.isNaN(Date.parse(a)) && Date.parse(a) === Date.parse(b)
}

function differs(path: string, expected: unknown, found: unknown): string {
  const short = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 200)
  return `${path || 'it'} is ${short(found)}, expected ${short(expected)}`
}
