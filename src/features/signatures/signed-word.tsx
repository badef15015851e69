import { RhUiCheckCircleFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-circle-fill-icon'
import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import { RhUiQuestionMarkCircleIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-question-mark-circle-icon'
import { useQuery } from '@tanstack/react-query'
import { accessoryTag } from '@/domain/accessory-tag'
import { apiSignatures, atomicSignatureType } from '@/domain/signatures/api-signature'
import { knownRepositories } from '@/domain/signatures/signed-identity'
import { signedSummary } from '@/domain/signatures/signed-summary'
import type { StreamRow, TagRow } from '@/domain/stream-row'
import { asText, readable } from '@/domain/untrusted'
import { imageStreamImageQueries } from '@/queries/image-stream-images'
import { keyQueries } from '@/queries/keys'
import { signatureCheckQueries } from '@/queries/signature-checks'
import styles from './signed-word.module.css'

const icons = {
  ok: <RhUiCheckCircleFillIcon className="ts-i ts-ok" />,
  bad: <RhUiErrorFillIcon className="ts-i ts-bad" />,
  quiet: <RhUiQuestionMarkCircleIcon className="ts-i" />,
}

/**
 * Whether the image of a tag is signed and verified, in a word [S6]. Lists have no signatures: it is
 * read for rows on screen only, a few at a time, and kept by digest. Nothing is said until it is known.
 */
export function SignedWord({ row, tag }: { row: StreamRow; tag: TagRow }) {
  const digest = tag.latest?.image ?? ''
  const { namespace, name: stream } = row
  const { data } = useQuery({
    ...imageStreamImageQueries.detail(namespace, stream, digest),
    enabled: digest !== '',
  })
  const keys = useQuery(keyQueries.list())
  const contents = apiSignatures(data?.image?.signatures)
    .filter(({ type }) => type === atomicSignatureType)
    .map(({ content }) => content)
  const repositories = knownRepositories([
    asText(data?.image?.dockerImageReference),
    tag.latest?.reference ?? '',
    row.repository,
    row.publicRepository,
  ])
  const checks = useQuery({
    ...signatureCheckQueries.atomic(contents, {
      image: { digest, repositories },
      keys: keys.data ?? [],
    }),
    enabled: data !== undefined && (keys.data !== undefined || keys.isError),
  })
  if (!data || !checks.data) return null
  const cosignTag = accessoryTag(digest, 'signature')
  const hasCosignTag = row.tags.some(({ name }) => name === cosignTag)
  const { tone, word, detail } = signedSummary(checks.data, hasCosignTag)
  return (
    <span className={`ts-nowrap ${styles.word}`} title={readable(detail && `${word} ${detail}`)}>
      {word !== 'Not signed' && icons[tone]} {word}
      {detail && <span className="ts-sr"> {readable(detail)}</span>}
    </span>
  )
}
