import type { ImageStream } from '@/domain/kinds/image-stream'
import type { KubeObject } from '@/domain/kinds/meta'
import type { WorkloadKind } from '@/domain/kinds/workload'
import { pullString } from '@/domain/resolved-reference'
import { toTagRow } from '@/domain/stream-row'
import { ago } from './sample-time'
import type { SampleSource, SampleWorkload } from './sample-workload'

interface Settings {
  now: Date
  internalRegistry: string
  newUid(): string
  streams: readonly ImageStream[]
}

/** The resource that the store keeps each kind under. */
const RESOURCES: Readonly<Record<WorkloadKind, string>> = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
  CronJob: 'cronjobs',
  DeploymentConfig: 'deploymentconfigs',
  BuildConfig: 'buildconfigs',
}

/** A container, and the tag that it gets its image from. */
interface Placed {
  container: string
  from: { kind: string; name: string; namespace?: string }
  image: string
}

/** The objects by resource, with the images that their tags resolve to (S-7). */
export function workloadObjects(
  described: readonly SampleWorkload[],
  settings: Settings,
): Record<string, KubeObject[]> {
  const objects: Record<string, KubeObject[]> = {}
  for (const workload of described) {
    const resource = RESOURCES[workload.kind]
    objects[resource] = [...(objects[resource] ?? []), objectOf(workload, settings)]
  }
  return objects
}

function objectOf(workload: SampleWorkload, settings: Settings): KubeObject {
  const { namespace, name, kind, labels = {}, age } = workload
  const placed = Object.entries(workload.sources).map(
    ([container, source]): Placed => ({
      container,
      ...fromOf(source, namespace),
      image: imageOf(source, namespace, settings),
    }),
  )
  const annotation =
    kind === 'BuildConfig' || kind === 'DeploymentConfig'
      ? {}
      : { annotations: { 'image.openshift.io/triggers': annotationOf(workload, placed) } }
  const object: KubeObject & { spec: object; status?: object } = {
    metadata: {
      name,
      namespace,
      uid: settings.newUid(),
      generation: 1,
      creationTimestamp: ago(settings.now, age),
      labels: { app: name, ...labels },
      ...annotation,
    },
    ...(kind === 'BuildConfig' ? buildOf(workload, placed) : podsOf(workload, placed)),
  }
  return object
}

function annotationOf({ kind, paused }: SampleWorkload, placed: readonly Placed[]): string {
  const root = kind === 'CronJob' ? 'spec.jobTemplate.spec.template' : 'spec.template'
  return JSON.stringify(
    placed.map(({ container, from }) => ({
      from,
      fieldPath: `${root}.spec.containers[?(@.name=="${container}")].image`,
      ...(paused === undefined ? {} : { paused }),
    })),
  )
}

function podsOf(workload: SampleWorkload, placed: readonly Placed[]) {
  const { kind, name, replicas = 1, paused } = workload
  const containers = placed.map(({ container, image }) => ({ name: container, image }))
  const template = { metadata: { labels: { app: name } }, spec: { containers } }
  if (kind === 'CronJob') {
    return { spec: { schedule: '15 3 * * *', jobTemplate: { spec: { template } } }, status: {} }
  }
  const selector = { matchLabels: { app: name } }
  const running = { observedGeneration: 1, replicas, readyReplicas: replicas }
  if (kind === 'DaemonSet') {
    return {
      spec: { selector, template },
      status: {
        desiredNumberScheduled: replicas,
        currentNumberScheduled: replicas,
        numberReady: replicas,
      },
    }
  }
  if (kind === 'StatefulSet') {
    return { spec: { replicas, serviceName: name, selector, template }, status: running }
  }
  const status = { ...running, updatedReplicas: replicas, availableReplicas: replicas }
  if (kind === 'Deployment') return { spec: { replicas, selector, template }, status }
  const triggers = placed.map(({ container, from, image }) => ({
    type: 'ImageChange',
    imageChangeParams: {
      ...(paused ? {} : { automatic: true }),
      containerNames: [container],
      from,
      lastTriggeredImage: image,
    },
  }))
  return {
    spec: {
      replicas,
      selector: { app: name },
      triggers: [{ type: 'ConfigChange' }, ...triggers],
      template,
    },
    status: { ...status, latestVersion: 4 },
  }
}

/** A build from source, whose one trigger is on the image that it is made with. */
function buildOf({ name, paused, output }: SampleWorkload, [builder]: readonly Placed[]) {
  if (!builder) return { spec: {} }
  const { from, image } = builder
  return {
    spec: {
      source: { type: 'Git', git: { uri: `https://git.acme.test/${name}.git` } },
      strategy: { type: 'Source', sourceStrategy: { from } },
      triggers: [
        { type: 'ConfigChange' },
        { type: 'ImageChange', imageChange: paused === true ? { paused } : {} },
      ],
      ...(output === undefined ? {} : { output: { to: { kind: 'ImageStreamTag', name: output } } }),
    },
    status: {
      lastVersion: 17,
      imageChangeTriggers: [
        {
          from: { name: from.name, ...(from.namespace ? { namespace: from.namespace } : {}) },
          lastTriggeredImageID: image,
        },
      ],
    },
  }
}

function placeOf({ tag }: SampleSource, own: string) {
  const [, namespace = own, stream = '', name = ''] = /^(?:([^/]+)\/)?([^:]+):(.+)$/.exec(tag) ?? []
  return { namespace, stream, tag: name }
}

function fromOf(source: SampleSource, own: string): Pick<Placed, 'from'> {
  const { namespace, stream, tag } = placeOf(source, own)
  const elsewhere = namespace === own ? {} : { namespace }
  return { from: { kind: 'ImageStreamTag', name: `${stream}:${tag}`, ...elsewhere } }
}

/** The pull string of an image of the tag's history. */
function imageOf(source: SampleSource, own: string, settings: Settings): string {
  if (source.image !== undefined) return source.image
  const { namespace, stream, tag } = placeOf(source, own)
  const found = settings.streams.find(
    ({ metadata }) => metadata.name === stream && metadata.namespace === namespace,
  )
  const wish = found?.spec?.tags?.find(({ name }) => name === tag)
  const fact = found?.status?.tags?.find((each) => each.tag === tag)
  const items = fact?.items?.slice(source.behind ?? 0) ?? []
  if (!fact || items.length === 0) {
    throw new Error(`${source.tag} has no image ${source.behind ?? 0} before its newest.`)
  }
  const row = toTagRow(tag, wish, { ...fact, items })
  return pullString(row, `${settings.internalRegistry}/${namespace}/${stream}`)
}
