import { goBinary, shellJob } from '../app-images'
import { commandLineTool } from '../multi-arch-images'
import {
  copied,
  follows,
  imported,
  pinned,
  pullSpec,
  pushed,
  type SampleStream,
} from '../sample-stream'
import { DAY, HOUR } from '../sample-time'

const namespace = 'release-tools'
const labels = (component: string) => ({ app: component, team: 'release-engineering' })

const cliAges: Record<string, number> = { '4.0': 140, '4.1': 72, '4.2': 18 }
const cliBuild = (version: string) =>
  commandLineTool('release-tools/cli', {
    version: `${version}.0`,
    age: (cliAges[version] ?? 0) * DAY,
  })

const cli: SampleStream = {
  namespace,
  name: 'cli',
  labels: labels('cli'),
  annotations: { 'openshift.io/display-name': 'Release command line' },
  age: 160 * DAY,
  madeBy: 'apply',
  tags: [
    ...Object.entries(cliAges).map(([version, dayCount]) =>
      imported(
        version,
        pullSpec(`release-tools/cli:${version}`),
        { importMode: 'PreserveOriginal', referencePolicy: 'Local' },
        [cliBuild(version), dayCount * DAY - 33],
      ),
    ),
    follows('latest', '4.2', 17 * DAY),
    imported('amd64', pullSpec('release-tools/cli:4.2'), {}, [cliBuild('4.2'), 16 * DAY]),
  ],
}

const runnerBuild = (age: number) =>
  shellJob('release-tools/ci-runner', { version: 'nightly', age })

const runner: SampleStream = {
  namespace,
  name: 'ci-runner',
  labels: labels('ci-runner'),
  localLookup: true,
  age: 100 * DAY,
  madeBy: 'tag',
  tags: [
    imported(
      'nightly',
      pullSpec('release-tools/ci-runner:nightly'),
      { scheduled: true },
      ...Array.from({ length: 31 }, (_, index) => {
        const age = 8 * HOUR + index * DAY
        return [runnerBuild(age), age] as const
      }),
    ),
    pinned('pinned', 'release-tools/ci-runner', {}, [runnerBuild(8 * HOUR + 6 * DAY), 5 * DAY]),
    copied('postgres', 'platform/postgresql:16', {}, 30 * DAY),
  ],
}

const specimen = (version: string, dayCount: number) =>
  goBinary('release-tools/signed-images', { version, age: dayCount * DAY })

/** An image for each thing that can be said of a signature. */
export const SIGNED_SPECIMENS = {
  good: specimen('good', 60),
  'two-signers': specimen('two-signers', 59),
  'key-expired-since': specimen('key-expired-since', 58),
  'other-image': specimen('other-image', 57),
  'other-repository': specimen('other-repository', 56),
  'unknown-key': specimen('unknown-key', 55),
  broken: specimen('broken', 54),
  'not-a-signature': specimen('not-a-signature', 53),
  'checked-by-the-cluster': specimen('checked-by-the-cluster', 52),
  unsigned: specimen('unsigned', 51),
} as const

const signedImages: SampleStream = {
  namespace,
  name: 'signed-images',
  labels: labels('signed-images'),
  annotations: { description: 'One image for each thing that can be said of a signature.' },
  age: 61 * DAY,
  madeBy: 'apply',
  tags: Object.entries(SIGNED_SPECIMENS).map(([name, image], index) =>
    pushed(name, [image, (60 - index) * DAY]),
  ),
}

const newService: SampleStream = {
  namespace,
  name: 'release-notes',
  labels: labels('release-notes'),
  age: 3 * HOUR,
  madeBy: 'apply',
  tags: [],
}

export const releaseTools: SampleStream[] = [cli, runner, signedImages, newService]
