import { useState } from 'react'
import { Link } from 'react-router'
import { shortDigest } from '@/domain/digest'
import { compareTagNames } from '@/domain/tag-order'
import { readable } from '@/domain/untrusted'
import { imagePath, tagPath } from '@/paths'
import type { SharedLayer } from './layer-sharing'
import styles from './layers-table.module.css'

/** Which other images of the stream have a layer: the first by name, the others on demand. */
export function AlsoIn({
  layer,
  namespace,
  stream,
}: {
  layer: SharedLayer | undefined
  namespace: string
  stream: string
}) {
  const [isOpen, setIsOpen] = useState(false)
  if (!layer) return <span className="ts-muted">not known</span>
  if (layer.kind === 'own') return <span className="ts-muted">only here</span>
  const links = [
    ...layer.tags.toSorted(compareTagNames).map((tag) => ({
      text: readable(tag),
      to: tagPath(namespace, stream, tag),
    })),
    ...layer.images.map((digest) => ({
      text: `@${shortDigest(digest)}`,
      to: imagePath(namespace, stream, digest),
    })),
  ]
  const [first = ''] = links.map(({ text }) => text)
  const words =
    layer.kind === 'every' ? 'every image' : layer.tags.length > 0 ? first : 'untagged images'
  const more = layer.kind === 'some' && layer.tags.length > 0 ? links.length - 1 : 0
  return (
    <>
      <button
        type="button"
        className={`ts-linkbtn ${styles.alsoButton}`}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span className="ts-trunc">{words}</span>
        {more > 0 && <span className="ts-muted">+{more}</span>}
      </button>
      {isOpen && (
        <ul className={styles.also}>
          {links.slice(0, mostShown).map(({ text, to }) => (
            <li key={to}>
              <Link className="ts-link ts-trunc" to={to}>
                {text}
              </Link>
            </li>
          ))}
          {links.length > mostShown && <li>and {links.length - mostShown} more</li>}
        </ul>
      )}
    </>
  )
}

const mostShown = 20
