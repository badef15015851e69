import { describe, expect, test } from 'vitest'
import { isAboutTags, toWorkloadRow, wouldFire } from './image-triggers'
import type { Workload, WorkloadKind } from './kinds/workload'

const FROM = { kind: 'ImageStreamTag', name: 'app:prod' }
const POD = {
  initContainers: [{ name: 'migrate', image: 'old/migrate' }],
  containers: [
    { name: 'web', image: 'old/web' },
    { name: 'proxy', image: 'old/proxy' },
  ],
}

function annotated(triggers: unknown, spec: Workload['spec'] = { template: { spec: POD } }) {
  const text = typeof triggers === 'string' ? triggers : JSON.stringify(triggers)
  return {
    metadata: {
      name: 'web',
      namespace: 'shop',
      annotations: { 'image.openshift.io/triggers': text },
    },
    spec,
  }
}

const path = (container: string, list = 'containers') =>
  `spec.template.spec.${list}[?(@.name=="${container}")].image`

describe('annotated workloads (S-53)', () => {
  test.each<WorkloadKind>(['Deployment', 'StatefulSet', 'DaemonSet'])('%s', (kind) => {
    const row = toWorkloadRow(kind, annotated([{ from: FROM, fieldPath: path('web') }]))
    expect(row).toEqual({
      key: `${kind}/shop/web`,
      kind,
      namespace: 'shop',
      name: 'web',
      output: null,
      problems: [],
      triggers: [
        {
          namespace: 'shop',
          stream: 'app',
          tag: 'prod',
          container: 'web',
          state: 'active',
          holds: ['old/web'],
        },
      ],
    })
  })

  test.each([
    [path('proxy'), 'proxy', 'old/proxy'],
    [path('migrate', 'initContainers'), 'migrate', 'old/migrate'],
    ["spec.template.spec.containers[?(@.name=='web')].image", 'web', 'old/web'],
    ['spec.template.spec.containers[1].image', 'proxy', 'old/proxy'],
  ])('the field %s is of container %s', (fieldPath, container, image) => {
    const row = toWorkloadRow('Deployment', annotated([{ from: FROM, fieldPath }]))
    expect(row.triggers).toMatchObject([{ container, holds: [image], state: 'active' }])
  })

  test.each([
    ['', 'does not say which container'],
    [path('gone'), 'a container that is not there'],
    ['spec.template.spec.containers[7].image', 'a container that is not there'],
    ['spec.template.spec.containers[0].name', 'a container that is not there'],
    ['spec.jobTemplate.spec.template.spec.containers[0].image', 'a container that is not there'],
    ['spec.template.spec.containers[?(@.name=="web")].image.tail', 'a container that is not there'],
  ])('the field %j is of no container, and that is said', (fieldPath, words) => {
    const { triggers, problems } = toWorkloadRow(
      'Deployment',
      annotated([{ from: FROM, fieldPath }]),
    )
    expect(triggers).toMatchObject([{ state: 'ignored', container: '', holds: [] }])
    expect(problems).toEqual([expect.stringContaining(words)])
  })

  test('the containers of a cron job are one level down', () => {
    const spec = { jobTemplate: { spec: { template: { spec: POD } } } }
    const fieldPath = `spec.jobTemplate.${path('web')}`
    const row = toWorkloadRow('CronJob', annotated([{ from: FROM, fieldPath }], spec))
    expect(row.triggers).toMatchObject([{ container: 'web', state: 'active' }])
  })

  test('a trigger may be on a tag of another project, and paused', () => {
    const from = { ...FROM, namespace: 'dev' }
    const row = toWorkloadRow(
      'Deployment',
      annotated([{ from, fieldPath: path('web'), paused: true }]),
    )
    expect(row.triggers).toMatchObject([{ namespace: 'dev', state: 'paused' }])
  })

  test('a text where a truth value is expected makes the cluster ignore all triggers (console#14523)', () => {
    const { triggers, problems } = toWorkloadRow(
      'Deployment',
      annotated([
        { from: FROM, fieldPath: path('web'), paused: 'false' },
        { from: { ...FROM, name: 'proxy:1' }, fieldPath: path('proxy') },
      ]),
    )
    expect(triggers.map(({ state, tag }) => `${tag} ${state}`)).toEqual([
      'prod ignored',
      '1 ignored',
    ])
    expect(problems).toEqual([expect.stringContaining('“paused” is the text "false"')])
  })

  test.each([
    [{ kind: 'DockerImage', name: 'app:prod' }],
    [{ kind: 'ImageStreamTag', name: 'app' }],
    [{ kind: 'ImageStreamTag', name: 'app:' }],
    [{ kind: 'ImageStreamTag', name: 'a:b:c' }],
    [null],
  ])('a trigger on %j is on no tag', (from) => {
    const row = toWorkloadRow('Deployment', annotated([{ from, fieldPath: path('web') }]))
    expect(row.triggers).toEqual([])
    expect(isAboutTags(row)).toBe(false)
  })
})

