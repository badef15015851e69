import { isAttestation, isManifestList, platformName } from './image-config'
import type { Image } from './kinds/image'
import { asObjects, asText } from './untrusted'

/** A platform of two lists: the image that each has for it, '' for none. */
export interface ComparedPlatform {
  name: string
  left: string
  right: string
  kind: 'same' | 'added' | 'removed' | 'changed'
}

/**
 * The platforms of two manifest lists, in the order of the left one. Attestations are no platforms.
 * An image that is no list stands for its own architecture, which is all that the API tells of it;
 * it is beside the platform of the list that has the same.
 */
export function comparePlatforms(left: ListedImage, right: ListedImage): ComparedPlatform[] {
  const [before, after] = [byName(left, right.image), byName(right, left.image)]
  return [...new Set([...before.keys(), ...after.keys()])].map((name) => {
    const [from, to] = [before.get(name) ?? '', after.get(name) ?? '']
    const kind = from === to ? 'same' : from === '' ? 'added' : to === '' ? 'removed' : 'changed'
    return { name, left: from, right: to, kind }
  })
}

interface ListedImage {
  digest: string
  image: Image
}

function byName({ digest, image }: ListedImage, other: Image): Map<string, string> {
  if (isManifestList(image)) return new Map(entriesOf(image))
  const architecture = asText(image.dockerImageMetadata?.Architecture)
  const kin = entriesOf(other).find(([name]) => name.split('/')[1] === architecture)
  return new Map([[kin?.[0] ?? (architecture || 'unknown'), digest]])
}

/** Several with one name, as those of Windows that differ in its version only, are numbered. */
function entriesOf(image: Image): [name: string, digest: string][] {
  const times = new Map<string, number>()
  return asObjects(image.dockerImageManifests)
    .filter((entry) => asText(entry.digest) !== '' && !isAttestation(entry))
    .map((entry) => {
      const name = platformName(entry)
      const time = (times.get(name) ?? 0) + 1
      times.set(name, time)
      return [time === 1 ? name : `${name} (${time})`, entry.digest]
    })
}
