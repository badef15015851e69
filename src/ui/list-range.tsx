import { formatCount } from '@/domain/format-count'
/**
 * Which rows are on the screen, of how many, and whether more are on their way: `1–11 of 23`,
 * `1–4 of 4 (10 without filters)`, `1–30 of 30, loading the other 1,970`. A screen reader hears once
 * that more is to come, not each of the numbers.
 */
export function ListRange({
  first,
  last,
  shown,
  total,
  noun,
  isGrowing,
  expected,
  isStuck,
  isBehind = false,
}: {
  first: number
  last: number
  shown: number
  /** Without filters. */
  total: number
  /** Said on a small screen, where there is no room for the range. */
  noun: { one: string; many: string }
  isGrowing: boolean
  /** How many there will be; null where the server does not say. */
  expected: number | null
  /** Reading the rest failed, and is being tried again. */
  isStuck: boolean
  /** Another order or selection is being worked out. */
  isBehind?: boolean
}) {
  return (
    <span className="ts-num ts-range">
      {shown > 0 && (
        <span className="is-lg">
          {number(first)}–{number(last)} of{' '}
        </span>
      )}
      {number(shown)}
      <span className="is-sm"> {shown === 1 ? noun.one : noun.many}</span>
      {shown < total && ` (${number(total)} without filters)`}
      {isBehind && ', being sorted'}
      {isGrowing && `, ${isStuck ? 'not all yet' : loading(total, expected)}`}
      <span className="ts-sr" role="status">
        {isGrowing && !isStuck && 'More rows are being loaded.'}
      </span>
    </span>
  )
}

function loading(total: number, expected: number | null): string {
  return expected !== null && expected > total
    ? `loading the other ${number(expected - total)}`
    : 'still loading'
}

function number(value: number): string {
  return formatCount(value)
}
