import { useQuery } from '@tanstack/react-query'
import {
  type ApiSignature,
  type apiSignatures,
  atomicSignatureType,
} from '@/domain/signatures/api-signature'
import { fromBase64 } from '@/domain/signatures/bytes'
import type { Examination } from '@/domain/signatures/examination'
import { absoluteTime } from '@/domain/time'
import { readable } from '@/domain/untrusted'
import { type CheckedImage, signatureCheckQueries } from '@/queries/signature-checks'
import { EmptyNote } from '@/ui/empty-note'
import { Note } from '@/ui/note'
import { SkeletonRows } from '@/ui/skeleton'
import { RawContent } from './raw-content'
import { SignatureActions } from './signature-actions'
import { Facts, SignatureCard } from './signature-card'
import styles from './signatures.module.css'

/** The signatures that the API keeps with the image, each checked; none is no success. */
export function ApiSignatureList({
  digest,
  signatures,
  checked,
}: {
  digest: string
  signatures: ReturnType<typeof apiSignatures>
  checked: CheckedImage
}) {
  const readables = signatures.filter(({ type }) => type === atomicSignatureType)
  const { data, error } = useQuery(
    signatureCheckQueries.atomic(
      readables.map(({ content }) => content),
      checked,
    ),
  )
  if (signatures.length === 0) {
    return (
      <EmptyNote title="Not signed, as far as the API knows">
        <p>
          Nobody has put a signature beside this image, and the cluster found none when it imported
          it. That says nothing about signatures that the registry may keep.
        </p>
      </EmptyNote>
    )
  }
  if (!data && !error) return <SkeletonRows rows={4} columns={2} />
  return (
    <>
      {error && (
        <div className={styles.note}>
          <Note kind="bad" title="The signatures could not be checked.">
            {error.message}
          </Note>
        </div>
      )}
      {signatures.map((signature, place) => (
        <SignatureCard
          // biome-ignore lint/suspicious/noArrayIndexKey: names may be missing, and come in the API's order
          key={`${place} ${signature.name}`}
          examination={
            data?.[readables.indexOf(signature)] ?? notExamined(signature, error?.message)
          }
          subtitle={
            <>
              {readable(signature.type) || 'no type'}, {readable(signature.shortName)}
            </>
          }
          actions={<SignatureActions digest={digest} signature={signature} />}
        >
          <FromApi signature={signature} />
        </SignatureCard>
      ))}
    </>
  )
}

/** What is not checked is shown, and said to be so. */
function notExamined({ type }: ApiSignature, problem = ''): Examination {
  const reason =
    problem || `Only ${atomicSignatureType} can be checked here. This is ${type || 'of no type'}.`
  return {
    outcome: 'cannot-tell',
    title: 'Cannot tell: not checked',
    reason,
    verdict: 'cannot-tell',
    kind: type === atomicSignatureType ? 'Simple signing (OpenPGP)' : 'A kind that is not known',
    signer: '',
    signedAt: '',
    keyId: '',
    checks: [{ name: 'Signature', outcome: 'not-checked', detail: reason }],
    facts: [],
    claims: [],
    warnings: [],
    payload: '',
  }
}

function FromApi({ signature }: { signature: ApiSignature }) {
  const { facts, content, created, object, shortName } = signature
  return (
    <>
      <dt>The API says</dt>
      <dd>
        {facts.length > 0 && (
          <p>Whoever checked it with the cluster’s tools wrote this. It is their word.</p>
        )}
        <Facts
          facts={[
            { term: 'Kept as', value: object },
            ...(created ? [{ term: 'Kept since', value: absoluteTime(created) }] : []),
            ...facts,
          ]}
        />
      </dd>
      <dt>Content</dt>
      <dd>
        <RawContent
          content={content}
          bytes={fromBase64(content)}
          fileName={`${shortName.slice(0, 16) || 'signature'}.signature`}
        />
      </dd>
    </>
  )
}
