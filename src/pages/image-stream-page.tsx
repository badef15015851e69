import '@/ui/detail.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { lazy, useMemo, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { formatCount } from '@/domain/format-count'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { StreamRow } from '@/domain/stream-row'
import { streamState, type TagStateWord } from '@/domain/tag-state'
import { StreamHistory } from '@/features/history/stream-history'
import { StreamDetails } from '@/features/stream-details/stream-details'
import { StreamLabels } from '@/features/stream-details/stream-labels'
import { StreamRepositories } from '@/features/stream-details/stream-repositories'
import { useStreamRow } from '@/features/stream-details/stream-row-of'
import type { AskedStreamOperation } from '@/features/stream-operations/asked-operation'
import { LazyStreamOperationDialog } from '@/features/stream-operations/lazy-stream-operation-dialog'
import { StreamMenu } from '@/features/stream-operations/stream-menu'
import { HistoryActions } from '@/features/tag-operations/history-actions'
import { YamlTab } from '@/features/yaml/yaml-tab'
import { imageStreamsPath } from '@/paths'
import { imageStreamQueries } from '@/queries/image-streams'
import { QueryBoundary } from '@/queries/query-boundary'
import { Button, LinkButton } from '@/ui/button'
import { CopyButton } from '@/ui/copy-button'
import { NotFoundState } from '@/ui/error-state'
import { useNow } from '@/ui/now'
import { PageHeader } from '@/ui/page-header'
import { PathTabs, useTab } from '@/ui/path-tabs'
import { patiently } from '@/ui/patiently'
import { SkeletonRows } from '@/ui/skeleton'
import { StateLabel } from '@/ui/state-label'
import { Truncate } from '@/ui/truncate'
import { StreamTagsTab } from './stream-tags-tab'
import { type TagDialogs, useTagDialogs } from './tag-dialogs'

const GraphWithRetarget = lazy(async () => ({
  default: (await patiently(() => import('./graph-with-retarget'))).GraphWithRetarget,
}))

const tabs = ['tags', 'history', 'graph', 'details', 'yaml'] as const

/** One image stream [P2]: `?tab=tags|history|graph|details|yaml`. */
export function ImageStreamPage() {
  const { namespace = '', stream = '' } = useParams()
  const head = {
    title: stream,
    badge: { text: 'IS', title: 'ImageStream' },
    breadcrumb: [
      { text: 'Image streams', to: imageStreamsPath() },
      { text: namespace, to: imageStreamsPath(namespace) },
    ],
  }
  return (
    <div className="ts-detail" key={`${namespace}/${stream}`}>
      <QueryBoundary
        what={`Image stream ${stream}`}
        fallback={
          <>
            <PageHeader {...head} />
            <SkeletonRows rows={6} columns={2} />
          </>
        }
      >
        <LoadedStream namespace={namespace} stream={stream} head={head} />
      </QueryBoundary>
    </div>
  )
}

type Head = Pick<Parameters<typeof PageHeader>[0], 'title' | 'badge' | 'breadcrumb'>

function LoadedStream({
  namespace,
  stream,
  head,
}: {
  namespace: string
  stream: string
  head: Head
}) {
  const { data: imageStream } = useSuspenseQuery(imageStreamQueries.detail(namespace, stream))
  const [asked, setAsked] = useState<AskedStreamOperation | null>(null)
  const tagDialogs = useTagDialogs()
  const navigate = useNavigate()
  const row = useStreamRow(imageStream)
  return (
    <>
      {imageStream && row ? (
        <Stream
          imageStream={imageStream}
          row={row}
          namespace={namespace}
          stream={stream}
          head={head}
          onAsk={setAsked}
          onAskTag={tagDialogs.ask}
          onRetarget={tagDialogs.retarget}
        />
      ) : (
        <>
          <PageHeader {...head} />
          <NotFoundState
            what={`Image stream ${stream}`}
            actions={
              <LinkButton variant="secondary" to={imageStreamsPath(namespace)}>
                Image streams of {namespace}
              </LinkButton>
            }
          />
        </>
      )}
      {/* Outside of what may vanish: a stream deleted meanwhile does not take along what was typed. */}
      {tagDialogs.dialogs}
      {asked && (
        <LazyStreamOperationDialog
          asked={asked}
          onDone={() => asked.kind === 'delete' && navigate(imageStreamsPath(namespace))}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}

function Stream({
  imageStream,
  row,
  namespace,
  stream,
  head,
  onAsk,
  onAskTag,
  onRetarget,
}: {
  imageStream: ImageStream
  row: StreamRow
  namespace: string
  stream: string
  head: Head
  onAsk: (asked: AskedStreamOperation) => void
  onAskTag: TagDialogs['ask']
  onRetarget: TagDialogs['retarget']
}) {
  const tab = useTab(tabs)
  const now = useNow()
  const state = streamState(row, now)
  const images = useMemo(
    () => new Set(row.tags.map((tag) => tag.latest?.image).filter(Boolean)).size,
    [row],
  )
  return (
    <>
      <PageHeader
        {...head}
        state={
          <>
            <CopyButton text={`${namespace}/${stream}`} label="Copy project and name" />
            <StateLabel state={state} />
          </>
        }
        subtitle={
          <>
            <span>Local lookup is {row.localLookup ? 'on' : 'off'}</span>
            <span>
              {count(row.tags.length, 'tag')}, {count(images, 'image')} held now
            </span>
            {isAsking(state) && state.detail && <Truncate text={state.detail} />}
            <StreamLabels labels={row.labels} most={6} />
          </>
        }
        actions={
          <>
            <Button
              variant="secondary"
              aria-haspopup="dialog"
              onClick={() => onAskTag({ kind: 'add', namespace, stream })}
            >
              Add a tag
            </Button>
            <StreamMenu
              kind="head"
              namespace={namespace}
              stream={stream}
              localLookup={row.localLookup}
              onAsk={onAsk}
            />
          </>
        }
      />
      <StreamRepositories row={row} />
      <PathTabs
        label={`Views of ${stream}`}
        tabs={[
          { key: 'tags', title: 'Tags', count: row.tags.length },
          { key: 'history', title: 'History' },
          { key: 'graph', title: 'Graph' },
          { key: 'details', title: 'Details' },
          { key: 'yaml', title: 'YAML' },
        ]}
      />
      {tab === 'tags' && <StreamTagsTab row={row} onAsk={onAskTag} onRetarget={onRetarget} />}
      {tab === 'history' && (
        <StreamHistory
          namespace={namespace}
          stream={stream}
          imageStream={imageStream}
          actions={(tag, entry, image) => (
            <HistoryActions
              namespace={namespace}
              stream={stream}
              tag={tag}
              entry={entry}
              isGone={image.isGone}
              onAsk={onAskTag}
            />
          )}
        />
      )}
      {tab === 'graph' && (
        <QueryBoundary
          what={`Project ${namespace}`}
          fallback={<SkeletonRows rows={6} columns={3} />}
        >
          <GraphWithRetarget namespace={namespace} only={stream} />
        </QueryBoundary>
      )}
      {tab === 'details' && <StreamDetails imageStream={imageStream} row={row} />}
      {tab === 'yaml' && <YamlTab object={imageStream} name={stream} />}
    </>
  )
}

const calm: readonly TagStateWord[] = ['current', 'pushed', 'reference', 'neverImported']

/** Whether a state asks to be looked at: only then does the page say why. */
function isAsking({ word }: { word: TagStateWord }): boolean {
  return !calm.includes(word)
}

function count(number: number, word: string): string {
  return number === 1 ? `1 ${word}` : `${formatCount(number)} ${word}s`
}
