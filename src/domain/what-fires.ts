import {
  type ImageTrigger,
  isHeld,
  isSameTag,
  type TagName,
  type WorkloadRow,
} from './image-triggers'
import { pullString } from './resolved-reference'
import type { StreamRow, TagRow } from './stream-row'
import { referenceTarget } from './tag-reference'

/** A tag that is to hold another image. */
export interface TagChange extends TagName {
  /** The digest of its newest item then; '' for a `reference: true` tag. */
  image: string
  /** The newest item's reference then, before the reference policy is looked at. */
  reference: string
  /** The tag's reference policy then; as it is now where it is left out. */
  referencePolicy?: string
}

/** One step from the tag that is changed to a trigger. */
export type Step =
  | ({ by: 'alias' } & TagName)
  /** The build that starts, and the tag that it pushes to when it is done. */
  | ({ by: 'build'; build: string } & TagName)

/** What becomes of one trigger. */
export interface Consequence {
  workload: WorkloadRow
  trigger: ImageTrigger
  /**
   * `fires`: a workload gets the new image, a build starts. `unchanged`: it has that image already (S-56), or the tag
   * comes to name none (S-58). `paused` and `ignored`: nothing, though it names the tag.
   */
  effect: 'fires' | 'unchanged' | 'paused' | 'ignored'
  /** How the change gets there; empty where the trigger is on the changed tag itself. */
  through: readonly Step[]
}

/** What is known of the cluster. Of projects that may not be seen there are no rows, and nothing is found. */
export interface KnownCluster {
  streams: readonly StreamRow[]
  workloads: readonly WorkloadRow[]
}

/**
 * What a change of a tag sets off (S-56): triggers on it, and on the tags of its stream that follow it, and theirs
 * (S-5); and what the builds that start push to, when they are done. Nearest first.
 */
export function whatFires(change: TagChange, known: KnownCluster): Consequence[] {
  const found: Consequence[] = []
  const seen = new Set<string>()
  const queue: { at: TagChange | TagName; through: readonly Step[] }[] = [
    { at: change, through: [] },
  ]
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { at, through } = next
    const key = tagKey(at)
    if (seen.has(key)) continue
    seen.add(key)
    const row = streamOf(known.streams, at)
    // Nobody knows yet what a build will push: only that it is not what there is now.
    const moved = 'image' in at ? at : undefined
    const resolved = moved ? resolvedAfter(moved, row) : undefined
    for (const { workload, trigger } of triggersOn(at, known.workloads)) {
      const effect = effectOf(workload, trigger, resolved)
      found.push({ workload, trigger, effect, through })
      if (effect !== 'fires' || workload.kind !== 'BuildConfig' || !workload.output) continue
      const step: Step = { by: 'build', build: workload.name, ...workload.output }
      queue.push({ at: workload.output, through: [...through, step] })
    }
    for (const alias of aliasesOf(at, row)) {
      const name = { namespace: at.namespace, stream: at.stream, tag: alias.name }
      const { referencePolicy = 'Source' } = alias.spec ?? {}
      queue.push({
        at: moved ? { ...moved, ...name, referencePolicy } : name,
        through: [...through, { by: 'alias', ...name }],
      })
    }
  }
  return found
}

/** The triggers on a tag itself, whatever they hold. */
export function triggersOn(
  at: TagName,
  workloads: readonly WorkloadRow[],
): { workload: WorkloadRow; trigger: ImageTrigger }[] {
  return workloads.flatMap((workload) =>
    workload.triggers
      .filter((trigger) => isSameTag(trigger, at))
      .map((trigger) => ({ workload, trigger })),
  )
}

function effectOf(
  workload: WorkloadRow,
  trigger: ImageTrigger,
  resolved: string | undefined,
): Consequence['effect'] {
  if (trigger.state !== 'active') return trigger.state
  if (resolved === undefined) return 'fires'
  return resolved === '' || isHeld(workload, trigger, resolved) ? 'unchanged' : 'fires'
}

function resolvedAfter(change: TagChange, row: StreamRow | undefined): string {
  const { image, reference, tag } = change
  const spec = row?.tags.find(({ name }) => name === tag)?.spec
  const referencePolicy = change.referencePolicy ?? spec?.referencePolicy ?? 'Source'
  const latest = { image, reference, created: '', generation: 0 }
  return pullString({ spec: { ...NO_WISH, referencePolicy }, latest }, row?.repository ?? '')
}

const NO_WISH: NonNullable<TagRow['spec']> = {
  from: null,
  reference: false,
  scheduled: false,
  insecure: false,
  importMode: '',
  referencePolicy: 'Source',
  generation: 0,
}

/** The tags of the same stream that follow the tag at once (S-5). */
function aliasesOf({ namespace, stream, tag }: TagName, row: StreamRow | undefined): TagRow[] {
  return (row?.tags ?? []).filter((each) => {
    const from = each.spec?.from
    const target = from?.kind === 'ImageStreamTag' && referenceTarget(from, { namespace, stream })
    return (
      target && target.namespace === namespace && target.stream === stream && target.tag === tag
    )
  })
}

function streamOf(
  streams: readonly StreamRow[],
  { namespace, stream }: TagName,
): StreamRow | undefined {
  return streams.find((row) => row.name === stream && row.namespace === namespace)
}

function tagKey({ namespace, stream, tag }: TagName): string {
  return `${namespace}/${stream}:${tag}`
}
