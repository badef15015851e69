import type { ImageManifest } from '@/domain/kinds/image'

/** A platform as Go names it: `linux`, `amd64`. */
export interface Platform {
  os: string
  architecture: string
}

const GO_ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' }

/** The platform that a stream or tag wishes for; each part may be ''. */
export function wishedPlatform(annotations: Readonly<Record<string, string>>): Platform {
  return {
    architecture: annotations['importer.image.openshift.io/prefer-arch'] ?? '',
    os: annotations['importer.image.openshift.io/prefer-os'] ?? '',
  }
}

/**
 * The entry of a list that a tag in the mode Legacy gets (S-44): of the wished platform, where nothing is wished of
 * this server's; else of linux/amd64; else the first. Undefined only for an empty list.
 */
export function chooseEntry(
  entries: readonly ImageManifest[],
  wished: Platform = { os: '', architecture: '' },
): ImageManifest | undefined {
  const own = GO_ARCHITECTURES[process.arch] ?? process.arch
  const find = (architecture: string, os: string) =>
    entries.find((entry) => entry.architecture === architecture && entry.os === os)
  return (
    find(wished.architecture || own, wished.os || process.platform) ??
    find('amd64', 'linux') ??
    entries[0]
  )
}
