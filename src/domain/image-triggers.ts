import type {
  BuildStrategy,
  TriggerSource,
  Workload,
  WorkloadKind,
  WorkloadSpec,
} from './kinds/workload'
import { readTriggerAnnotation } from './trigger-annotation'
import { asObjects, asText, asTextMap, asTexts, isObject } from './untrusted'

/** A tag of this cluster, by its full name. */
export interface TagName {
  namespace: string
  stream: string
  tag: string
}

/** Where a tag's image goes when the tag moves. */
export interface ImageTrigger extends TagName {
  /** The container whose image is set; '' for a build. */
  container: string
  /**
   * `paused` is also a DeploymentConfig's trigger that is not automatic; `ignored` is one that the cluster does not
   * act on, for a reason that is among the row's problems.
   */
  state: 'active' | 'paused' | 'ignored'
  /** The pull strings that it holds now: of the container, or of what the build was last started by. */
  holds: readonly string[]
}

/** What is known of a workload or a build, as far as image triggers go. */
export interface WorkloadRow {
  /** `kind/namespace/name`. */
  key: string
  kind: WorkloadKind
  namespace: string
  name: string
  triggers: readonly ImageTrigger[]
  /** The tag that a build pushes to; null where it pushes to none, and for other kinds. */
  output: TagName | null
  /** Why the cluster ignores triggers that somebody wrote, in whole sentences. */
  problems: readonly string[]
}

const ANNOTATION = 'image.openshift.io/triggers'

/** The image triggers of an object of a kind, whatever it lacks (S-53, S-54, S-55). */
export function toWorkloadRow(kind: WorkloadKind, workload: Workload): WorkloadRow {
  const namespace = asText(workload.metadata?.namespace)
  const name = asText(workload.metadata?.name)
  const row = { key: `${kind}/${namespace}/${name}`, kind, namespace, name, output: null }
  switch (kind) {
    case 'BuildConfig':
      return {
        ...row,
        triggers: buildTriggers(workload, namespace),
        output: tagNameOf(workload.spec?.output?.to, namespace),
        problems: [],
      }
    case 'DeploymentConfig':
      return { ...row, ...configTriggers(workload.spec, namespace) }
    default:
      return { ...row, ...annotatedTriggers(kind, workload, namespace) }
  }
}

/** Whether the row says anything of tags; most workloads do not. */
export function isAboutTags({ triggers, output, problems }: WorkloadRow): boolean {
  return triggers.length > 0 || output !== null || problems.length > 0
}

/**
 * Whether the trigger acts when its tag comes to resolve to that pull string (S-7): on a workload when the container
 * holds another (S-56), on a build when it was started by another (S-55).
 */
export function wouldFire(
  { kind }: Pick<WorkloadRow, 'kind'>,
  { state, holds }: Pick<ImageTrigger, 'state' | 'holds'>,
  resolved: string,
): boolean {
  if (state !== 'active' || resolved === '') return false
  return !isHeld({ kind }, { holds }, resolved)
}

/** Whether the workload runs, or the build was started by, what the pull string names. */
export function isHeld(
  { kind }: Pick<WorkloadRow, 'kind'>,
  { holds }: Pick<ImageTrigger, 'holds'>,
  resolved: string,
): boolean {
  if (kind === 'BuildConfig') return holds.includes(resolved)
  return holds.length > 0 && holds.every((held) => held === resolved)
}

/** S-53: one trigger a container, in an annotation that is ignored as a whole where anything in it is wrong. */
function annotatedTriggers(kind: WorkloadKind, workload: Workload, namespace: string) {
  const text = asTextMap(workload.metadata?.annotations)[ANNOTATION]
  if (text === undefined) return { triggers: [], problems: [] }
  const read = readTriggerAnnotation(text)
  const problems = read.problem === '' ? [] : [read.problem]
  const path = kind === 'CronJob' ? 'spec.jobTemplate.spec.template.spec' : 'spec.template.spec'
  const triggers: ImageTrigger[] = []
  for (const { from, fieldPath, isPaused } of read.triggers) {
    const tag = tagNameOf(from, namespace)
    if (!tag) continue
    const found = containerAt(podSpecOf(kind, workload.spec), fieldPath, path)
    if (read.problem === '' && !found) problems.push(missingContainer(tag, fieldPath))
    const isIgnored = read.problem !== '' || !found
    triggers.push({
      ...tag,
      container: found?.name ?? '',
      state: isIgnored ? 'ignored' : isPaused ? 'paused' : 'active',
      holds: found ? [found.image] : [],
    })
  }
  return { triggers, problems }
}

