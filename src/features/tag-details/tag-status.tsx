import { RhUiCheckCircleFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-circle-fill-icon'
import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import { RhUiSyncIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-sync-icon'
import type { TagEventCondition } from '@/domain/kinds/image-stream'
import type { ObjectMeta } from '@/domain/kinds/meta'
import { type RecordedChange, recordedChange } from '@/domain/recorded-change'
import type { TagRow } from '@/domain/stream-row'
import type { TagState } from '@/domain/tag-state'
import { asText, readable } from '@/domain/untrusted'
import { DescriptionRows } from '@/ui/description-rows'
import { DigestText } from '@/ui/digest-text'
import { RelativeTime } from '@/ui/relative-time'

/** Generation wanted and seen, conditions, and who changed the tag, as far as the API tells. */
export function TagStatus({
  tag,
  state,
  conditions,
  annotations,
  metadata,
}: {
  tag: TagRow
  state: TagState
  conditions: readonly TagEventCondition[]
  annotations: Record<string, string>
  /** The stream's, which is that of its tags too (observed 3). */
  metadata: ObjectMeta
}) {
  const keys = Object.keys(annotations)
  return (
    <DescriptionRows
      label="State of the tag"
      rows={[
        {
          term: 'Generation',
          help: 'Which change of the stream the tag’s wish is from, and which one its image answers.',
          value: <Generation tag={tag} state={state} />,
        },
        {
          term: 'Conditions',
          value:
            conditions.length === 0
              ? 'None: nothing failed'
              : conditions.map((condition, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: odd objects repeat a type
                  <Condition key={`${index} ${condition.type}`} condition={condition} />
                )),
        },
        ...(tag.failure && tag.latest?.image
          ? [
              {
                term: 'Last good',
                value: (
                  <>
                    <DigestText digest={tag.latest.image} withAlgorithm />
                    <p>
                      imported <RelativeTime at={tag.latest.created} />
                    </p>
                  </>
                ),
              },
            ]
          : []),
        {
          term: 'Changed by',
          help: 'Only a change of the whole stream, as kubectl apply makes it, leaves the name of a program. Edits of a tag, imports and pushes leave none.',
          value: <ChangedBy change={recordedChange(metadata.managedFields, tag.name)} />,
        },
        {
          term: 'Annotations',
          value:
            keys.length === 0 ? (
              <span className="ts-muted">None</span>
            ) : (
              keys.map((key) => (
                <div key={key} className="ts-mono ts-clamp">
                  {readable(key)}={String(annotations[key]).slice(0, 2000)}
                </div>
              ))
            ),
        },
        {
          term: 'Object',
          help: 'What the API calls the tag. Its UID and version (resourceVersion) are those of its stream.',
          value: (
            <>
              ImageStreamTag and ImageTag of image.openshift.io/v1
              <p className="ts-mono ts-clamp">
                {readable(asText(metadata.uid)) || 'no UID'}, version{' '}
                {readable(asText(metadata.resourceVersion)) || 'not said'}
              </p>
            </>
          ),
        },
      ]}
    />
  )
}

function ChangedBy({ change }: { change: RecordedChange | undefined }) {
  if (!change) return <span className="ts-muted">Not recorded</span>
  return (
    <>
      {readable(change.manager)}
      <p>
        through the stream, <RelativeTime at={change.time} />. What came later is not recorded.
      </p>
    </>
  )
}

function Condition({ condition }: { condition: TagEventCondition }) {
  return (
    <div>
      {condition.type} is {condition.status}
      <p>
        {[readable(asText(condition.reason)), `generation ${condition.generation}`]
          .filter(Boolean)
          .join(', ')}
        , since <RelativeTime at={condition.lastTransitionTime} />
      </p>
      {asText(condition.message) && (
        <p className="ts-clamp">{readable(asText(condition.message))}</p>
      )}
    </div>
  )
}

function Generation({ tag, state }: { tag: TagRow; state: TagState }) {
  const wanted = tag.spec?.generation
  const seen = tag.latest?.generation
  if (wanted === undefined) {
    return <>{seen === undefined ? 'Not known' : `No wish, the push was at ${seen}`}</>
  }
  const words = `Wanted ${wanted}, seen ${seen ?? 'nothing'}`
  switch (state.word) {
    case 'importing':
      return (
        <span className="ts-state">
          <RhUiSyncIcon className="ts-i" />
          {words}
        </span>
      )
    case 'importFailed':
      return (
        <>
          <span className="ts-state">
            <RhUiErrorFillIcon className="ts-i ts-bad" />
            {words}
          </span>
          {(seen ?? -1) < wanted && <p>The change of generation {wanted} never arrived.</p>}
        </>
      )
    case 'diverged':
      return (
        <>
          {words}
          <p>Someone pushed after the tag was last told what to point at.</p>
        </>
      )
    case 'current':
      return (
        <span className="ts-state ts-state--ok">
          <RhUiCheckCircleFillIcon className="ts-i" />
          {words}
        </span>
      )
    default:
      return <>{words}</>
  }
}
