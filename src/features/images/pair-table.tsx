import { useState } from 'react'
import { readable } from '@/domain/untrusted'
import { CopyButton } from '@/ui/copy-button'
import { useGrowingCount } from '@/ui/growing-count'
import styles from './pair-table.module.css'

const shortList = 40
/** How many more at a time: what a browser lays out without a stutter. */
const longerBy = 200

/** Names and values in two columns, each value to copy. Long lists show their beginning first. */
export function PairTable({
  caption,
  names,
  pairs,
  empty,
}: {
  caption: string
  names: [name: string, value: string]
  pairs: [string, string][]
  empty: string
}) {
  const [limit, setLimit] = useState(shortList)
  const drawn = useGrowingCount(Math.min(pairs.length, limit), shortList, 40)
  if (pairs.length === 0) return <p className="ts-muted">{empty}</p>
  const shown = pairs.slice(0, drawn)
  return (
    <>
      <table className={styles.table}>
        <caption className="ts-sr">{caption}</caption>
        <colgroup>
          <col className={styles.name} />
          <col />
          <col className={styles.copy} />
        </colgroup>
        <thead className="ts-sr">
          <tr>
            <th scope="col">{names[0]}</th>
            <th scope="col">{names[1]}</th>
            <th scope="col">Copy</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat and never move
            <tr key={`${index} ${name}`}>
              <th scope="row" className="ts-mono">
                {readable(name)}
              </th>
              <td className="ts-mono">
                {value ? (
                  <span className={styles.value}>{readable(value)}</span>
                ) : (
                  <span className="ts-muted">empty</span>
                )}
              </td>
              <td className={styles.copy}>
                <CopyButton text={value} label={`Copy ${name.slice(0, 80)}`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {limit < pairs.length && (
        <button
          type="button"
          className="ts-linkbtn"
          onClick={() => setLimit((known) => known + longerBy)}
        >
          {pairs.length <= limit + longerBy
            ? `Show all ${pairs.length}`
            : `Show more: ${limit} of ${pairs.length} are shown`}
        </button>
      )}
    </>
  )
}
