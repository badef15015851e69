import type { SampleImage } from './oci-image'
import { SAMPLE_REGISTRY_HOST } from './sample-hosts'
import { DAY } from './sample-time'

/** One image stream as its people know it; `replay` makes the object of it. */
export interface SampleStream {
  namespace: string
  name: string
  labels: Record<string, string>
  annotations?: Record<string, string>
  localLookup?: boolean
  /** A whole repository is imported (`spec.dockerImageRepository`). */
  repository?: string
  /** Minutes since it was created. */
  age: number
  /** `apply`: by its manifest, so it has managedFields; `tag`: by `oc tag` or an import, so it has none. */
  madeBy: 'apply' | 'tag'
  tags: SampleTag[]
}

export interface SampleTag {
  name: string
  /** What happened to the tag, in any order. */
  acts: Act[]
}

export interface TagSettings {
  annotations?: Record<string, string>
  scheduled?: boolean
  insecure?: boolean
  importMode?: 'Legacy' | 'PreserveOriginal'
  referencePolicy?: 'Source' | 'Local'
}

/** Something that somebody, or the controller, did to a tag, `at` minutes before now. */
export type Act = { at: number } & (
  | ({ does: 'import'; from: string; image: SampleImage; served: SampleImage } & TagSettings)
  | ({ does: 'fail'; from: string; reason: string; message: string } & TagSettings)
  /** The source was set (again), and nothing came of it yet. */
  | ({ does: 'ask'; from: string } & TagSettings)
  | { does: 'push'; image: SampleImage }
  | ({ does: 'follow'; tag: string } & TagSettings)
  | ({
      does: 'copy'
      namespace: string
      stream: string
      tag: string
      reference?: boolean
    } & TagSettings)
  | ({ does: 'pin'; namespace: string; stream: string; image: SampleImage } & TagSettings)
  | ({ does: 'refer'; pullSpec: string } & TagSettings)
  /** A tag without a source: somebody only annotated it. */
  | ({ does: 'describe' } & TagSettings)
)

/** An image and when the tag got it, in minutes before now. */
export type Arrival = readonly [image: SampleImage, at: number]

/** A pull spec in the sample's registry. */
export function pullSpec(repositoryAndTag: string): string {
  return `${SAMPLE_REGISTRY_HOST}/${repositoryAndTag}`
}

/** Pushed by a pipeline, newest first; no spec. */
export function pushed(name: string, ...arrivals: Arrival[]): SampleTag {
  return { name, acts: arrivals.map(([image, at]) => ({ does: 'push', at, image })) }
}

/** Imported from the sample's registry, newest first. */
export function imported(
  name: string,
  from: string,
  settings: TagSettings,
  ...arrivals: Arrival[]
): SampleTag {
  return {
    name,
    acts: arrivals.map(([served, at]) => {
      const isLegacy = settings.importMode !== 'PreserveOriginal'
      const image = isLegacy ? (served.children[0] ?? served) : served
      return { does: 'import', at, from, image, served, ...settings }
    }),
  }
}

/** An alias of another tag of the same stream. */
export function follows(
  name: string,
  tag: string,
  at: number,
  settings: TagSettings = {},
): SampleTag {
  return { name, acts: [{ does: 'follow', at, tag, ...settings }] }
}

/** `namespace/stream:tag`, copied at each of the times, as a promotion does. */
export function copied(
  name: string,
  from: string,
  settings: TagSettings & { reference?: boolean },
  ...times: number[]
): SampleTag {
  const [namespace = '', rest = ''] = from.split('/')
  const [stream = '', tag = ''] = rest.split(':')
  return {
    name,
    acts: times.map((at) => ({ does: 'copy', at, namespace, stream, tag, ...settings })),
  }
}

/** Pinned to images of a stream, newest first. */
export function pinned(
  name: string,
  from: string,
  settings: TagSettings,
  ...arrivals: Arrival[]
): SampleTag {
  const [namespace = '', stream = ''] = from.split('/')
  return {
    name,
    acts: arrivals.map(([image, at]) => ({
      does: 'pin',
      at,
      namespace,
      stream,
      image,
      ...settings,
    })),
  }
}

/** Names an outside image without importing it. */
export function refersTo(
  name: string,
  spec: string,
  at: number,
  settings: TagSettings = {},
): SampleTag {
  return { name, acts: [{ does: 'refer', at, pullSpec: spec, ...settings }] }
}

/** The last import failed; images that it had before stay. */
export function failing(
  name: string,
  from: string,
  failure: { at: number; reason: string; message: string },
  settings: TagSettings = {},
  ...before: Arrival[]
): SampleTag {
  const tag = imported(name, from, settings, ...before)
  return { name, acts: [{ does: 'fail', from, ...failure, ...settings }, ...tag.acts] }
}

/** The first build of each, as old as the tag. */
export function releases(
  build: (version: { version: string; age: number }) => SampleImage,
  versions: Record<string, number>,
): SampleTag[] {
  return Object.entries(versions).map(([version, dayCount]) =>
    pushed(version, [build({ version, age: dayCount * DAY }), dayCount * DAY]),
  )
}
