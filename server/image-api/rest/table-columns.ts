import type { TableColumn } from './resource-definition'

const NAME_DESCRIPTION =
  'Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names'

/** The column that every table begins with. */
export const NAME_COLUMN: TableColumn = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description: NAME_DESCRIPTION,
  priority: 0,
}

export function textColumn(name: string, description: string, priority = 0): TableColumn {
  return { name, type: 'string', format: '', description, priority }
}

const UNITS: readonly [below: number, of: number, name: string][] = [
  [48 * 60, 60, 'hours'],
  [14 * 24 * 60, 24 * 60, 'days'],
  [60 * 24 * 60, 7 * 24 * 60, 'weeks'],
  [730 * 24 * 60, 30 * 24 * 60, 'months'],
  [Number.POSITIVE_INFINITY, 365 * 24 * 60, 'years'],
]

/** "3 minutes ago", as a server words it; '' for a time that is not known. */
export function ago(time: string | null | undefined, now: Date): string {
  const then = time === null || time === undefined ? Number.NaN : Date.parse(time)
  return Number.isNaN(then) ? '' : `${duration(now.getTime() - then)} ago`
}

function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  if (seconds < 1) return 'Less than a second'
  if (seconds === 1) return '1 second'
  if (seconds < 60) return `${seconds} seconds`
  const minutes = Math.floor(seconds / 60)
  if (minutes === 1) return 'About a minute'
  if (minutes < 60) return `${minutes} minutes`
  const hours = Math.round(minutes / 60)
  if (hours === 1) return 'About an hour'
  for (const [below, of, name] of UNITS) {
    if (hours * 60 < below) return `${Math.floor((hours * 60) / of)} ${name}`
  }
  return ''
}
