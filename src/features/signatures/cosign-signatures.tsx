import { useQuery } from '@tanstack/react-query'
import type { Bytes } from '@/domain/signatures/bytes'
import { type CheckedImage, signatureCheckQueries } from '@/queries/signature-checks'
import { Note } from '@/ui/note'
import { SkeletonRows } from '@/ui/skeleton'
import type { StreamCompanion } from './companions-in'
import { useManifest } from './cosign-manifest'
import { SignatureCard } from './signature-card'
import styles from './signatures.module.css'

/** Signatures and attestations of cosign that the stream holds beside the image, each checked. */
export function CosignSignatures({
  companions,
  checked,
  payloads,
}: {
  companions: readonly StreamCompanion[]
  checked: CheckedImage
  payloads: readonly Bytes[]
}) {
  return companions
    .filter(({ kind }) => kind === 'signature' || kind === 'attestation')
    .map((companion) => (
      <OfCompanion
        key={companion.tag}
        companion={companion}
        checked={checked}
        payloads={payloads}
      />
    ))
}

function OfCompanion({
  companion: { tag, digest, source },
  checked,
  payloads,
}: {
  companion: StreamCompanion
  checked: CheckedImage
  payloads: readonly Bytes[]
}) {
  const { manifest, problem } = useManifest(source)
  if (problem) {
    return (
      <div className={styles.note}>
        <Note kind="warn" title={`What cosign keeps under ${tag} is not checked.`}>
          {problem}
        </Note>
      </div>
    )
  }
  if (manifest === undefined) return <SkeletonRows rows={3} columns={2} />
  return (
    <ManifestSignatures
      manifest={manifest}
      digest={digest}
      where={tag}
      checked={checked}
      payloads={payloads}
    />
  )
}

/** Every signature of one manifest of cosign. */
export function ManifestSignatures({
  manifest,
  digest,
  where,
  checked,
  payloads,
}: {
  manifest: string
  digest: string
  /** The tag that holds it. */
  where: string
  checked: CheckedImage
  payloads: readonly Bytes[]
}) {
  const { data, error } = useQuery(
    signatureCheckQueries.cosign({ manifest, digest, payloads }, checked),
  )
  const problem = error?.message ?? (data?.ok === false ? data.problem : '')
  if (problem) {
    return (
      <div className={styles.note}>
        <Note kind="bad" title={`What cosign keeps under ${where} is not checked.`}>
          {problem}
        </Note>
      </div>
    )
  }
  if (!data?.ok) return <SkeletonRows rows={3} columns={2} />
  return data.value.map((examination, place) => (
    <SignatureCard
      // biome-ignore lint/suspicious/noArrayIndexKey: signatures of one payload differ by their place only
      key={place}
      examination={examination}
      subtitle={
        <span className="ts-mono">
          {where}
          {data.value.length > 1 && `, ${place + 1} of ${data.value.length}`}
        </span>
      }
    />
  ))
}
