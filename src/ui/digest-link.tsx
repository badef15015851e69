import { Link } from 'react-router'
import { imagePath } from '@/paths'
import { CopyButton } from './copy-button'
import { DigestText } from './digest-text'

/** A digest that leads to the page of its image in the stream, with a button that copies it. */
export function DigestLink({
  namespace,
  stream,
  digest,
  withAlgorithm = false,
}: {
  namespace: string
  stream: string
  digest: string
  withAlgorithm?: boolean
}) {
  return (
    <span className="ts-digestwrap">
      <Link className="ts-digest" to={imagePath(namespace, stream, digest)}>
        <span className="ts-sr">Image </span>
        <DigestText digest={digest} withAlgorithm={withAlgorithm} canCopy={false} />
      </Link>
      <CopyButton text={digest} label={`Copy digest ${digest.slice(0, 19)}`} />
    </span>
  )
}
