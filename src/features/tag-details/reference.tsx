import { Fragment } from 'react'
import { Link } from 'react-router'
import { imagePath, tagPath } from '@/paths'

/** Where a reference leads within the dashboard; registry references lead nowhere. */
export interface ReferencePath {
  namespace: string
  stream: string
  tag?: string
  digest?: string
}

/** A reference as written, broken after slashes where it has to be, a link where it names a tag or an image of the cluster. */
export function Reference({ text, path }: { text: string; path?: ReferencePath | undefined }) {
  const shown = text.length > 300 ? `${text.slice(0, 299)}…` : text
  const name = (
    <span className="ts-mono ts-clamp">
      {shown.split('/').map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text are their places
        <Fragment key={index}>
          {index > 0 && (
            <>
              /<wbr />
            </>
          )}
          {part}
        </Fragment>
      ))}
    </span>
  )
  if (path?.tag) {
    return (
      <Link className="ts-link" to={tagPath(path.namespace, path.stream, path.tag)}>
        {name}
      </Link>
    )
  }
  if (path?.digest) {
    return (
      <Link className="ts-link" to={imagePath(path.namespace, path.stream, path.digest)}>
        {name}
      </Link>
    )
  }
  return name
}
