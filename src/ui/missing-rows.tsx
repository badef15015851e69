import { formatCount } from '@/domain/format-count'
import { Note } from './note'

/**
 * At the end of a list of image streams that is not whole, where the missing rows would be: that
 * there are more, why they are not here, and that nobody has to do anything about it.
 */
export function MissingRows({
  loaded,
  expected,
  why,
}: {
  loaded: number
  /** How many image streams there will be; null where the server does not say. */
  expected: number | null
  /** The server's own words. */
  why: string
}) {
  const streams = (count: number) =>
    `${formatCount(count)} image ${count === 1 ? 'stream' : 'streams'}`
  const missing = expected === null ? 0 : expected - loaded
  return (
    <div role="status">
      <Note
        kind="warn"
        title={
          missing > 0
            ? `${streams(missing)} of ${formatCount(expected ?? 0)} could not be read yet`
            : 'More image streams could not be read yet'
        }
      >
        <p className="ts-mono">{why}</p>
        <p>
          Reading goes on by itself from where it stopped. Until then filters, counts and the order
          hold for the {streams(loaded)} that are here.
        </p>
      </Note>
    </div>
  )
}
