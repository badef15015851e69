export type AccessoryKind = 'signature' | 'attestation' | 'sbom' | 'referrers'

const kinds: Readonly<Record<string, AccessoryKind>> = {
  '.sig': 'signature',
  '.att': 'attestation',
  '.sbom': 'sbom',
  '': 'referrers',
}

/**
 * A tag by which something is kept beside the image that it is about, as cosign names it (S-49),
 * and as OCI registries without a referrers API keep their list:
 *
 *     accessory := "sha256-" hex64 [ ".sig" | ".att" | ".sbom" ]
 */
export function parseAccessoryTag(
  tag: string,
): { digest: string; kind: AccessoryKind } | undefined {
  const match = /^sha256-([0-9a-f]{64})(\.sig|\.att|\.sbom)?$/.exec(tag)
  const kind = match ? kinds[match[2] ?? ''] : undefined
  return match && kind ? { digest: `sha256:${match[1]}`, kind } : undefined
}

/** The inverse of parseAccessoryTag: the tag under which the companion of an image is looked for. */
export function accessoryTag(digest: string, kind: AccessoryKind): string {
  const suffix = Object.keys(kinds).find((key) => kinds[key] === kind) ?? ''
  return `${digest.replace(':', '-')}${suffix}`
}
