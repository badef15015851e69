import type { ImageSignature } from '@/domain/kinds/image'
import { SIGNED_SPECIMENS } from './company/release-tools'
import { sampleSignatures } from './sample-signatures'
import { seededHex } from './seeded'

/** With whose key an administrator once checked a signature. */
const CHECKED_BY = 'Acme Release Engineering'

/**
 * The signatures that the cluster keeps with the image. Nothing about them is filled in (S-47), but where
 * somebody ran `oc adm verify-image-signature --save` (S-48).
 */
export function sampleSignaturesOf(
  digest: string,
  { created, newUid }: { created: string; newUid(): string },
): ImageSignature[] {
  const isChecked = digest === SIGNED_SPECIMENS['checked-by-the-cluster'].digest
  return (sampleSignatures.openPgp[digest] ?? []).map((content) => ({
    metadata: {
      name: `${digest}@${seededHex(content, 32)}`,
      uid: newUid(),
      creationTimestamp: created,
    },
    type: 'AtomicImageV1',
    content,
    ...(isChecked
      ? {
          conditions: [
            {
              type: 'Trusted',
              status: 'True',
              lastProbeTime: created,
              lastTransitionTime: created,
              reason: 'manually verified',
              message: 'verified by user "admin"',
            },
            {
              type: 'ForImage',
              status: 'True',
              lastProbeTime: created,
              lastTransitionTime: created,
            },
          ],
          issuedBy: { commonName: keyId(CHECKED_BY) },
        }
      : {}),
  }))
}

function keyId(owner: string): string {
  return sampleSignatures.openPgpKeys.find((key) => key.owner === owner)?.keyId ?? ''
}
