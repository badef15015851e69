/**
 * Whether a request's target (`path[?query]`) holds its answer open. An API server takes any `watch`
 * but `false` and `0` for a yes, and has the old `/watch/` paths too.
 */
export function isWatch(target: string): boolean {
  const [path = '', query = ''] = target.split(/\?(.*)/s)
  const watch = new URLSearchParams(query).get('watch')
  if (watch !== null) return !['false', '0'].includes(watch.toLowerCase())
  return /^\/(api|apis\/[^/]*)\/[^/]*\/watch\//.test(path)
}
