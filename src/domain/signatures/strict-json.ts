import type { Parsed } from '@/domain/parsed'
import { refused } from '@/domain/refused'

const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/gs

/**
 * JSON in which no object has a member twice. Readers disagree on which of the two counts, and a
 * signature that one reads and another shows must not be of two minds.
 */
export function parseStrictJson(text: string): Parsed<unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refused('This is not JSON.')
  }
  const open: Set<string>[] = []
  for (const [token, colon] of text.matchAll(tokens)) {
    if (token === '{') open.push(new Set())
    else if (token === '}') open.pop()
    else if (colon !== undefined) {
      const name: string = JSON.parse(token.slice(0, token.length - colon.length))
      if (open.at(-1)?.has(name)) return refused(`The member ${JSON.stringify(name)} is repeated.`)
      open.at(-1)?.add(name)
    }
  }
  return { ok: true, value }
}

/** A JSON object, or undefined for any other value. */
export function asMembers(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

/** The JSON object at a path of members; undefined where there is none. */
export function membersAt(value: unknown, ...path: string[]): Record<string, unknown> | undefined {
  return asMembers(path.reduce<unknown>((inner, name) => asMembers(inner)?.[name], value))
}
