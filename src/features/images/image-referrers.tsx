import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { type AccessoryKind, parseAccessoryTag } from '@/domain/accessory-tag'
import type { LookSource } from '@/domain/image-look'
import { tagNames } from '@/domain/image-stream'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { asText, readable } from '@/domain/untrusted'
import { tagPath } from '@/paths'
import { accessQueries } from '@/queries/access'
import { failureOf } from '@/queries/failure'
import { imageLookQueries, LookError } from '@/queries/image-looks'
import { Button } from '@/ui/button'
import { DigestText } from '@/ui/digest-text'
import styles from './image-manifests.module.css'
import { UnavailableNote } from './unavailable-note'

const kindWords: Record<AccessoryKind, string> = {
  signature: 'Signature (cosign)',
  attestation: 'Attestation (cosign)',
  sbom: 'SBOM (cosign)',
  referrers: 'List of referrers (OCI)',
}

/** What is about this image: tags of the stream that are named by its digest, and on demand the registry's. */
export function ImageReferrers({
  imageStream,
  source,
}: {
  imageStream: ImageStream
  source: LookSource
}) {
  const { namespace, stream, digest } = source
  const [isAsked, setIsAsked] = useState(false)
  const resource = { verb: 'create', resource: 'imagestreamimports', namespace }
  const { data: mayLook } = useQuery(accessQueries.may(resource))
  const { data, error, isFetching, refetch } = useQuery({
    ...imageLookQueries.companions(source),
    enabled: isAsked,
  })
  const tags = tagNames(imageStream).flatMap((tag) => {
    const accessory = parseAccessoryTag(tag)
    return accessory?.digest === digest ? [{ tag, kind: accessory.kind }] : []
  })
  const disabledReason =
    source.reference === ''
      ? 'No registry is known to have this image.'
      : mayLook === false
        ? `This needs the right to create imagestreamimports in ${namespace}.`
        : undefined
  return (
    <section className="ts-sec">
      <h2>
        About this image <span className="ts-count">{tags.length + (data?.length ?? 0)}</span>
      </h2>
      {tags.length > 0 && (
        <ul className={styles.list} aria-label="Tags of the stream about this image">
          {tags.map(({ tag, kind }) => (
            <li key={tag}>
              {kindWords[kind]}:{' '}
              <Link className="ts-link ts-mono ts-clamp" to={tagPath(namespace, stream, tag)}>
                {stream}:{readable(tag)}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {data && data.length > 0 && (
        <ul className={styles.list} aria-label="What the registry has about this image">
          {data.map(({ kind, reference, look }) => (
            <li key={reference}>
              {kindWords[kind]}, in the registry:{' '}
              <DigestText digest={asText(look.image.metadata?.name)} withAlgorithm />
            </li>
          ))}
        </ul>
      )}
      {tags.length === 0 && (!data || data.length === 0) && (
        <p className="ts-muted">
          {data
            ? 'Neither the stream nor the registry has any.'
            : 'No signature, attestation or SBOM is a tag of the stream. The registry may have some.'}
        </p>
      )}
      {error && (
        <UnavailableNote
          what="The registry did not tell"
          problem={
            error instanceof LookError
              ? { ...error.failure, onRetry: () => void refetch() }
              : {
                  title: 'The cluster could not ask the registry',
                  advice: '',
                  message: failureOf(error).message,
                  onRetry: () => void refetch(),
                }
          }
        />
      )}
      {!data && !error && (
        <Button
          variant="secondary"
          {...(disabledReason !== undefined && { disabledReason })}
          onClick={() => setIsAsked(true)}
        >
          {isFetching ? 'Asking the registry…' : 'Ask the registry'}
        </Button>
      )}
    </section>
  )
}
