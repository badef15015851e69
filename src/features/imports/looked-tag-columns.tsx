import { failureWords } from '@/domain/import-failure'
import type { ImportEffect } from '@/domain/import-plan'
import type { LookedImage, LookedTag } from '@/domain/reference-look'
import { formatBytes } from '@/domain/size'
import { readable } from '@/domain/untrusted'
import { DigestText } from '@/ui/digest-text'
import type { TableColumn } from '@/ui/table-column'
import { Truncate } from '@/ui/truncate'
import { effectWords } from './effect-words'
import styles from './import-form.module.css'

/** The columns of a repository's tags: what is there, and what a chosen one becomes. */
export function lookedTagColumns({
  isChosen,
  nameOf,
  onName,
  effectOf,
}: {
  isChosen: (tag: string) => boolean
  nameOf: (tag: string) => string
  onName: (tag: string, name: string) => void
  effectOf: (tag: string, to: string) => ImportEffect
}): TableColumn<LookedTag>[] {
  return [
    {
      key: 'tag',
      title: 'Tag in the registry',
      className: 'c-name',
      cell: ({ tag }) => (
        <span className="ts-mono">
          <Truncate text={tag} at="middle" />
        </span>
      ),
    },
    {
      key: 'found',
      title: 'What is there',
      className: `c-rest ${styles.found}`,
      cell: (row) => <Found row={row} />,
    },
    {
      key: 'becomes',
      title: 'Becomes the tag',
      className: `c-more ${styles.becomes}`,
      cell: ({ tag }) =>
        isChosen(tag) ? (
          <Becomes
            tag={tag}
            name={nameOf(tag)}
            effect={effectOf(tag, nameOf(tag))}
            onName={onName}
          />
        ) : null,
    },
  ]
}

function Found({ row }: { row: LookedTag }) {
  if (row.state === 'named') return <span className="ts-muted">not looked at</span>
  if (row.state === 'failed') {
    return (
      <>
        <div className="ts-bad">{failureWords(row.reason)}</div>
        <div className="ts-sub">
          <Truncate text={readable(row.message)} />
        </div>
      </>
    )
  }
  return (
    <>
      <DigestText digest={row.image.digest} />
      <div className="ts-sub">{imageWords(row.image)}</div>
    </>
  )
}

/** `5 platforms, 58.1 MB to 61.4 MB`, `amd64, 61.4 MB`. */
function imageWords({ platforms, size, architecture }: LookedImage): string {
  const runnable = platforms.filter(({ isAttestation }) => !isAttestation)
  if (platforms.length === 0) {
    return [readable(architecture), formatBytes(size)].filter(Boolean).join(', ')
  }
  const sizes = runnable.flatMap((each) => (each.size === null ? [] : [each.size]))
  const count = runnable.length === 1 ? '1 platform' : `${runnable.length} platforms`
  if (sizes.length === 0) return count
  const least = formatBytes(Math.min(...sizes))
  const most = formatBytes(Math.max(...sizes))
  return least === most ? `${count}, ${least}` : `${count}, ${least} to ${most}`
}

function Becomes({
  tag,
  name,
  effect,
  onName,
}: {
  tag: string
  name: string
  effect: ImportEffect
  onName: (tag: string, name: string) => void
}) {
  return (
    <>
      <input
        className={`ts-input ${styles.name}`}
        aria-label={`Name of ${tag} in the stream`}
        aria-invalid={effect.kind === 'blocked'}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        value={name}
        onChange={(event) => onName(tag, event.target.value)}
      />
      <div className={effect.kind === 'blocked' ? styles.problem : 'ts-sub'}>
        {effectWords(effect)}
      </div>
    </>
  )
}