describe('a DeploymentConfig (S-54)', () => {
  const params = (more: object) => ({
    metadata: { name: 'web', namespace: 'shop' },
    spec: {
      template: { spec: POD },
      triggers: [
        { type: 'ConfigChange' },
        {
          type: 'ImageChange',
          imageChangeParams: { automatic: true, from: FROM, containerNames: ['web'], ...more },
        },
      ],
    },
  })

  test('has a trigger for each container that it names, init containers too', () => {
    const row = toWorkloadRow(
      'DeploymentConfig',
      params({ containerNames: ['web', 'migrate'], lastTriggeredImage: 'old/last' }),
    )
    expect(row.triggers).toMatchObject([
      { container: 'web', holds: ['old/web', 'old/last'], state: 'active' },
      { container: 'migrate', holds: ['old/migrate', 'old/last'], state: 'active' },
    ])
  })

  test('does nothing by itself where it is not automatic', () => {
    const row = toWorkloadRow('DeploymentConfig', params({ automatic: undefined }))
    expect(row.triggers).toMatchObject([{ state: 'paused' }])
  })

  test('says so where it names a container that is not there', () => {
    const row = toWorkloadRow('DeploymentConfig', params({ containerNames: ['gone'] }))
    expect(row.triggers).toMatchObject([{ state: 'ignored', container: 'gone' }])
    expect(row.problems).toHaveLength(1)
  })
})

describe('a BuildConfig (S-55)', () => {
  const build = (imageChange: unknown, more: object = {}, status: object = {}) =>
    ({
      metadata: { name: 'app', namespace: 'shop' },
      spec: {
        strategy: { type: 'Source', sourceStrategy: { from: { ...FROM, name: 'node:22' } } },
        triggers: [{ type: 'GitHub' }, { type: 'ImageChange', imageChange }],
        ...more,
      },
      status,
    }) as Workload

  test.each([
    ['no source of its own', {}, 'node:22'],
    ['no details at all', undefined, 'node:22'],
    ['a source of its own', { from: FROM }, 'app:prod'],
  ])('with %s', (_what, imageChange, name) => {
    const [trigger] = toWorkloadRow('BuildConfig', build(imageChange)).triggers
    expect(`${trigger?.stream}:${trigger?.tag}`).toBe(name)
    expect(trigger).toMatchObject({ container: '', state: 'active', holds: [] })
  })

  test.each(['dockerStrategy', 'customStrategy'])('with a %s', (strategy) => {
    const more = { strategy: { [strategy]: { from: FROM } } }
    expect(toWorkloadRow('BuildConfig', build({}, more)).triggers).toMatchObject([{ tag: 'prod' }])
  })

  test('knows what it was last started by, from the status and from the old place', () => {
    const status = {
      imageChangeTriggers: [
        { from: { name: 'node:22' }, lastTriggeredImageID: 'new/place' },
        { from: { name: 'other:1' }, lastTriggeredImageID: 'not/this' },
      ],
    }
    const row = toWorkloadRow(
      'BuildConfig',
      build({ lastTriggeredImageID: 'old/place' }, {}, status),
    )
    expect(row.triggers).toMatchObject([{ holds: ['new/place', 'old/place'] }])
  })

  test('can be paused', () => {
    expect(toWorkloadRow('BuildConfig', build({ paused: true })).triggers).toMatchObject([
      { state: 'paused' },
    ])
  })

  test('is told of for the tag that it pushes to, also without triggers', () => {
    const row = toWorkloadRow('BuildConfig', build({}, { triggers: null, output: { to: FROM } }))
    expect(row).toMatchObject({
      triggers: [],
      output: { namespace: 'shop', stream: 'app', tag: 'prod' },
    })
    expect(isAboutTags(row)).toBe(true)
    const elsewhere = { output: { to: { kind: 'DockerImage', name: 'quay.io/acme/app:1' } } }
    expect(toWorkloadRow('BuildConfig', build({}, elsewhere)).output).toBeNull()
  })
})

test.each([
  ['Deployment', 'active', ['a'], 'b', true],
  ['Deployment', 'active', ['a'], 'a', false],
  ['Deployment', 'active', ['a'], '', false],
  ['Deployment', 'paused', ['a'], 'b', false],
  ['Deployment', 'ignored', ['a'], 'b', false],
  ['DeploymentConfig', 'active', ['a', 'a'], 'a', false],
  // Somebody set the container by hand: the trigger sets it back (S-57).
  ['DeploymentConfig', 'active', ['b', 'a'], 'a', true],
  ['BuildConfig', 'active', [], 'a', true],
  ['BuildConfig', 'active', ['a'], 'a', false],
  ['BuildConfig', 'active', ['b', 'a'], 'a', false],
  ['BuildConfig', 'active', ['b'], 'a', true],
] as const)('%s, %s, holding %j, at %j: fires %s', (kind, state, holds, resolved, expected) => {
  expect(wouldFire({ kind }, { state, holds }, resolved)).toBe(expected)
})
