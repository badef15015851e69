import { type AccessoryKind, parseAccessoryTag } from '@/domain/accessory-tag'
import type { LookSource } from '@/domain/image-look'
import { lookSource } from '@/domain/image-look'
import { tagHistory, tagNames } from '@/domain/image-stream'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { asText } from '@/domain/untrusted'

/** Something that is kept beside an image, as an image of its own (S-49). */
export interface StreamCompanion {
  kind: AccessoryKind
  /** The tag of the stream that holds it. */
  tag: string
  /** The digest of its manifest. */
  digest: string
  /** When the tag took it. */
  created: string
  source: LookSource
}

const order: readonly AccessoryKind[] = ['signature', 'attestation', 'sbom', 'referrers']

/** What the stream holds of cosign's for the image: tags made of its digest, their newest image. */
export function companionsIn(imageStream: ImageStream, digest: string): StreamCompanion[] {
  const found = tagNames(imageStream).flatMap((tag): StreamCompanion[] => {
    const accessory = parseAccessoryTag(tag)
    if (accessory?.digest !== digest) return []
    const [newest] = tagHistory(imageStream, tag)
    const own = asText(newest?.image)
    if (own === '') return []
    const source = lookSource(imageStream, own, asText(newest?.dockerImageReference))
    return [{ kind: accessory.kind, tag, digest: own, created: asText(newest?.created), source }]
  })
  return found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}
