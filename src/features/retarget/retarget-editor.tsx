import { useQuery } from '@tanstack/react-query'
import { draftConsequences } from '@/domain/draft-consequences'
import { tagRow } from '@/domain/image-stream'
import type { ObjectReference, TagReference } from '@/domain/kinds/image-stream'
import { ocCommand } from '@/domain/oc-command'
import type { Parsed } from '@/domain/parsed'
import type { StreamRow } from '@/domain/stream-row'
import { draftOf, type TagDraft } from '@/domain/tag-draft'
import { referenceTarget } from '@/domain/tag-reference'
import { RetargetInterrupted } from '@/mutations/retarget-failure'
import { imageStreamQueries } from '@/queries/image-streams'
import { Note } from '@/ui/note'
import styles from './retarget-editor.module.css'
import { RetargetForm } from './retarget-form'
import { RetargetPreview } from './retarget-preview'
import type { TargetPlace } from './target-place'
import type { Verdict } from './verdict'

/** The form, and beside it what the server would make of it. */
export function RetargetEditor({
  place,
  seen,
  draft,
  source,
  problems,
  again,
  verdict,
  hasConflict,
  isGone,
  error,
  onChange,
  onAgain,
  onCompare,
}: {
  place: TargetPlace
  /** The tag as the person saw it. */
  seen: TagReference | undefined
  draft: TagDraft
  source: Parsed<ObjectReference>
  problems: Partial<Record<keyof TagDraft, string>>
  /** Whether the source is taken once more, and whether that can be chosen. */
  again: { isOn: boolean; isForced: boolean }
  verdict: Verdict
  /** Somebody else changed the tag since. */
  hasConflict: boolean
  isGone: boolean
  /** Why the last attempt to save failed. */
  error: Error | null
  onChange: (change: Partial<TagDraft>) => void
  onAgain: (isOn: boolean) => void
  onCompare: () => void
}) {
  const { namespace, stream, tag, imageStream } = place
  const { data: project } = useQuery(imageStreamQueries.rows(namespace))
  const isValid = Object.keys(problems).length === 0 && !isGone
  const row = imageStream && tagRow(imageStream, tag)
  const context = {
    namespace,
    stream,
    tag,
    row,
    repository: imageStream?.status?.dockerImageRepository ?? '',
    target: source.ok ? heldBy(source.value, place, project?.rows) : undefined,
  }
  return (
    <div className="ts-dialog__body">
      <div className="ts-dialog__form">
        {isGone && (
          <div role="alert" className={styles.note}>
            <Note kind="bad" title="The tag was deleted while you were editing.">
              Nothing was saved. What you wrote stays here, to copy.
            </Note>
          </div>
        )}
        {error && (
          <div role="alert" className={styles.note}>
            <Note kind="bad" title={failureTitle(error)}>
              <p className={`ts-mono ${styles.words}`}>{error.message}</p>
            </Note>
          </div>
        )}
        <RetargetForm
          place={place}
          draft={draft}
          source={source}
          problems={problems}
          again={again}
          onChange={onChange}
          onAgain={onAgain}
        />
      </div>
      <RetargetPreview
        seen={draftOf(seen)}
        draft={draft}
        heldImage={row?.latest?.image ?? ''}
        verdict={verdict}
        consequences={isValid ? draftConsequences(seen, draft, context) : []}
        conflict={hasConflict && <ConflictNote name={`${stream}:${tag}`} onCompare={onCompare} />}
        command={isValid ? ocCommand({ namespace, stream, tag }, draft, seen) : ''}
      />
    </div>
  )
}

/** What a tag of this project holds now; undefined where that is not known here. */
function heldBy(
  reference: ObjectReference,
  place: TargetPlace,
  rows: StreamRow[] | undefined,
): { image: string; reference: string } | undefined {
  const target = referenceTarget(reference, place)
  if (!target?.tag || target.namespace !== place.namespace) return undefined
  const isOwn = target.stream === place.stream
  if (isOwn && place.imageStream) {
    return tagRow(place.imageStream, target.tag)?.latest ?? undefined
  }
  const row = rows?.find(({ name }) => name === target.stream)
  return row?.tags.find(({ name }) => name === target.tag)?.latest ?? undefined
}

function failureTitle(error: Error): string {
  if (!(error instanceof RetargetInterrupted)) return 'The server refused it. Nothing was saved.'
  return error.outcome === 'unchanged'
    ? 'The connection broke. Nothing was saved.'
    : 'The connection broke. Whether it was saved is not known.'
}

/** Beside the form, not above it: what somebody is writing in stays where it is. */
function ConflictNote({ name, onCompare }: { name: string; onCompare: () => void }) {
  return (
    <div role="alert">
      <Note kind="warn" title={`Somebody else changed ${name} while you were editing.`}>
        What you wrote is kept.{' '}
        <button type="button" className="ts-linkbtn" onClick={onCompare}>
          Compare theirs and mine
        </button>
      </Note>
    </div>
  )
}
