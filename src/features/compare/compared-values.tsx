import { useState } from 'react'
import { changedPart, type MarkedText } from '@/domain/changed-part'
import { formatCount } from '@/domain/format-count'
import type { ComparedValue } from '@/domain/image-comparison'
import { readable } from '@/domain/untrusted'
import styles from './compared-values.module.css'
import { DifferenceWord } from './difference-word'

/** So many rows are drawn at once; an image may have thousands of labels. */
const shortList = 100

/** Values of two images beside each other, one a row. */
export function ComparedValues({ title, values }: { title: string; values: ComparedValue[] }) {
  const [shown, setShown] = useState(shortList)
  return (
    <>
      <table className={styles.table}>
        <caption className="ts-sr">{title}</caption>
        <colgroup>
          <col className={styles.name} />
          <col className={styles.word} />
          <col />
          <col />
        </colgroup>
        <thead className="ts-sr">
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Change</th>
            <th scope="col">Left image</th>
            <th scope="col">Right image</th>
          </tr>
        </thead>
        <tbody>
          {values.slice(0, shown).map((value, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a port and another have one name
            <ValueRow key={`${index} ${value.name}`} value={value} />
          ))}
        </tbody>
      </table>
      {values.length > shown && (
        <button type="button" className="ts-linkbtn" onClick={() => setShown(shown + shortList)}>
          Show more ({formatCount(values.length - shown)})
        </button>
      )}
    </>
  )
}

function ValueRow({ value: { name, left, right, kind } }: { value: ComparedValue }) {
  const marked =
    kind === 'changed' && left !== null && right !== null ? changedPart(left, right) : undefined
  return (
    <tr>
      <th scope="row">{readable(name)}</th>
      <td>
        <DifferenceWord kind={kind} />
      </td>
      <td className={cellClass(styles.left, left, kind)}>
        <Value text={left} marked={marked?.left} />
      </td>
      <td className={cellClass(styles.right, right, kind)}>
        <Value text={right} marked={marked?.right} />
      </td>
    </tr>
  )
}

function cellClass(side: string | undefined, text: string | null, kind: ComparedValue['kind']) {
  return kind === 'same' || text === null ? styles.value : `${styles.value} ${side}`
}

function Value({ text, marked }: { text: string | null; marked: MarkedText | undefined }) {
  if (text === null) {
    return (
      <span className="ts-muted">
        <span aria-hidden="true">—</span>
        <span className="ts-sr">not there</span>
      </span>
    )
  }
  if (text === '') return <span className="ts-muted">empty</span>
  if (!marked || marked[1] === '') return readable(text)
  const [before, changed, after] = marked
  return (
    <>
      {readable(before)}
      <mark>{readable(changed)}</mark>
      {readable(after)}
    </>
  )
}
