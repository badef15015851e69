import '@/ui/detail.css'
import '@/ui/table.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useNavigate, useParams } from 'react-router'
import { specTag } from '@/domain/image-stream'
import { isImportable } from '@/domain/import-target'
import type { Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { StreamRow, TagRow } from '@/domain/stream-row'
import { canResume } from '@/domain/tag-operations/pin-tag'
import { seenTag } from '@/domain/tag-operations/seen-tag'
import { tagState } from '@/domain/tag-state'
import { asObjects } from '@/domain/untrusted'
import { TagHistory } from '@/features/history/tag-history'
import { currentTagsByImage } from '@/features/images/holding-tags-of'
import { ImageConfiguration } from '@/features/images/image-configuration'
import { ImageLayers } from '@/features/images/image-layers'
import { ImageRecord } from '@/features/images/image-record'
import { ImageSummary } from '@/features/images/image-summary'
import { LazyImageManifests } from '@/features/images/lazy-image-manifests'
import { PlatformsOf } from '@/features/images/platforms-of'
import { StreamImage } from '@/features/images/stream-image'
import { TagsWithImage } from '@/features/images/tags-with-image'
import { ImportAgainButton } from '@/features/imports/import-again-button'
import { RetargetButton } from '@/features/retarget/retarget-button'
import { LazySignatures } from '@/features/signatures/lazy-signatures'
import { useStreamRow } from '@/features/stream-details/stream-row-of'
import { TagOverview } from '@/features/tag-details/tag-overview'
import { TagSubtitle } from '@/features/tag-details/tag-subtitle'
import { HistoryActions } from '@/features/tag-operations/history-actions'
import { TagMenu } from '@/features/tag-operations/tag-menu'
import { YamlTab } from '@/features/yaml/yaml-tab'
import { imageStreamPath, imageStreamsPath } from '@/paths'
import { imageStreamQueries } from '@/queries/image-streams'
import { QueryBoundary } from '@/queries/query-boundary'
import { LinkButton } from '@/ui/button'
import { CopyButton } from '@/ui/copy-button'
import { EmptyNote } from '@/ui/empty-note'
import { NotFoundState } from '@/ui/error-state'
import { useNow } from '@/ui/now'
import { PageHeader } from '@/ui/page-header'
import { PathTabs, useTab } from '@/ui/path-tabs'
import { useSingleKey } from '@/ui/shortcuts'
import { SkeletonRows } from '@/ui/skeleton'
import { StateLabel } from '@/ui/state-label'
import { useCopyDigest } from './copy-digest'
import { type TagDialogs, useTagDialogs } from './tag-dialogs'

const tabs = [
  'overview',
  'layers',
  'configuration',
  'manifests',
  'signatures',
  'history',
  'yaml',
] as const

/** One tag [T1] [T2]: `?tab=overview|layers|configuration|manifests|signatures|history|yaml`. */
export function TagPage() {
  const { namespace = '', stream = '', tag = '' } = useParams()
  const of = { namespace, stream, tag }
  return (
    <div className="ts-detail" key={`${namespace}/${stream}:${tag}`}>
      <QueryBoundary
        what={`Tag ${tag} of ${stream}`}
        fallback={
          <>
            <PageHeader {...headOf(of)} />
            <SkeletonRows rows={6} columns={2} />
          </>
        }
      >
        <LoadedTag {...of} />
      </QueryBoundary>
    </div>
  )
}

interface TagName {
  namespace: string
  stream: string
  tag: string
}

function headOf({ namespace, stream, tag }: TagName) {
  return {
    title: `${stream}:${tag}`,
    badge: { text: 'IST', title: 'ImageStreamTag' },
    breadcrumb: [
      { text: 'Image streams', to: imageStreamsPath() },
      { text: namespace, to: imageStreamsPath(namespace) },
      { text: stream, to: imageStreamPath(namespace, stream) },
    ],
  }
}

function LoadedTag({ namespace, stream, tag }: TagName) {
  const of = { namespace, stream, tag }
  const { data: imageStream } = useSuspenseQuery(imageStreamQueries.detail(namespace, stream))
  const navigate = useNavigate()
  const { ask, retarget, dialogs } = useTagDialogs(({ kind }) => {
    if (kind === 'delete') navigate(imageStreamPath(namespace, stream))
  })
  const now = useNow()
  const row = useStreamRow(imageStream)
  const tagRow = row?.tags.find(({ name }) => name === tag)
  const seen = imageStream && seenTag(imageStream, tag)
  const copyDigest = useCopyDigest()
  useSingleKey('e', () => tagRow && retarget(of))
  useSingleKey('p', () => tagRow && ask({ kind: 'copy', ...of }))
  useSingleKey('r', () => tagRow && ask({ kind: 'rollBack', ...of }))
  useSingleKey('y', () => tagRow && copyDigest(tagRow))
  return (
    <>
      <PageHeader
        {...headOf(of)}
        {...(row &&
          tagRow && {
            state: (
              <>
                <CopyButton text={`${stream}:${tag}`} label="Copy name" />
                <StateLabel state={tagState(tagRow, now, { stream: row })} />
              </>
            ),
            subtitle: <TagSubtitle namespace={namespace} stream={stream} tag={tagRow} />,
            actions: (
              <>
                {/* What the state asks for comes first, and alone is filled. */}
                {(tagRow.failure || isImportable(row, tagRow)) && (
                  <ImportAgainButton
                    stream={row}
                    tag={tag}
                    variant={tagRow.failure ? 'primary' : 'secondary'}
                  />
                )}
                <RetargetButton
                  {...of}
                  variant={tagRow.failure ? 'secondary' : 'primary'}
                  onOpen={() => retarget(of)}
                />
                <TagMenu
                  {...of}
                  kind="head"
                  tag={tagRow}
                  canResume={seen !== undefined && canResume(seen)}
                  onAsk={ask}
                  onRetarget={() => retarget(of)}
                />
              </>
            ),
          })}
      />
      {imageStream && row && tagRow ? (
        <Tag imageStream={imageStream} row={row} tagRow={tagRow} now={now} onAsk={ask} />
      ) : (
        <NotFoundState
          what={imageStream ? `Tag ${tag} of ${stream}` : `Image stream ${stream}`}
          actions={
            <LinkButton
              variant="secondary"
              to={imageStream ? imageStreamPath(namespace, stream) : imageStreamsPath(namespace)}
            >
              {imageStream ? `All tags of ${stream}` : `Image streams of ${namespace}`}
            </LinkButton>
          }
        />
      )}
      {dialogs}
    </>
  )
}

function Tag({
  imageStream,
  row,
  tagRow,
  now,
  onAsk,
}: {
  imageStream: ImageStream
  row: StreamRow
  tagRow: TagRow
  now: Date
  onAsk: TagDialogs['ask']
}) {
  const tab = useTab(tabs)
  const { namespace, name: stream } = row
  const tag = tagRow.name
  const digest = tagRow.latest?.image ?? ''
  const tagsByImage = useMemo(() => currentTagsByImage(imageStream), [imageStream])

  function withImage(children: (image: Image) => ReactNode) {
    if (digest === '') return <NoImage tag={tagRow} />
    return (
      <QueryBoundary
        key={digest}
        what="The image of this tag"
        fallback={<SkeletonRows rows={6} columns={2} />}
      >
        <StreamImage namespace={namespace} stream={stream} digest={digest}>
          {children}
        </StreamImage>
      </QueryBoundary>
    )
  }

  return (
    <>
      <PathTabs
        label={`Views of ${stream}:${tag}`}
        tabs={[
          { key: 'overview', title: 'Overview' },
          { key: 'layers', title: 'Layers' },
          { key: 'configuration', title: 'Configuration' },
          { key: 'manifests', title: 'Manifests' },
          { key: 'signatures', title: 'Signatures' },
          { key: 'history', title: 'History', count: tagRow.revisions },
          { key: 'yaml', title: 'YAML' },
        ]}
      />
      {tab === 'overview' && (
        <TagOverview
          imageStream={imageStream}
          row={row}
          tag={tagRow}
          state={tagState(tagRow, now, { stream: row })}
          spec={specTag(imageStream, tag)}
        >
          {digest !== '' &&
            withImage((image) => (
              <ImageSummary
                namespace={namespace}
                stream={stream}
                digest={digest}
                image={image}
                sameImage={(tagsByImage.get(digest) ?? []).filter((name) => name !== tag)}
              />
            ))}
        </TagOverview>
      )}
      {tab === 'overview' && digest !== '' && (
        <>
          <PlatformsOf namespace={namespace} stream={stream} digest={digest} />
          <TagsWithImage imageStream={imageStream} row={row} digest={digest} />
        </>
      )}
      {tab === 'layers' &&
        withImage((image) => (
          <ImageLayers
            namespace={namespace}
            stream={stream}
            digest={digest}
            image={image}
            imageStream={imageStream}
            tagsOf={tagsByImage}
          />
        ))}
      {tab === 'configuration' &&
        withImage((image) => (
          <>
            <ImageConfiguration
              namespace={namespace}
              stream={stream}
              digest={digest}
              image={image}
              imageStream={imageStream}
            />
            <ImageRecord image={image} />
          </>
        ))}
      {tab === 'manifests' &&
        withImage((image) => (
          <LazyImageManifests
            namespace={namespace}
            stream={stream}
            digest={digest}
            image={image}
            imageStream={imageStream}
          />
        ))}
      {tab === 'signatures' &&
        withImage((image) => (
          <LazySignatures digest={digest} image={image} imageStream={imageStream} />
        ))}
      {tab === 'history' && (
        <TagHistory
          namespace={namespace}
          stream={stream}
          imageStream={imageStream}
          tag={tag}
          actions={(entry, image) => (
            <HistoryActions
              namespace={namespace}
              stream={stream}
              tag={tag}
              entry={entry}
              isGone={image.isGone}
              onAsk={onAsk}
            />
          )}
        />
      )}
      {tab === 'yaml' && (
        <YamlTab object={tagObject(imageStream, row, tag)} name={`${stream}:${tag}`} />
      )}
    </>
  )
}

/** The tag as ImageTags have it: wish, facts and conditions together (S-8), without another request. */
function tagObject(imageStream: ImageStream, row: StreamRow, tag: string) {
  return {
    apiVersion: 'image.openshift.io/v1',
    kind: 'ImageTag',
    metadata: { ...imageStream.metadata, name: `${row.name}:${tag}` },
    spec: specTag(imageStream, tag) ?? null,
    status: asObjects(imageStream.status?.tags).find((each) => each.tag === tag) ?? null,
  }
}

function NoImage({ tag }: { tag: TagRow }) {
  return (
    <EmptyNote title="No image to look into">
      <p>
        {tag.latest
          ? 'The tag only names an image, which was not imported. Its registry has it.'
          : 'The tag holds no image yet. As soon as it does, it is shown here.'}
      </p>
    </EmptyNote>
  )
}
