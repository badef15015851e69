import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { lookSource } from '@/domain/image-look'
import type { Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { apiSignatures } from '@/domain/signatures/api-signature'
import type { Bytes } from '@/domain/signatures/bytes'
import { knownRepositories } from '@/domain/signatures/signed-identity'
import { absoluteTime } from '@/domain/time'
import { asText, readable } from '@/domain/untrusted'
import { patterns } from '@/paths'
import { keyQueries } from '@/queries/keys'
import { LinkButton } from '@/ui/button'
import { DigestText } from '@/ui/digest-text'
import { Note } from '@/ui/note'
import { AddSignature } from './add-signature'
import { ApiSignatureList } from './api-signature-list'
import { companionsIn } from './companions-in'
import { CosignSignatures } from './cosign-signatures'
import { GivenSignatures } from './given-signatures'
import { KeptWithImage } from './kept-with-image'
import { RegistryCompanions } from './registry-companions'
import styles from './signatures.module.css'

/**
 * What is signed of an image, by whom, and whether that is so [S1] [S2] [S3]: the signatures of the
 * API, those of cosign beside the image, and files that a person has. All is checked in the browser.
 */
export function Signatures({
  digest,
  tag = '',
  image,
  imageStream,
}: {
  digest: string
  /** The tag whose image it is, where it is looked at as that. */
  tag?: string
  image: Image
  imageStream: ImageStream
}) {
  const { data: keys, error, dataUpdatedAt } = useQuery(keyQueries.list())
  const [payloads, setPayloads] = useState<readonly Bytes[]>([])
  const signatures = useMemo(() => apiSignatures(image.signatures), [image])
  const companions = useMemo(() => companionsIn(imageStream, digest), [imageStream, digest])
  const source = useMemo(
    () => lookSource(imageStream, digest, asText(image.dockerImageReference)),
    [imageStream, digest, image],
  )
  const repositories = useMemo(
    () =>
      knownRepositories([
        asText(image.dockerImageReference),
        source.reference,
        asText(imageStream.status?.dockerImageRepository),
        asText(imageStream.status?.publicDockerImageRepository),
      ]),
    [image, source, imageStream],
  )
  const checked = useMemo(
    () => ({ image: { digest, repositories }, keys: keys ?? [] }),
    [digest, repositories, keys],
  )

  const { namespace = '', name } = imageStream.metadata
  const checkedAt = new Date(dataUpdatedAt).toISOString()
  return (
    <>
      <p className="ts-print ts-mono">
        {readable(`${namespace}/${name}${tag && `:${tag}`}@${digest}`)}
        {keys && (
          <>
            {keys.length > 0 ? ', checked ' : ', as of '}
            <time dateTime={checkedAt}>{absoluteTime(checkedAt)}</time>
          </>
        )}
      </p>
      <div className={`ts-bar ${styles.bar}`}>
        <span className="ts-row ts-row--wrap">
          {countWords(signatures.length)} for <DigestText digest={digest} withAlgorithm />
        </span>
        {signatures.length + companions.length > 0 && (
          <span className="ts-muted">{keyWords(keys?.length, error !== null)}</span>
        )}
        <div className="ts-bar__end">
          <LinkButton variant="link" to={patterns.keys}>
            Keys
          </LinkButton>
          <AddSignature digest={digest} checked={checked} />
        </div>
      </div>
      {error && (
        <div className={styles.note}>
          <Note kind="bad" title="Your keys cannot be used, so nothing can be verified.">
            {error.message}
          </Note>
        </div>
      )}
      {(keys || error) && (
        <>
          {signatures.length > 0 || companions.length === 0 ? (
            <ApiSignatureList digest={digest} signatures={signatures} checked={checked} />
          ) : null}
          <CosignSignatures companions={companions} checked={checked} payloads={payloads} />
        </>
      )}
      <KeptWithImage companions={companions} namespace={source.namespace} stream={source.stream} />
      <RegistryCompanions
        source={source}
        known={companions.map((companion) => companion.digest)}
        checked={checked}
        payloads={payloads}
      />
      <GivenSignatures
        digest={digest}
        checked={checked}
        onPayload={(bytes) => setPayloads((before) => [...before, bytes])}
      />
    </>
  )
}

function countWords(count: number): string {
  if (count === 0) return 'The API keeps no signature'
  return count === 1 ? 'The API keeps 1 signature' : `The API keeps ${count} signatures`
}

function keyWords(keys: number | undefined, hasFailed: boolean): string {
  if (hasFailed) return 'Not checked'
  if (keys === undefined) return 'Reading your keys…'
  if (keys === 0) return 'You have no keys to check them with'
  return `Checked here, in the browser, with ${keys === 1 ? '1 key' : `${keys} keys`}`
}
