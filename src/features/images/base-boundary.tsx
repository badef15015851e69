import { Link } from 'react-router'
import { shortDigest } from '@/domain/digest'
import { readable } from '@/domain/untrusted'
import { imagePath, tagPath } from '@/paths'
import type { BaseImage } from './base-image'

/** What the layers above are, and how that is known. */
export function BaseBoundary({
  base,
  namespace,
  stream,
  tagsOf,
}: {
  base: BaseImage
  namespace: string
  stream: string
  tagsOf: ReadonlyMap<string, string[]>
}) {
  const tag = tagsOf.get(base.digest)?.[0]
  const link = base.digest && (
    <Link
      className="ts-link"
      to={tag ? tagPath(namespace, stream, tag) : imagePath(namespace, stream, base.digest)}
    >
      {tag ? `${stream}:${tag}` : `${stream}@${shortDigest(base.digest)}`}
    </Link>
  )
  if (base.name === '') return <>Above: the same layers as {link}, all of them</>
  return (
    <>
      Above: the base image <span className="ts-mono">{readable(base.name)}</span>, which the image
      names{link && <> ({link})</>}
    </>
  )
}
