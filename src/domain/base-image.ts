import { asText, asTextMap } from './untrusted'

/** What an image says it is built on (OCI image spec, predefined annotation keys). '' is not said. */
export interface NamedBase {
  name: string
  digest: string
}

const NAME = 'org.opencontainers.image.base.name'
const DIGEST = 'org.opencontainers.image.base.digest'

/** The base that annotations of the manifest name, or labels, where builders write the same keys. */
export function namedBase(...sources: unknown[]): NamedBase | undefined {
  for (const source of sources.map(asTextMap)) {
    const name = asText(source[NAME])
    const digest = asText(source[DIGEST])
    if (name !== '' || digest !== '') return { name, digest }
  }
  return undefined
}

/** Another image, with its layers base first. */
export interface BaseCandidate {
  digest: string
  layers: readonly string[]
}

/**
 * Of these images the one that the image is built on, as far as layers tell: all its layers are the
 * first ones of the image, which has more. The longest is the nearest; of several alike the first.
 */
export function baseAmong(
  layers: readonly string[],
  candidates: readonly BaseCandidate[],
): BaseCandidate | undefined {
  let found: BaseCandidate | undefined
  for (const candidate of candidates) {
    const length = candidate.layers.length
    if (length === 0 || length >= layers.length || length <= (found?.layers.length ?? 0)) continue
    if (candidate.layers.every((layer, index) => layer === layers[index])) found = candidate
  }
  return found
}
