import { beforeAll, expect, test } from 'vitest'
import { type ImageTrigger, isHeld, toWorkloadRow, type WorkloadRow } from '@/domain/image-triggers'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { Workload, WorkloadKind } from '@/domain/kinds/workload'
import { pullString } from '@/domain/resolved-reference'
import { type StreamRow, toStreamRow } from '@/domain/stream-row'
import { type TagChange, whatFires } from '@/domain/what-fires'
import { DEFAULT_INTERNAL_REGISTRY, sampleObjects } from './sample-objects'

const KINDS: readonly (readonly [resource: string, kind: WorkloadKind])[] = [
  ['deployments', 'Deployment'],
  ['statefulsets', 'StatefulSet'],
  ['daemonsets', 'DaemonSet'],
  ['cronjobs', 'CronJob'],
  ['deploymentconfigs', 'DeploymentConfig'],
  ['buildconfigs', 'BuildConfig'],
]

let streams: StreamRow[]
let rows: WorkloadRow[]

beforeAll(() => {
  const objects = sampleObjects({ now: new Date('2026-11-23T12:00:00Z') })
  streams = (objects.imagestreams as ImageStream[]).map((stored) => {
    const { namespace, name } = stored.metadata
    const dockerImageRepository = `${DEFAULT_INTERNAL_REGISTRY}/${namespace}/${name}`
    return toStreamRow({ ...stored, status: { ...stored.status, dockerImageRepository } })
  })
  rows = KINDS.flatMap(([resource, kind]) =>
    (objects.workloads[resource] ?? []).map((object) => toWorkloadRow(kind, object as Workload)),
  )
})

function resolved({ namespace, stream, tag }: ImageTrigger): string {
  const row = streams.find((each) => each.namespace === namespace && each.name === stream)
  const found = row?.tags.find(({ name }) => name === tag)
  return row && found ? pullString(found, row.repository) : ''
}

const triggers = () =>
  rows.flatMap((workload) =>
    workload.triggers.map((trigger) => ({ workload, trigger, pulled: resolved(trigger) })),
  )

test.each(KINDS)('%s are in the sample', (_resource, kind) => {
  expect(rows.filter((row) => row.kind === kind).length).toBeGreaterThan(0)
})

test.each<[string, (each: ReturnType<typeof triggers>[number]) => boolean]>([
  [
    'an active trigger whose image is the newest',
    ({ workload, trigger, pulled }) =>
      trigger.state === 'active' && isHeld(workload, trigger, pulled),
  ],
  [
    'an active trigger on an older image',
    ({ workload, trigger, pulled }) =>
      trigger.state === 'active' && pulled !== '' && !isHeld(workload, trigger, pulled),
  ],
  ['a paused trigger', ({ trigger }) => trigger.state === 'paused'],
  ['a trigger that is ignored', ({ trigger }) => trigger.state === 'ignored'],
  ['a trigger on a tag that is not there', ({ pulled }) => pulled === ''],
  [
    'a trigger on a tag of another project',
    ({ workload, trigger }) => trigger.namespace !== workload.namespace,
  ],
])('there is %s', (_what, isSo) => {
  expect(triggers().some(isSo)).toBe(true)
})

test('an annotation with a text for a truth value is among them', () => {
  expect(rows.flatMap(({ problems }) => problems)).toEqual([
    expect.stringContaining('“paused” is the text "false"'),
  ])
})

test('a new builder image goes through a build to what runs its result', () => {
  const change: TagChange = {
    namespace: 'platform',
    stream: 'nodejs',
    tag: '22-el9',
    image: 'sha256:new',
    reference: 'registry/nodejs@sha256:new',
  }
  const found = whatFires(change, { streams, workloads: rows })
  expect(found.map(({ workload, effect }) => `${workload.key} ${effect}`)).toEqual([
    'BuildConfig/shop/frontend fires',
    'Deployment/shop/frontend-preview paused',
    'BuildConfig/shop/frontend-end-to-end fires',
  ])
})
