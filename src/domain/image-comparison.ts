import { bytesToPull, type ComparedLayer, compareLayers, sharedBytes } from './compared-layers'
import { imageSize, isManifestList, type OciConfig, platform } from './image-config'
import type { DockerConfig, Image } from './kinds/image'
import { layerRows, orderedLayers } from './layers'
import { mediaTypeWords } from './media-type'
import { absoluteTime } from './time'
import { asText, asTextMap, asTexts, isObject } from './untrusted'

/** An image, and its configuration where that can be had (S-41). */
export interface ComparedImage {
  image: Image
  config?: OciConfig | undefined
}

export type DifferenceKind = 'same' | 'added' | 'removed' | 'changed'

/** One thing that both images can have: what each says, null where it says nothing. */
export interface ComparedValue {
  name: string
  left: string | null
  right: string | null
  kind: DifferenceKind
  /** It differs between any two builds, or its difference means nothing: dates, ids, an order. */
  isNoise: boolean
}

export interface ComparedGroup {
  title: 'Image' | 'Configuration' | 'Environment' | 'Labels'
  values: ComparedValue[]
}

export interface ImageComparison {
  /** Bytes, compressed; null where it is not known. */
  size: { left: number | null; right: number | null }
  layers: ComparedLayer[]
  /** Bytes of the layers that both have; null where one is not known. */
  shared: number | null
  /** Bytes that a node with the left one pulls for the right one; null where one is not known. */
  toPull: number | null
  groups: ComparedGroup[]
}

/** Two images side by side [M6]. What it is told of them decides how much there is to compare. */
export function compareImages(left: ComparedImage, right: ComparedImage): ImageComparison {
  const layers = compareLayers(rowsOf(left), rowsOf(right))
  const [a, b] = [runConfig(left), runConfig(right)]
  return {
    size: { left: imageSize(left.image), right: imageSize(right.image) },
    layers,
    shared: sharedBytes(layers),
    toPull: bytesToPull(layers),
    groups: [
      { title: 'Image', values: aboutValues(left, right) },
      { title: 'Configuration', values: configValues(a, b) },
      { title: 'Environment', values: environmentValues(a, b) },
      { title: 'Labels', values: mapValues(asTextMap(a.Labels), asTextMap(b.Labels), noisyLabel) },
    ],
  }
}

/** The values that differ; without those that mean nothing, where asked. */
export function differencesOf(values: readonly ComparedValue[], hidesNoise: boolean) {
  return values.filter(({ kind, isNoise }) => kind !== 'same' && !(hidesNoise && isNoise))
}

function rowsOf({ image, config }: ComparedImage) {
  return layerRows(orderedLayers(image), config?.history)
}

/** What containers run with: as the API has it, else as the configuration has. */
function runConfig({ image, config }: ComparedImage): DockerConfig {
  const metadata = image.dockerImageMetadata
  return metadata?.Config ?? metadata?.ContainerConfig ?? config?.config ?? {}
}

function aboutValues(left: ComparedImage, right: ComparedImage): ComparedValue[] {
  const both = (name: string, of: (side: ComparedImage) => string, isNoise = false) =>
    compared(name, of(left) || null, of(right) || null, isNoise)
  return [
    both('Platform', (side) => comparedPlatform(side, left, right)),
    both('Format', ({ image }) => mediaTypeWords(asText(image.dockerImageManifestMediaType))),
    both('Created', createdOf, true),
    both(
      'Author',
      ({ image, config }) => asText(image.dockerImageMetadata?.Author) || (config?.author ?? ''),
    ),
    both('Comment', ({ image }) => asText(image.dockerImageMetadata?.Comment)),
    both('Built with', ({ image }) => builtWith(image), true),
    both('Configuration digest', ({ image }) => asText(image.dockerImageMetadata?.Id), true),
  ].filter(isSaid)
}

/**
 * The whole platform only where it is known of both: the API tells the architecture alone, and
 * `amd64` beside `linux/amd64` is no difference.
 */
function comparedPlatform(side: ComparedImage, left: ComparedImage, right: ComparedImage): string {
  const whole = platform(side.image, side.config)
  const isWholeOfBoth = [left, right].every((each) =>
    platform(each.image, each.config).includes('/'),
  )
  if (isWholeOfBoth || isManifestList(side.image)) return whole
  return asText(side.image.dockerImageMetadata?.Architecture) || (whole.split('/')[1] ?? whole)
}

function createdOf({ image, config }: ComparedImage): string {
  const created = asText(image.dockerImageMetadata?.Created) || (config?.created ?? '')
  return created === '' ? '' : absoluteTime(created, 'seconds')
}

