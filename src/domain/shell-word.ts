/**
 * The text as one word of a POSIX shell: as it is where that is safe, else in single quotes. What
 * is copied from a page into a terminal must not do more than it says, whatever a name contains.
 */
export function shellWord(text: string): string {
  // Control characters could end the line, or play with the terminal; no name may have them.
  const visible = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '?')
  if (/^[\w@%+=:,./-]+$/.test(visible)) return visible
  return `'${visible.replaceAll("'", `'\\''`)}'`
}

/** A command line of these words. */
export function shellCommand(words: readonly string[]): string {
  return words.map(shellWord).join(' ')
}
