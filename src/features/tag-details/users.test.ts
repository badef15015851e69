import { expect, test } from 'vitest'
import type { ImageTrigger, WorkloadRow } from '@/domain/image-triggers'
import type { WorkloadKind } from '@/domain/kinds/workload'
import { runsWords, triggerWords, userGroups, usersOf } from './users'

const of = { namespace: 'shop', stream: 'app', tag: 'prod' }
const trigger = (parts: Partial<ImageTrigger> = {}): ImageTrigger => ({
  ...of,
  container: 'web',
  state: 'active',
  holds: ['now'],
  ...parts,
})

function row(
  kind: WorkloadKind,
  name: string,
  triggers: ImageTrigger[],
  namespace = 'shop',
): WorkloadRow {
  const key = `${kind}/${namespace}/${name}`
  return { key, kind, namespace, name, triggers, output: null, problems: [] }
}

test('what has a trigger on the tag is found, of its own project first', () => {
  const rows = [
    row('Deployment', 'far', [trigger()], 'other'),
    row('Deployment', 'near', [trigger(), trigger({ container: 'side' })]),
    row('Deployment', 'unrelated', [trigger({ tag: 'dev' })]),
    row('Deployment', 'elsewhere', [trigger({ namespace: 'other' })]),
  ]
  const users = usersOf(of, rows, 'now')
  expect(users.map((user) => `${user.workload.name} ${user.trigger.container}`)).toEqual([
    'near web',
    'near side',
    'far web',
  ])
})

test.each([
  ['Deployment', { holds: ['now'] }, 'now', 'Restarts', 'This image'],
  ['Deployment', { holds: ['old'] }, 'now', 'Restarts', 'Another image'],
  ['Deployment', { holds: [''] }, 'now', 'Restarts', 'No image'],
  ['Deployment', { holds: ['old'] }, '', 'Restarts', 'Cannot be told'],
  ['StatefulSet', { state: 'paused' }, 'now', 'Paused', 'This image'],
  ['DaemonSet', { state: 'ignored' }, 'now', 'Ignored', 'This image'],
  ['CronJob', {}, 'now', 'At its next run', 'This image'],
  ['DeploymentConfig', { state: 'paused' }, 'now', 'Not automatic', 'This image'],
  ['BuildConfig', {}, 'now', 'Starts', 'Built with this image'],
  ['BuildConfig', { holds: ['old'] }, 'now', 'Starts', 'Built with another image'],
  ['BuildConfig', { holds: [] }, 'now', 'Starts', 'Not started by it yet'],
] as const)('%s with %j at %j: %s, %s', (kind, parts, resolved, acts, runs) => {
  const [user] = usersOf(of, [row(kind, 'x', [trigger(parts)])], resolved)
  if (!user) throw new Error('it has a trigger on the tag')
  expect(triggerWords(user)).toBe(acts)
  expect(runsWords(user)).toBe(runs)
})

test.each<[string, WorkloadRow[], string[]]>([
  ['nothing', [], []],
  [
    'one of each',
    [row('Deployment', 'a', [trigger()]), row('BuildConfig', 'b', [trigger()])],
    ['1 workload restarts when it moves', '1 build starts when it moves'],
  ],
  [
    'two containers of one, and another',
    [row('Deployment', 'a', [trigger(), trigger()]), row('DaemonSet', 'b', [trigger()])],
    ['2 workloads restart when it moves'],
  ],
  [
    'a cron job, which restarts nothing',
    [row('CronJob', 'a', [trigger()])],
    ['1 workload names it'],
  ],
  [
    'only what is paused',
    [
      row('Deployment', 'a', [trigger({ state: 'paused' })]),
      row('Deployment', 'c', [trigger({ state: 'ignored' })]),
      row('BuildConfig', 'b', [trigger({ state: 'paused' })]),
    ],
    ['2 workloads name it', '1 build names it'],
  ],
])('the groups of %s', (_what, rows, titles) => {
  expect(userGroups(usersOf(of, rows, 'now')).map(({ title }) => title)).toEqual(titles)
})
