import { useQuery } from '@tanstack/react-query'
import { draftConsequences } from '@/domain/draft-consequences'
import { tagRow } from '@/domain/image-stream'
import type { ImageStream, ObjectReference, TagReference } from '@/domain/kinds/image-stream'
import { ocCommand } from '@/domain/oc-command'
import type { Parsed } from '@/domain/parsed'
import { pullString } from '@/domain/resolved-reference'
import { type StreamRow, toStreamRow } from '@/domain/stream-row'
import { draftOf, type TagDraft } from '@/domain/tag-draft'
import { referenceTarget } from '@/domain/tag-reference'
import type { TagChange } from '@/domain/what-fires'
import { writeFailureTitle } from '@/mutations/write-failure-title'
import { imageStreamQueries } from '@/queries/image-streams'
import { Note } from '@/ui/note'
import { type DraftView, DraftViews } from './draft-views'
import styles from './retarget-editor.module.css'
import { RetargetForm } from './retarget-form'
import { RetargetPreview } from './retarget-preview'
import { RetargetRestarts } from './retarget-restarts'
import type { TargetPlace } from './target-place'
import type { Verdict } from './verdict'
import { noYaml, type YamlDraft } from './yaml-draft'

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
  view,
  onView,
  yaml,
  onYaml,
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
  view: DraftView
  onView: (view: DraftView) => void
  yaml: YamlDraft
  /** The draft is absent while the text cannot be read as one. */
  onYaml: (yaml: YamlDraft, draft?: TagDraft) => void
  onChange: (change: Partial<TagDraft>) => void
  onAgain: (isOn: boolean) => void
  onCompare: () => void
}) {
  const { namespace, stream, tag, imageStream } = place
  const { data: project } = useQuery(imageStreamQueries.rows(namespace))
  const isValid = Object.keys(problems).length === 0 && yaml.problem === '' && !isGone
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
            <Note kind="bad" title={writeFailureTitle(error, 'saved')}>
              <p className={`ts-mono ${styles.words}`}>{error.message}</p>
            </Note>
          </div>
        )}
        <DraftViews
          view={view}
          onView={onView}
          onDropYaml={() => onYaml(noYaml)}
          at={{ namespace, stream, tag }}
          seen={seen}
          draft={draft}
          yaml={yaml}
          onChange={onYaml}
        >
          <RetargetForm
            place={place}
            draft={draft}
            source={source}
            problems={problems}
            again={again}
            onChange={onChange}
            onAgain={onAgain}
          />
        </DraftViews>
      </div>
      <RetargetPreview
        seen={draftOf(seen)}
        draft={draft}
        heldImage={row?.latest?.image ?? ''}
        verdict={verdict}
        pulledNow={row ? pullString(row, context.repository) : ''}
        restarts={
          isValid && (
            <RetargetRestarts
              at={{ namespace, stream, tag }}
              change={changeOf(place, draft, verdict, context.target)}
              isImported={source.ok && source.value.kind === 'DockerImage' && !draft.reference}
              streams={streamsOf(imageStream, project?.rows)}
            />
          )
        }
        consequences={isValid ? draftConsequences(seen, draft, context) : []}
        conflict={hasConflict && <ConflictNote name={`${stream}:${tag}`} onCompare={onCompare} />}
        command={isValid ? ocCommand({ namespace, stream, tag }, draft, seen, again.isOn) : ''}
      />
    </div>
  )
}

/** What the tag is to hold, as the dry run tells; undefined while it does not. */
function changeOf(
  { namespace, stream, tag }: TargetPlace,
  { referencePolicy }: TagDraft,
  { result }: Verdict,
  target: { reference: string } | undefined,
): TagChange | undefined {
  const image = result?.image?.metadata?.name ?? ''
  const resolved = result?.image?.dockerImageReference ?? ''
  if (image === '' && resolved === '') return undefined
  // Through the internal registry the answer names that, and not what its history will.
  const isLocal = referencePolicy === 'Local' && image !== ''
  const reference = isLocal ? (target?.reference ?? resolved) : resolved
  return { namespace, stream, tag, image, reference, referencePolicy }
}

function streamsOf(own: ImageStream | undefined, rows: readonly StreamRow[] = []): StreamRow[] {
  const others = rows.filter(({ name }) => name !== own?.metadata.name)
  return own ? [toStreamRow(own), ...others] : others
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
