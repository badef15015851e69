import { digestAlgorithm, digestMark, shortDigest } from '@/domain/digest'
import { CopyButton } from './copy-button'

const markColors = { blue: 0, teal: 1, purple: 2, grey: 3, orange: 4 }

/** A digest: its mark, its first twelve characters, and a button that copies all of it. */
export function DigestText({
  digest,
  withAlgorithm = false,
  canCopy = true,
}: {
  digest: string
  withAlgorithm?: boolean
  canCopy?: boolean
}) {
  return (
    <span className="ts-digestwrap">
      <span className="ts-digest" title={digest}>
        <DigestMark digest={digest} />
        {withAlgorithm && <span className="ts-digest__alg">{digestAlgorithm(digest)}:</span>}
        {shortDigest(digest)}
      </span>
      {canCopy && <CopyButton text={digest} label={`Copy digest ${shortDigest(digest)}`} />}
    </span>
  )
}

/** Equal digests have equal marks. Decoration: words carry the meaning. */
export function DigestMark({ digest }: { digest: string }) {
  const { cells, color } = digestMark(digest)
  const path = cells
    .map((isSet, index) => (isSet ? `M${index % 5} ${Math.floor(index / 5)}h1v1h-1z` : ''))
    .join('')
  return (
    <svg
      className={`ts-mark ts-mark--${markColors[color]}`}
      viewBox="0 0 5 5"
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} />
    </svg>
  )
}
