import { expect, test } from 'vitest'
import type { WorkloadRow } from './image-triggers'
import { orphanedLine, restartLine, waitingLine } from './restart-line'
import type { Consequence } from './what-fires'

const at = { namespace: 'shop', stream: 'web', tag: 'prod' }
const workload: WorkloadRow = {
  key: 'Deployment/shop/front',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'front',
  triggers: [],
  output: null,
  problems: [],
}
const trigger = { ...at, container: 'app', state: 'active' as const, holds: [] }
const alias = { by: 'alias' as const, ...at, tag: 'stable' }

test.each<[string, Partial<Consequence>, { name: string; words: string }]>([
  ['restarts', {}, { name: 'Deployment front', words: 'app, restarts' }],
  [
    'is of another project',
    { workload: { ...workload, namespace: 'other' } },
    { name: 'Deployment other/front', words: 'app, restarts' },
  ],
  [
    'is a build, which has no container',
    { workload: { ...workload, kind: 'BuildConfig' }, trigger: { ...trigger, container: '' } },
    { name: 'BuildConfig front', words: 'a build starts' },
  ],
  [
    'waits for its time',
    { workload: { ...workload, kind: 'CronJob' } },
    { name: 'CronJob front', words: 'app, at its next run' },
  ],
  [
    'is reached by an alias',
    { through: [alias] },
    { name: 'Deployment front', words: 'app, restarts by stable' },
  ],
  [
    'has the image',
    { effect: 'unchanged' },
    { name: 'Deployment front', words: 'app, has that image already' },
  ],
  [
    'is paused',
    { effect: 'paused' },
    { name: 'Deployment front', words: 'app, the trigger is paused, it stays' },
  ],
  [
    'is ignored',
    { effect: 'ignored' },
    { name: 'Deployment front', words: 'app, the cluster ignores the trigger' },
  ],
])('a trigger that %s', (_what, part, line) => {
  expect(restartLine(at, { workload, trigger, effect: 'fires', through: [], ...part })).toEqual(
    line,
  )
})

test('before an import, and where the tag goes, nothing restarts yet', () => {
  const paused = { ...trigger, state: 'paused' as const }
  expect(waitingLine(at, workload, trigger).words).toBe('app, when the import brings another image')
  expect(waitingLine(at, workload, paused).words).toBe('app, stays')
  expect(orphanedLine(at, workload, trigger).words).toBe('app, will not find it')
})
