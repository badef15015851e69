/**
 * Where a key takes the focus from row `index` of `count`: arrows by one, the page
 * keys by `page`, Home and End to the ends. undefined for every other key.
 */
export function rowIndexAfter(
  key: string,
  index: number,
  count: number,
  page: number,
): number | undefined {
  const last = count - 1
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, index + 1)
    case 'ArrowUp':
      return Math.max(0, index - 1)
    case 'PageDown':
      return Math.min(last, index + page)
    case 'PageUp':
      return Math.max(0, index - page)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}
