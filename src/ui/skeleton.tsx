import { useEffect, useState } from 'react'

const widths = ['62%', '84%', '48%', '73%', '55%']

/**
 * What a page looks like before its data is there, at the real heights. It shows itself after
 * 300 ms: faster answers do not flicker.
 */
export function PageSkeleton() {
  return (
    <div className="ts-late" role="status" aria-label="Loading">
      <div className="ts-head">
        <span className="ts-skel ts-skel--title" />
        <span className="ts-skel ts-skel--sub" />
      </div>
      <SkeletonRows rows={6} columns={4} />
    </div>
  )
}

/** Rows of a table to come. */
export function SkeletonRows({ rows, columns }: { rows: number; columns: number }) {
  return (
    <div className="ts-late ts-skelrows" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: these rows are nothing but their places
        <div className="ts-skelrow" key={row}>
          {Array.from({ length: columns }, (_, column) => (
            <span
              className="ts-skel"
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              key={column}
              style={{ width: widths[(row + 2 * column) % widths.length] }}
            />
          ))}
        </div>
      ))}
      <LongWait />
    </div>
  )
}

const LONG_MS = 8_000

/** That nothing has gone wrong here: the cluster takes its time, or hangs. */
function LongWait() {
  const [isLong, setIsLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), LONG_MS)
    return () => clearTimeout(timer)
  }, [])
  return isLong && <p className="ts-sub">The cluster is slow to answer. Still waiting for it.</p>
}
