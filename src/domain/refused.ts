/** A parser's refusal: what is wrong, in words that a person can act on. */
export function refused(problem: string): { ok: false; problem: string } {
  return { ok: false, problem }
}

/** What a person wrote, in quotation marks, and cut where it would push the words away. */
export function quoted(text: string): string {
  return `“${shortened(text)}”`
}

/** At most 60 characters. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
