import { pythonApp } from '../app-images'
import { modelServer, notebookImage } from '../data-images'
import { notV2, rubbish } from '../failures'
import { SAMPLE_LEGACY_HOST } from '../sample-hosts'
import {
  copied,
  failing,
  follows,
  imported,
  pullSpec,
  pushed,
  type SampleStream,
} from '../sample-stream'
import { DAY, HOUR } from '../sample-time'

const namespace = 'data-science'
const labels = (component: string) => ({ app: component, team: 'data-science', gpu: 'optional' })

const notebooks: Record<string, number> = {
  '2026.9.1-cuda12.4-el9': 64,
  '2026.10.1-cuda12.4-el9': 36,
  '2026.11.1-cuda12.4-el9': 10,
}
const notebookBuild = (version: string) =>
  notebookImage({ version, age: (notebooks[version] ?? 0) * DAY })

const notebook: SampleStream = {
  namespace,
  name: 'notebook',
  labels: { ...labels('notebook'), 'opendatahub.io/notebook-image': 'true' },
  annotations: {
    'openshift.io/display-name': 'Notebook with CUDA 12.4',
    'opendatahub.io/notebook-image-order': '10',
  },
  localLookup: true,
  age: 120 * DAY,
  madeBy: 'apply',
  tags: [
    ...Object.entries(notebooks).map(([version, dayCount]) =>
      imported(
        version,
        pullSpec(`data-science/notebook:${version}`),
        { referencePolicy: 'Local' },
        [notebookBuild(version), dayCount * DAY - 55],
      ),
    ),
    imported(
      'latest',
      pullSpec('data-science/notebook:latest'),
      { scheduled: true, referencePolicy: 'Local' },
      ...Object.keys(notebooks)
        .reverse()
        .map((version) => [notebookBuild(version), (notebooks[version] ?? 0) * DAY - 70] as const),
    ),
  ],
}

const models: Record<string, number> = {
  'fraud-2026.08': 92,
  'fraud-2026.10': 24,
  'ranking-2026.09': 61,
  'ranking-2026.11': 5,
}

const modelStream: SampleStream = {
  namespace,
  name: 'model-server',
  labels: labels('model-server'),
  age: 150 * DAY,
  madeBy: 'apply',
  tags: [
    ...Object.entries(models).map(([version, dayCount]) =>
      pushed(version, [
        modelServer('data-science/model-server', { version, age: dayCount * DAY }),
        dayCount * DAY,
      ]),
    ),
    follows('ranking', 'ranking-2026.11', 5 * DAY - 10),
    follows('fraud', 'fraud-2026.10', 23 * DAY),
    copied('base', 'platform/base:9-amd64', { referencePolicy: 'Local' }, 11 * DAY),
  ],
}

const featureStore: SampleStream = {
  namespace,
  name: 'feature-store',
  labels: labels('feature-store'),
  age: 75 * DAY,
  madeBy: 'tag',
  tags: [
    failing('0.40', pullSpec('labs/feature-store:0.40'), {
      at: 8 * DAY,
      ...rubbish(pullSpec('labs/feature-store:0.40')),
    }),
    failing('legacy', `${SAMPLE_LEGACY_HOST}/research/feature-store:2019`, {
      at: 71 * DAY,
      ...notV2,
    }),
    pushed(
      'main',
      ...[20, 44, 93, 140].map(
        (hours) =>
          [
            pythonApp('data-science/feature-store', { version: '0.41.0', age: hours * HOUR }, 12),
            hours * HOUR,
          ] as const,
      ),
    ),
    {
      name: 'rates',
      // New, from a repository that puts everybody off.
      acts: [
        {
          does: 'ask',
          at: 15 * HOUR,
          from: pullSpec('labs/exchange-rates:daily'),
          scheduled: true,
        },
      ],
    },
  ],
}

export const dataScience: SampleStream[] = [notebook, modelStream, featureStore]
