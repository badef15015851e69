/**
 * Readers for JSON that claims to be of a kind. The API server checks what it stores, but not
 * everything, and not everything was stored by this version of it: a status may be missing, a list
 * null, a number a word. What does not fit reads as empty, so that no page breaks on one object.
 */

/** The text, or '' for anything that is not a text. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The whole number, or 0 for anything that is not one. */
export function asCount(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : 0
}

/** The members of a list that are objects; empty for anything that is not a list. */
export function asObjects<T extends object>(value: readonly T[] | null | undefined): readonly T[] {
  if (!Array.isArray(value)) return []
  const items: readonly T[] = value
  return items.every(isObject) ? items : items.filter(isObject)
}

/** The texts of a list; empty for anything that is not a list. */
export function asTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** The members of an object whose values are texts, as labels and annotations are. */
export function asTextMap(value: unknown): Record<string, string> {
  if (!isObject(value) || Array.isArray(value)) return {}
  const entries = Object.entries(value)
  return entries.every(([, text]) => typeof text === 'string')
    ? (value as Record<string, string>)
    : Object.fromEntries(entries.filter(([, text]) => typeof text === 'string'))
}

/** Whether the value has members at all: neither null nor a plain value. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

const MOST_READ = 4000

/**
 * As much of a text as a person reads: of a hundred thousand characters without a space a browser
 * takes seconds to make lines. What is copied stays whole.
 */
export function readable(text: string): string {
  return text.length > MOST_READ ? `${text.slice(0, MOST_READ)}…` : text
}