function missingContainer({ stream, tag }: TagName, fieldPath: string): string {
  return fieldPath === ''
    ? `The trigger on ${stream}:${tag} does not say which container it is for (fieldPath), so the cluster cannot act on it.`
    : `The trigger on ${stream}:${tag} is for a container that is not there (${fieldPath}), so the cluster cannot act on it.`
}

/** S-54: the containers that the trigger names, skipped where it is not automatic. */
function configTriggers(spec: WorkloadSpec | null | undefined, namespace: string) {
  const triggers: ImageTrigger[] = []
  const problems: string[] = []
  const containers = containersOf(podSpecOf('DeploymentConfig', spec))
  for (const { type, imageChangeParams: params } of asObjects(spec?.triggers)) {
    const tag =
      type === 'ImageChange' && isObject(params) ? tagNameOf(params.from, namespace) : null
    if (!tag) continue
    const last = asText(params?.lastTriggeredImage)
    for (const wanted of asTexts(params?.containerNames)) {
      const found = containers.find(({ name }) => name === wanted)
      if (!found) problems.push(missingContainer(tag, wanted))
      triggers.push({
        ...tag,
        container: wanted,
        state: !found ? 'ignored' : params?.automatic === true ? 'active' : 'paused',
        holds: [...(found ? [found.image] : []), ...(last === '' ? [] : [last])],
      })
    }
  }
  return { triggers, problems }
}

/** S-55: a trigger that names no source is on the image that the build is made from. */
function buildTriggers({ spec, status }: Workload, namespace: string): ImageTrigger[] {
  return asObjects(spec?.triggers).flatMap(({ type, imageChange }) => {
    if (type !== 'ImageChange') return []
    const change = isObject(imageChange) ? imageChange : undefined
    const tag = tagNameOf(change?.from ?? builderOf(spec?.strategy), namespace)
    if (!tag) return []
    const last = asObjects(status?.imageChangeTriggers).filter((each) =>
      isSameTag(tagNameOf({ kind: 'ImageStreamTag', ...each.from }, namespace), tag),
    )
    return {
      ...tag,
      container: '',
      state: change?.paused === true ? ('paused' as const) : ('active' as const),
      holds: [...last.map((each) => each.lastTriggeredImageID), change?.lastTriggeredImageID]
        .map(asText)
        .filter((held) => held !== ''),
    }
  })
}

function builderOf(strategy: BuildStrategy | null | undefined): TriggerSource | null | undefined {
  const { sourceStrategy, dockerStrategy, customStrategy } = strategy ?? {}
  return sourceStrategy?.from ?? dockerStrategy?.from ?? customStrategy?.from
}

/** The tag that a reference of a workload or a build names; null for what is none. */
function tagNameOf(from: TriggerSource | null | undefined, namespace: string): TagName | null {
  if (!isObject(from) || from.kind !== 'ImageStreamTag') return null
  const [stream = '', tag = '', ...rest] = asText(from.name).split(':')
  if (stream === '' || tag === '' || rest.length > 0) return null
  return { namespace: asText(from.namespace) || namespace, stream, tag }
}

export function isSameTag(a: TagName | null, b: TagName | null): boolean {
  return a?.namespace === b?.namespace && a?.stream === b?.stream && a?.tag === b?.tag
}

interface NamedImage {
  name: string
  image: string
}

function podSpecOf(kind: WorkloadKind, spec: WorkloadSpec | null | undefined) {
  return kind === 'CronJob' ? spec?.jobTemplate?.spec?.template?.spec : spec?.template?.spec
}

type PodSpec = ReturnType<typeof podSpecOf>

function containersOf(pod: PodSpec, which?: 'containers' | 'initContainers'): NamedImage[] {
  const lists = which ? [pod?.[which]] : [pod?.initContainers, pod?.containers]
  return lists.flatMap((list) =>
    asObjects(list).map(({ name, image }) => ({ name: asText(name), image: asText(image) })),
  )
}

/** The container of a path such as `spec.template.spec.containers[?(@.name=="web")].image`, or `…containers[0].image`. */
function containerAt(pod: PodSpec, fieldPath: string, root: string): NamedImage | undefined {
  if (!fieldPath.startsWith(`${root}.`)) return undefined
  const rest = fieldPath.slice(root.length + 1)
  const found =
    /^(containers|initContainers)\[(?:(\d{1,4})|\?\(@\.name==(["'])([^"']*)\3\))\]\.image$/.exec(
      rest,
    )
  if (!found) return undefined
  const containers = containersOf(pod, found[1] === 'containers' ? 'containers' : 'initContainers')
  return found[2] === undefined
    ? containers.find(({ name }) => name === found[4])
    : containers[Number(found[2])]
}
