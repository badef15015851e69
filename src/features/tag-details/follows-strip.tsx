import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import { RhUiRegistryIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-registry-icon'
import { RhUiTagIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-tag-icon'
import type { StreamRow, TagRow } from '@/domain/stream-row'
import type { TagState } from '@/domain/tag-state'
import { pointsAtSentence, tracking } from '@/domain/tracking'
import { readable } from '@/domain/untrusted'
import { DigestLink } from '@/ui/digest-link'
import { RelativeTime } from '@/ui/relative-time'
import { edgeWords, followersOf } from './followers'
import { Reference } from './reference'
import { StripEnds } from './strip-ends'
import type { UserGroup } from './users'

/** What the tag follows, the tag, and what points at it: one line to read from left to right. */
export function FollowsStrip({
  namespace,
  stream,
  tag,
  state,
  projectRows,
  groups,
}: {
  namespace: string
  stream: string
  tag: TagRow
  state: TagState
  /** The project's streams; undefined while they load. */
  projectRows: StreamRow[] | undefined
  /** Workloads and builds with a trigger on it, as far as they are known. */
  groups: UserGroup[]
}) {
  const at = { namespace, stream }
  const kind = tracking(tag, at)
  const sentence = pointsAtSentence(tag, at)
  const hasFailed = tag.failure !== null
  const edge = edgeWords(kind, hasFailed)
  const followers = followersOf(projectRows, { namespace, stream, tag: tag.name })
  return (
    <section className="ts-flow" aria-label="What this tag follows, and what follows it">
      <div className={hasFailed ? 'ts-node ts-node--bad' : 'ts-node'}>
        <span className="ts-node__kind">
          {sourceIcon(tag)}
          {sourceWord(tag)}
        </span>
        <span className="ts-node__name">
          <Reference text={sentence.target || 'Nothing'} path={sentence.path} />
        </span>
        {hasFailed && (
          <span className="ts-sub ts-row">
            <RhUiErrorFillIcon className="ts-i ts-bad" />
            {readable(tag.failure?.reason ?? '')}
          </span>
        )}
      </div>
      <Edge className={edge.className} words={edge.words} small={edge.small} />
      <div className="ts-node ts-node--me">
        <span className="ts-node__kind">
          <RhUiTagIcon className="ts-i" />
          This tag
        </span>
        <span className="ts-node__name">
          {stream}:{tag.name}
        </span>
        {tag.latest?.image ? (
          <>
            <DigestLink
              namespace={namespace}
              stream={stream}
              digest={tag.latest.image}
              withAlgorithm
            />
            <span className="ts-sub">
              {hasFailed ? 'still the image from' : 'since'}{' '}
              <RelativeTime at={tag.latest.created} />
              {`, revision ${tag.revisions}`}
            </span>
          </>
        ) : (
          <span className="ts-sub">{noImageWords(tag, state)}</span>
        )}
      </div>
      {followers.length + groups.length > 0 ? (
        <Edge className="ts-edge--live" words="" small="" />
      ) : (
        <span />
      )}
      <StripEnds followers={followers} groups={groups} isKnown={projectRows !== undefined} />
    </section>
  )
}

function Edge({ className, words, small }: { className: string; words: string; small: string }) {
  return (
    <div className={`ts-edge ${className}`}>
      <span className="ts-edge__line" aria-hidden="true" />
      {words && (
        <div className="ts-edge__txt">
          <span>{words}</span>
          {small && <small>{small}</small>}
        </div>
      )}
    </div>
  )
}

function sourceIcon(tag: TagRow) {
  const isTag =
    tag.spec?.from?.kind === 'ImageStreamTag' || tag.spec?.from?.kind === 'ImageStreamImage'
  return isTag ? <RhUiTagIcon className="ts-i" /> : <RhUiRegistryIcon className="ts-i" />
}

function sourceWord(tag: TagRow): string {
  switch (tag.spec?.from?.kind) {
    case 'ImageStreamTag':
      return 'Tag'
    case 'ImageStreamImage':
      return 'Image'
    case 'DockerImage':
      return 'Registry'
    default:
      return tag.spec ? 'No source' : 'Pushed'
  }
}

function noImageWords(tag: TagRow, state: TagState): string {
  if (tag.latest) return 'named, not imported: no digest is known'
  return `no image yet: ${state.label.toLowerCase()}`
}
