import type { ImageStream } from '@/domain/kinds/image-stream'
import { newStream } from './new-stream'
import { performAct } from './perform-act'
import type { FirstSeen, Scene } from './replay-scene'
import type { SampleStream } from './sample-stream'
import { ago } from './sample-time'

export interface ReplaySettings {
  now: Date
  /** Host of the internal registry, in the references of what was pushed. */
  internalRegistry: string
  newUid(): string
}

export interface Replayed {
  streams: ImageStream[]
  /** By digest; the entries of lists are among them. */
  images: Map<string, FirstSeen>
}

/**
 * Does to empty streams everything that the company did, oldest first, with the effects that the registry
 * gives it: generations (observed 38 to 44), history (43), followers (45), references (S-22).
 */
export function replay(company: readonly SampleStream[], settings: ReplaySettings): Replayed {
  const { now, internalRegistry, newUid } = settings
  const streams = new Map(
    company.map((described) => [
      key(described.namespace, described.name),
      newStream(described, ago(now, described.age), newUid()),
    ]),
  )
  const images = new Map<string, FirstSeen>()
  const acts = company.flatMap(({ namespace, name, tags }) =>
    tags.flatMap((tag) => tag.acts.map((act) => ({ namespace, name, tag: tag.name, act }))),
  )
  for (const { namespace, name, tag, act } of acts.sort((a, b) => b.act.at - a.act.at)) {
    const stream = streams.get(key(namespace, name))
    if (!stream) continue
    const scene: Scene = {
      stream,
      tag,
      time: ago(now, act.at),
      internalRegistry,
      ownRepository: `${internalRegistry}/${namespace}/${name}`,
      images,
      streamOf: (otherNamespace, otherName) => streams.get(key(otherNamespace, otherName)),
    }
    performAct(act, scene)
  }
  for (const stream of streams.values()) sortTags(stream)
  return { streams: [...streams.values()], images }
}

function sortTags(stream: ImageStream): void {
  const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
  stream.spec?.tags?.sort((a, b) => byBytes(a.name, b.name))
  stream.status?.tags?.sort((a, b) => byBytes(a.tag, b.tag))
}

function key(namespace: string, name: string): string {
  return `${namespace}/${name}`
}