function builtWith(image: Image): string {
  const version = asText(image.dockerImageMetadata?.DockerVersion)
  return version === '' ? '' : `Docker ${version}`
}

function configValues(left: DockerConfig, right: DockerConfig): ComparedValue[] {
  const both = (name: string, of: (config: DockerConfig) => string) =>
    compared(name, of(left) || null, of(right) || null)
  return [
    both('Entrypoint', ({ Entrypoint }) => words(Entrypoint)),
    both('Command', ({ Cmd }) => words(Cmd)),
    both('Working directory', ({ WorkingDir }) => asText(WorkingDir)),
    both('User', ({ User }) => asText(User)),
    ...setValues('Port', left.ExposedPorts, right.ExposedPorts),
    ...setValues('Volume', left.Volumes, right.Volumes),
    both('Stop signal', ({ StopSignal }) => asText(StopSignal)),
    both('Health check', ({ Healthcheck }) => healthWords(Healthcheck)),
    both('Shell', ({ Shell }) => words(Shell)),
    both('On build', ({ OnBuild }) => words(OnBuild)),
  ].filter(isSaid)
}

/** The members of a set, such as the ports: each is there or not, and none ever changes. */
function setValues(name: string, left: unknown, right: unknown): ComparedValue[] {
  const [a, b] = [namesOf(left), namesOf(right)]
  return [...new Set([...a, ...b])]
    .sort()
    .map((each) => compared(name, a.has(each) ? each : null, b.has(each) ? each : null))
}

function namesOf(set: unknown): Set<string> {
  return new Set(isObject(set) && !Array.isArray(set) ? Object.keys(set) : [])
}

function healthWords(check: DockerConfig['Healthcheck']): string {
  if (!check?.Test?.length) return ''
  const second = 1e9
  return [
    words(check.Test),
    check.Interval ? `every ${check.Interval / second} s` : '',
    check.Timeout ? `gives up after ${check.Timeout / second} s` : '',
    check.StartPeriod ? `starts after ${check.StartPeriod / second} s` : '',
    check.Retries ? `${check.Retries} retries` : '',
  ]
    .filter(Boolean)
    .join(', ')
}

function environmentValues(left: DockerConfig, right: DockerConfig): ComparedValue[] {
  const [a, b] = [environment(left.Env), environment(right.Env)]
  const values = mapValues(Object.fromEntries(a), Object.fromEntries(b), noisyVariable)
  const [before, after] = [[...a.keys()].join(', '), [...b.keys()].join(', ')]
  const isOrderOnly =
    before !== after && values.every(({ kind }) => kind === 'same' || kind === 'changed')
  return isOrderOnly ? [...values, compared('Order of the variables', before, after, true)] : values
}

/** Of two variables with one name the last one counts, as for whoever runs the container. */
function environment(env: unknown): Map<string, string> {
  return new Map(
    asTexts(env).map((entry) => {
      const at = entry.indexOf('=')
      return at < 0 ? [entry, ''] : [entry.slice(0, at), entry.slice(at + 1)]
    }),
  )
}

function mapValues(
  left: Record<string, string>,
  right: Record<string, string>,
  isNoise: (name: string) => boolean,
): ComparedValue[] {
  const of = (map: Record<string, string>, name: string) =>
    Object.hasOwn(map, name) ? (map[name] ?? null) : null
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .sort()
    .map((name) => compared(name, of(left, name), of(right, name), isNoise(name)))
}

function compared(
  name: string,
  left: string | null,
  right: string | null,
  isNoise = false,
): ComparedValue {
  return { name, left, right, kind: kindOf(left, right), isNoise }
}

function kindOf(left: string | null, right: string | null): DifferenceKind {
  if (left === right) return 'same'
  if (left === null) return 'added'
  return right === null ? 'removed' : 'changed'
}

function isSaid({ left, right }: ComparedValue): boolean {
  return left !== null || right !== null
}

function words(list: unknown): string {
  const texts = asTexts(list)
  return texts.length === 0 ? '' : JSON.stringify(texts)
}

/** Labels that builders stamp with the moment, the machine or the number of the build. */
const stamps = new Set([
  'build-date',
  'org.label-schema.build-date',
  'org.opencontainers.image.created',
  'com.redhat.build-host',
  'io.buildah.version',
  'io.openshift.build.name',
])

function noisyLabel(name: string): boolean {
  return stamps.has(name)
}

function noisyVariable(name: string): boolean {
  return name === 'OPENSHIFT_BUILD_NAME'
}
