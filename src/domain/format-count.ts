const format = new Intl.NumberFormat('en')

/**
 * A number with its thousands apart: `12,345`. The format is made once: `toLocaleString` makes one each
 * time, which takes longer than to draw the row of a table.
 */
export function formatCount(count: number): string {
  return format.format(count)
}
