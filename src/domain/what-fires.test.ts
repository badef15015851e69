import { describe, expect, test } from 'vitest'
import { aDigest, aStream } from '@/test/builders'
import { type ImageTrigger, toWorkloadRow, type WorkloadRow } from './image-triggers'
import { toStreamRow } from './stream-row'
import { type KnownCluster, type TagChange, whatFires } from './what-fires'

const NEW = aDigest('new')
const change: TagChange = {
  namespace: 'web',
  stream: 'app',
  tag: 'main',
  image: NEW,
  reference: `quay.io/acme/app@${NEW}`,
}
const REPOSITORY = 'registry.test:5000/web/app'

const alias = (name: string, of: string, referencePolicy = 'Source') => ({
  name,
  wish: { from: { kind: 'ImageStreamTag', name: of }, referencePolicy: { type: referencePolicy } },
  images: ['old'],
})

function workload(
  name: string,
  tag: string,
  parts: Partial<WorkloadRow> & { state?: ImageTrigger['state']; holds?: string[] } = {},
): WorkloadRow {
  const { state = 'active', holds = ['old'], ...rest } = parts
  const [stream = '', tagName = ''] = tag.split(':')
  return {
    key: name,
    kind: 'Deployment',
    namespace: 'web',
    name,
    output: null,
    problems: [],
    triggers: [{ namespace: 'web', stream, tag: tagName, container: 'c', state, holds }],
    ...rest,
  }
}

const build = (name: string, from: string, to: string): WorkloadRow => {
  const [stream = '', tag = ''] = to.split(':')
  const output = { namespace: 'web', stream, tag }
  return workload(name, from, { kind: 'BuildConfig', output })
}

function effects(what: TagChange, { streams = [], workloads = [] }: Partial<KnownCluster>) {
  return whatFires(what, { streams, workloads }).map(
    ({ workload: { name }, effect, through }) =>
      `${name} ${effect}${through.map((step) => ` via ${step.by} ${step.stream}:${step.tag}`).join('')}`,
  )
}

describe('what a change of a tag sets off (S-56)', () => {
  test.each([
    ['another image', {}, 'web fires'],
    ['the image that it has', { holds: [change.reference] }, 'web unchanged'],
    ['a paused trigger', { state: 'paused' as const }, 'web paused'],
    ['a trigger that the cluster ignores', { state: 'ignored' as const }, 'web ignored'],
  ])('a workload with %s: %s %s', (_what, parts, expected) => {
    expect(effects(change, { workloads: [workload('web', 'app:main', parts)] })).toEqual([expected])
  })

  test('nothing fires for a tag that comes to name nothing (S-58)', () => {
    const workloads = [workload('web', 'app:main')]
    expect(effects({ ...change, image: '', reference: '' }, { workloads })).toEqual([
      'web unchanged',
    ])
  })

  test('another reference policy is another pull string, though the image is the same (S-7)', () => {
    const streams = [toStreamRow(aStream({ name: 'app', tags: [{ name: 'main', wish: {} }] }))]
    const workloads = [
      workload('source', 'app:main', { holds: [change.reference] }),
      workload('local', 'app:main', { holds: [`${REPOSITORY}@${NEW}`] }),
    ]
    expect(effects(change, { streams, workloads })).toEqual(['source unchanged', 'local fires'])
    expect(effects({ ...change, referencePolicy: 'Local' }, { streams, workloads })).toEqual([
      'source fires',
      'local unchanged',
    ])
  })

  test('tags of the stream that follow it move along, and theirs, each by its own policy', () => {
    const streams = [
      toStreamRow(
        aStream({
          name: 'app',
          tags: [
            { name: 'main', images: ['old'] },
            alias('latest', 'main', 'Local'),
            alias('stable', 'app:latest'),
          ],
        }),
      ),
    ]
    const workloads = [
      workload('by-stable', 'app:stable', { holds: [change.reference] }),
      workload('by-latest', 'app:latest', { holds: [`${REPOSITORY}@${NEW}`] }),
      workload('old-latest', 'app:latest', { holds: [change.reference] }),
    ]
    expect(effects(change, { streams, workloads })).toEqual([
      'by-latest unchanged via alias app:latest',
      'old-latest fires via alias app:latest',
      'by-stable unchanged via alias app:latest via alias app:stable',
    ])
  })

  test('a tag of another stream was copied, and does not move (S-5)', () => {
    const streams = [
      toStreamRow(aStream({ name: 'app', tags: [{ name: 'main', images: ['old'] }] })),
      toStreamRow(aStream({ name: 'copy', tags: [alias('prod', 'app:main')] })),
    ]
    expect(effects(change, { streams, workloads: [workload('web', 'copy:prod')] })).toEqual([])
  })

  test('a circle of tags ends', () => {
    const streams = [
      toStreamRow(aStream({ name: 'app', tags: [alias('main', 'other'), alias('other', 'main')] })),
    ]
    expect(effects(change, { streams, workloads: [workload('web', 'app:main')] })).toEqual([
      'web fires',
    ])
  })

  test('what a build pushes to moves when it is done, whatever it will be', () => {
    const workloads = [
      build('compile', 'app:main', 'built:latest'),
      build('test', 'built:latest', 'app:main'),
      workload('web', 'built:latest'),
      workload('paused', 'built:latest', { state: 'paused' }),
    ]
    expect(effects(change, { workloads })).toEqual([
      'compile fires',
      'test fires via build built:latest',
      'web fires via build built:latest',
      'paused paused via build built:latest',
    ])
  })

  test('a build that does not start pushes nothing', () => {
    const workloads = [
      { ...build('compile', 'app:main', 'built:latest'), triggers: [] },
      workload('web', 'built:latest'),
    ]
    expect(effects(change, { workloads })).toEqual([])
  })
})

test('a real deployment with an older image is told of with its container', () => {
  const deployment = toWorkloadRow('Deployment', {
    metadata: {
      name: 'web',
      namespace: 'other',
      annotations: {
        'image.openshift.io/triggers': JSON.stringify([
          {
            from: { kind: 'ImageStreamTag', namespace: 'web', name: 'app:main' },
            fieldPath: 'spec.template.spec.containers[?(@.name=="c")].image',
          },
        ]),
      },
    },
    spec: { template: { spec: { containers: [{ name: 'c', image: 'quay.io/acme/app:1' }] } } },
  })
  const [found] = whatFires(change, { streams: [], workloads: [deployment] })
  expect(found).toMatchObject({ effect: 'fires', trigger: { container: 'c' }, through: [] })
})
