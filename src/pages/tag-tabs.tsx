import { type ReactNode, useMemo } from 'react'
import { specTag } from '@/domain/image-stream'
import type { Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { StreamRow, TagRow } from '@/domain/stream-row'
import { tagState } from '@/domain/tag-state'
import { asObjects } from '@/domain/untrusted'
import { TagHistory } from '@/features/history/tag-history'
import { currentTagsByImage } from '@/features/images/holding-tags-of'
import { ImageSummary } from '@/features/images/image-summary'
import { PlatformsOf } from '@/features/images/platforms-of'
import { StreamImage } from '@/features/images/stream-image'
import { TagsWithImage } from '@/features/images/tags-with-image'
import { TagOverview } from '@/features/tag-details/tag-overview'
import { HistoryActions } from '@/features/tag-operations/history-actions'
import { YamlTab } from '@/features/yaml/yaml-tab'
import { QueryBoundary } from '@/queries/query-boundary'
import { EmptyNote } from '@/ui/empty-note'
import { PathTabs, useTab } from '@/ui/path-tabs'
import { SkeletonRows } from '@/ui/skeleton'
import { ImageView, imageViews, isImageView } from './image-view'
import type { TagDialogs } from './tag-dialogs'

const tabs = ['overview', ...imageViews.map(({ key }) => key), 'history', 'yaml'] as const

/** The views of a tag [T2] and of the image that it holds, as tabs of its page. */
export function TagTabs({
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
          ...imageViews,
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
      {isImageView(tab) &&
        withImage((image) => (
          <ImageView
            view={tab}
            namespace={namespace}
            stream={stream}
            digest={digest}
            tag={tag}
            image={image}
            imageStream={imageStream}
            tagsByImage={tagsByImage}
          />
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
