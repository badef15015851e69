import { useMemo, useState } from 'react'
import { formatCount } from '@/domain/format-count'
import { type ImportEffect, taggedReference } from '@/domain/import-plan'
import type { LookedTag } from '@/domain/reference-look'
import { Button } from '@/ui/button'
import { EmptyNote } from '@/ui/empty-note'
import type { Selection } from '@/ui/selection'
import { VirtualTable } from '@/ui/virtual-table'
import styles from './import-form.module.css'
import { lookedTagColumns } from './looked-tag-columns'

/** The tags of a repository, to choose from; each says what is there and what it will be. */
export function LookedTags({
  reference,
  tags,
  selection,
  names,
  onName,
  effectOf,
  more,
}: {
  reference: string
  tags: LookedTag[]
  selection: Selection
  /** What chosen tags are called in the stream, where not as in the registry. */
  names: ReadonlyMap<string, string>
  onName: (tag: string, name: string) => void
  effectOf: (plan: { from: string; to: string }) => ImportEffect
  /** Looks at those of which only the names are known. */
  more: { run: (tags: string[]) => void; isRunning: boolean; done: number; of: number }
}) {
  const [text, setText] = useState('')
  const shown = useMemo(() => {
    const wanted = text.trim().toLowerCase()
    return wanted === '' ? tags : tags.filter(({ tag }) => tag.toLowerCase().includes(wanted))
  }, [tags, text])
  const columns = useMemo(
    () =>
      lookedTagColumns({
        isChosen: (tag) => selection.keys.has(tag),
        nameOf: (tag) => names.get(tag) ?? tag,
        onName,
        effectOf: (tag, to) => effectOf({ from: taggedReference(reference, tag), to }),
      }),
    [selection, names, onName, effectOf, reference],
  )
  const unseen = tags
    .filter(({ tag, state }) => state === 'named' && selection.keys.has(tag))
    .map(({ tag }) => tag)
  const isAll = shown.every(({ tag }) => selection.keys.has(tag))
  const keys = shown.map(({ tag }) => tag)

  return (
    <>
      <div className="ts-bar">
        <input
          type="search"
          className={`ts-ctl ${styles.filter}`}
          aria-label="Filter tags"
          placeholder="Filter tags"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="button" className="ts-linkbtn" onClick={() => selection.set(keys, !isAll)}>
          {isAll ? 'Choose none' : `Choose all ${formatCount(shown.length)}`}
        </button>
        <div className="ts-bar__end">
          <span className="ts-num ts-range" role="status">
            {formatCount(selection.keys.size)} of {formatCount(tags.length)} chosen
          </span>
        </div>
      </div>
      {(unseen.length > 0 || more.isRunning) && (
        <div className={styles.acts}>
          <span className="ts-sub" role="status">
            {more.isRunning
              ? `Looking at ${formatCount(more.of)} tags, ${formatCount(more.done)} done`
              : `${formatCount(unseen.length)} of the chosen were not looked at yet.`}
          </span>
          {!more.isRunning && (
            <Button variant="link" onClick={() => more.run(unseen)}>
              Look at them
            </Button>
          )}
        </div>
      )}
      {shown.length === 0 ? (
        <EmptyNote title={tags.length === 0 ? 'The repository has no tags' : 'No tag matches'} />
      ) : (
        <VirtualTable
          caption={`Tags of ${reference}`}
          columns={columns}
          rows={shown}
          rowKey={({ tag }) => tag}
          rowLabel={({ tag }) => tag}
          view={text}
          selection={selection}
        />
      )}
    </>
  )
}
