const units = ['kB', 'MB', 'GB', 'TB', 'PB'] as const

/** What the API's 64-bit numbers can say. */
const MOST = 2 ** 63

const oneDecimal = new Intl.NumberFormat('en', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/**
 * A number of bytes as a person reads it: `999 B`, `1.2 kB`, `61.4 MB` (1 kB is 1,000 bytes, as
 * registries count). 'unknown' where there is no number, or none that can be a size.
 */
export function formatBytes(bytes: number | null | undefined): string {
  if (typeof bytes !== 'number' || !Number.isFinite(bytes) || bytes < 0 || bytes > MOST) {
    return 'unknown'
  }
  if (bytes < 1000) return `${whole.format(bytes)} B`
  let value = bytes / 1000
  let unit = 0
  // 999.96 would be written as 1,000.0 of its unit: it is 1.0 of the next.
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${oneDecimal.format(value)} ${units[unit]}`
}

/** From one size to another: `+1.6 MB`, `−200 B`, `the same`; 'not known' where one is not. */
export function formatByteChange(
  before: number | null | undefined,
  after: number | null | undefined,
): string {
  if (typeof before !== 'number' || typeof after !== 'number') return 'not known'
  if (before === after) return 'the same'
  const change = formatBytes(Math.abs(after - before))
  return change === 'unknown' ? 'not known' : `${after > before ? '+' : '−'}${change}`
}
