const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
const minuteFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
})
const secondFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
})

/** A moment as the API writes it (RFC 3339), or null where the text is none, or empty. */
export function parseTime(text: string | Date | null | undefined): Date | null {
  if (text instanceof Date) return Number.isNaN(text.getTime()) ? null : text
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT/.test(text)) return null
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? null : date
}

/**
 * How long ago, in the short words of a list: `just now`, `4 min ago`, `5 h ago`, `yesterday`,
 * `6 d ago`, `3 y ago`. A moment up to a minute ahead is `just now` too, for clocks differ.
 * 'unknown' where there is no moment.
 */
export function relativeTime(at: string | Date | null | undefined, now: Date): string {
  const date = parseTime(at)
  if (!date) return 'unknown'
  const past = now.getTime() - date.getTime()
  if (past <= -minute) return `in ${span(-past)}`
  if (past < minute) return 'just now'
  if (past >= day && past < 2 * day) return 'yesterday'
  return `${span(past)} ago`
}

function span(ms: number): string {
  if (ms < hour) return `${Math.floor(ms / minute)} min`
  if (ms < day) return `${Math.floor(ms / hour)} h`
  const days = Math.floor(ms / day)
  return days < 730 ? `${days} d` : `${Math.floor(days / 365.25)} y`
}

/** `20 Nov 2026, 17:40 UTC`; with seconds where asked. 'unknown' where there is no moment. */
export function absoluteTime(
  at: string | Date | null | undefined,
  precision: 'minutes' | 'seconds' = 'minutes',
): string {
  const date = parseTime(at)
  if (!date) return 'unknown'
  return `${(precision === 'seconds' ? secondFormat : minuteFormat).format(date)} UTC`
}

/** The day in UTC, `20 November 2026`, for headings of a time line. 'unknown' where there is none. */
export function dayOf(at: string | Date | null | undefined): string {
  const date = parseTime(at)
  return date ? dayFormat.format(date) : 'unknown'
}

const canonical = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

/** The later of two moments of the API; a text that is no moment is earlier than all. */
export function laterTime(a: string, b: string): string {
  if (a === b || b === '') return a
  // The API's own form sorts as text. It is nearly always that, and lists compare many.
  if (canonical.test(a) && canonical.test(b)) return a > b ? a : b
  const left = parseTime(a)
  const right = parseTime(b)
  if (!right) return left ? a : ''
  return left && left >= right ? a : b
}
