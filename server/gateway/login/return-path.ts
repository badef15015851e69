/**
 * The address within the dashboard that a sign-in returns to: a path, never another site's address nor
 * one of the gateway's own. Anything else is the home page.
 */
export function returnPath(text: unknown): string {
  // A backslash is a slash to browsers, and a tab or a line break is nothing.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  if (typeof text !== 'string' || !/^\/(?![/\\])[^\\\u0000-\u0020\u007f]*$/.test(text)) return '/'
  const base = 'https://tagstream.invalid'
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined
  if (!url || url.origin !== base || /^\/(\/|session|apis?|openapi)(\/|$)/.test(url.pathname))
    return '/'
  const path = `${url.pathname}${url.search}${url.hash}`
  return path.startsWith('//') ? '/' : path
}
