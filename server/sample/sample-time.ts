const MINUTE = 60_000
export const HOUR = 60
export const DAY = 24 * HOUR

/**
 * When the newest images were built. Fixed, because digests must be the same on every machine; only what
 * the cluster did with the images is told relative to the moment of seeding.
 */
const NEWEST_BUILD = Date.parse('2026-10-30T06:12:44Z')

/** RFC 3339 in whole seconds, as the API writes times. */
export function apiTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}

/** The build time of what the cluster first saw so many minutes before it was seeded. */
export function buildTime(minutesAgo: number): string {
  return apiTime(NEWEST_BUILD - minutesAgo * MINUTE)
}

/** So many minutes before `now`. */
export function ago(now: Date, minutes: number): string {
  return apiTime(now.getTime() - minutes * MINUTE)
}
