import { useState } from 'react'
import { readable } from '@/domain/untrusted'
import { CopyButton } from '@/ui/copy-button'
import styles from './pair-table.module.css'

const shortList = 40

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
  const [isWhole, setIsWhole] = useState(false)
  if (pairs.length === 0) return <p className="ts-muted">{empty}</p>
  const shown = isWhole ? pairs : pairs.slice(0, shortList)
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
      {shown.length < pairs.length && (
        <button type="button" className="ts-linkbtn" onClick={() => setIsWhole(true)}>
          Show all {pairs.length}
        </button>
      )}
    </>
  )
}
