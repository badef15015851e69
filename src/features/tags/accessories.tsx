import type { AccessoryKind } from '@/domain/accessory-tag'
import { formatCount } from '@/domain/format-count'

const words: Record<AccessoryKind, [one: string, many: string]> = {
  signature: ['signature', 'signatures'],
  attestation: ['attestation', 'attestations'],
  sbom: ['SBOM', 'SBOMs'],
  referrers: ['list of referrers', 'lists of referrers'],
}

/** Tags that cosign keeps beside an image are no tags to work with: one line says they are there. */
export function Accessories({ counts }: { counts: ReadonlyMap<AccessoryKind, number> }) {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  const parts = [...counts].map(
    ([kind, count]) => `${formatCount(count)} ${words[kind][count === 1 ? 0 : 1]}`,
  )
  return (
    <p className="ts-foot">
      <span>
        {formatCount(total)} cosign {total === 1 ? 'tag is' : 'tags are'} folded away:{' '}
        {parts.join(', ')}. They are shown with the image they belong to.
      </span>
    </p>
  )
}
