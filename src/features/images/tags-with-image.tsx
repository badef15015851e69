import { Link } from 'react-router'
import { formatCount } from '@/domain/format-count'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { StreamRow } from '@/domain/stream-row'
import { readable } from '@/domain/untrusted'
import { tagPath } from '@/paths'
import { HoldingTags } from './holding-tags'
import { holdingTagsOf } from './holding-tags-of'
import { useTagsElsewhere } from './tags-elsewhere'

const shortList = 40

/** Every tag with the image [M5]: of its stream, now or once, and of the project's other streams. */
export function TagsWithImage({
  imageStream,
  row,
  digest,
}: {
  imageStream: ImageStream
  row: StreamRow
  digest: string
}) {
  const { namespace, name: stream } = row
  const { tags, isWhole, isFailed } = useTagsElsewhere(namespace, stream, digest)
  return (
    <section className="ts-sec">
      <h2>Tags with this image</h2>
      <HoldingTags row={row} tags={holdingTagsOf(imageStream, digest)} />
      <p className="ts-muted">
        {isFailed
          ? `Other streams of ${namespace} could not be read.`
          : !isWhole
            ? `Looking through the other streams of ${namespace}…`
            : tags.length === 0
              ? `No other stream of ${namespace} holds it now.`
              : `Other streams of ${namespace} that hold it now:`}
      </p>
      {tags.length > 0 && (
        <ul className="ts-tags ts-row--wrap" aria-label={`Other streams of ${namespace}`}>
          {tags.slice(0, shortList).map(({ stream: other, tag }) => (
            <li key={`${other}:${tag}`}>
              <Link
                className="ts-tag"
                to={tagPath(namespace, other, tag)}
                title={readable(`${other}:${tag}`)}
              >
                <span>{readable(`${other}:${tag}`)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {tags.length > shortList && (
        <p className="ts-muted">and {formatCount(tags.length - shortList)} more</p>
      )}
    </section>
  )
}
