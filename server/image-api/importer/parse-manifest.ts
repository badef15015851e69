import { isDigest } from '@/domain/digest'
import { asObjects, asText, isObject } from '@/domain/untrusted'
import type { RegistryDocument } from './registry-client'
import { RegistryError } from './registry-error'

export interface ParsedManifest {
  kind: 'image' | 'list' | 'schema1'
  text: string
  mediaType: string
  /** Of an image; else ''. */
  configDigest: string
}

/** What the manifest types are, by the type that a registry sends or the manifest says of itself. */
const KINDS: Readonly<Record<string, ParsedManifest['kind']>> = {
  'application/vnd.oci.image.index.v1+json': 'list',
  'application/vnd.docker.distribution.manifest.list.v2+json': 'list',
  'application/vnd.oci.image.manifest.v1+json': 'image',
  'application/vnd.docker.distribution.manifest.v2+json': 'image',
  'application/vnd.docker.distribution.manifest.v1+prettyjws': 'schema1',
  'application/vnd.docker.distribution.manifest.v1+json': 'schema1',
}

type Json = Record<string, unknown>

/**
 * Takes a manifest apart, as far as the import needs it. Throws RegistryError for what is no manifest, for one that
 * two readers could read differently, and for kinds that cannot be imported.
 */
export function parseManifest({ bytes, mediaType: sent }: RegistryDocument): ParsedManifest {
  const text = bytes.toString('utf8')
  const manifest = parseObject(text)
  const said = asText(manifest.mediaType)
  const isKnown = Object.hasOwn(KINDS, sent)
  if (isKnown && said !== '' && said !== sent) {
    throw new RegistryError(
      'broken',
      `mediaType in manifest should be '${sent}' not '${said.slice(0, 200)}'`,
    )
  }
  const mediaType = isKnown ? sent : said || guessedType(manifest)
  const kind = Object.hasOwn(KINDS, mediaType) ? KINDS[mediaType] : undefined
  if (kind === undefined) {
    throw new RegistryError('unusable', `unsupported image manifest type: ${mediaType || sent}`)
  }
  if (manifest.manifests !== undefined && (manifest.layers || manifest.config)) {
    throw new RegistryError('broken', 'the manifest is a list and an image at once')
  }
  if (kind === 'schema1') {
    assert(Array.isArray(manifest.history) && Array.isArray(manifest.fsLayers), 'history')
    return { kind, text, mediaType, configDigest: '' }
  }
  assert(manifest.schemaVersion === 2, 'schemaVersion')
  if (kind === 'list') {
    const { manifests } = manifest
    assert(Array.isArray(manifests) && digestsOf(manifests as Json[]).every(isDigest), 'manifests')
    return { kind, text, mediaType, configDigest: '' }
  }
  const configDigest = isObject(manifest.config) ? asText((manifest.config as Json).digest) : ''
  const { layers } = manifest
  assert(isDigest(configDigest), 'config')
  assert(Array.isArray(layers) && digestsOf(layers as Json[]).every(isDigest), 'layers')
  return { kind, text, mediaType, configDigest }
}

function parseObject(text: string): Json {
  const start = text.trimStart().charAt(0)
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value) && !Array.isArray(value)) return value as Json
  } catch {
    // Said below, in the words of the reference server where they are the same.
  }
  throw new RegistryError(
    'broken',
    start === '' || start === '{'
      ? 'unexpected end of JSON input'
      : `invalid character '${start}' looking for beginning of value`,
  )
}

/** Manifests of the OCI need not say what they are. */
function guessedType({ schemaVersion, manifests, layers }: Json): string {
  if (schemaVersion === 1) return 'application/vnd.docker.distribution.manifest.v1+json'
  if (Array.isArray(manifests)) return 'application/vnd.oci.image.index.v1+json'
  return Array.isArray(layers) ? 'application/vnd.oci.image.manifest.v1+json' : ''
}

function digestsOf(list: Json[]): string[] {
  const objects = asObjects(list)
  return objects.length === list.length ? objects.map(({ digest }) => asText(digest)) : ['']
}

function assert(isTrue: boolean, member: string): void {
  if (!isTrue) throw new RegistryError('broken', `the manifest has no usable ${member}`)
}
