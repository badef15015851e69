/** What a parser found: a value, or what is wrong in words that a person can act on. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; problem: string }
