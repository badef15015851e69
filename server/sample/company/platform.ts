import { nodeBuilder, proxyImage, shellJob } from '../app-images'
import { databaseImage } from '../data-images'
import { brokenRegistry, tooManyTags } from '../failures'
import { baseImageIndex } from '../multi-arch-images'
import {
  failing,
  follows,
  imported,
  pinned,
  pullSpec,
  pushed,
  refersTo,
  type SampleStream,
  type TagSettings,
} from '../sample-stream'
import { DAY, HOUR } from '../sample-time'

const namespace = 'platform'
const labels = (component: string) => ({
  app: component,
  team: 'platform',
  'samples.operator.openshift.io/managed': 'false',
})

const base94 = baseImageIndex({ version: '9.4', age: 330 * DAY })
const base95 = baseImageIndex({ version: '9.5', age: 120 * DAY })
/** The list that most of the company builds on; it and its entries are signed. */
export const base96 = baseImageIndex({ version: '9.6', age: 15 * DAY })

const preserved: TagSettings = { importMode: 'PreserveOriginal' }

const base: SampleStream = {
  namespace,
  name: 'base',
  labels: labels('base'),
  annotations: {
    'openshift.io/display-name': 'Acme Enterprise Linux base',
    'openshift.io/provider-display-name': 'Platform team',
  },
  localLookup: true,
  age: 400 * DAY,
  madeBy: 'apply',
  tags: [
    imported(
      '9',
      pullSpec('platform/base:9'),
      { ...preserved, scheduled: true, referencePolicy: 'Local' },
      [base96, 15 * DAY - 20],
      [base95, 120 * DAY - 20],
      [base94, 330 * DAY - 20],
    ),
    imported('9.4', pullSpec('platform/base:9.4'), preserved, [base94, 329 * DAY]),
    imported('9.5', pullSpec('platform/base:9.5'), preserved, [base95, 119 * DAY]),
    imported('9.6', pullSpec('platform/base:9.6'), preserved, [base96, 14 * DAY]),
    // The same list, of which only the entry for amd64 is kept.
    imported('9-amd64', pullSpec('platform/base:9'), { scheduled: true }, [base96, 13 * DAY]),
    follows('latest', '9', 320 * DAY, { referencePolicy: 'Local' }),
  ],
}

const builder = (version: string, tags: string): Record<string, string> => ({
  'openshift.io/display-name': `Node.js ${version} (EL 9)`,
  'openshift.io/provider-display-name': 'Acme Platform team',
  description: `Build and run Node.js ${version} applications on Acme Enterprise Linux 9.`,
  iconClass: 'icon-nodejs',
  tags,
  version,
  sampleRepo: 'https://git.acme.test/samples/nodejs-ex.git',
})

const nodejs: SampleStream = {
  namespace,
  name: 'nodejs',
  labels: labels('nodejs'),
  annotations: { 'openshift.io/display-name': 'Node.js' },
  age: 350 * DAY,
  madeBy: 'apply',
  tags: [
    imported(
      '22-el9',
      pullSpec('platform/nodejs:22-el9'),
      { scheduled: true, referencePolicy: 'Local', annotations: builder('22', 'builder,nodejs') },
      [nodeBuilder(22, 40 * DAY), 40 * DAY - 25],
      [nodeBuilder(22, 75 * DAY), 75 * DAY - 25],
      [nodeBuilder(22, 131 * DAY), 131 * DAY - 25],
    ),
    imported(
      '20-el9',
      pullSpec('platform/nodejs:20-el9'),
      { scheduled: true, referencePolicy: 'Local', annotations: builder('20', 'builder,nodejs') },
      [nodeBuilder(20, 300 * DAY), 300 * DAY],
    ),
    imported(
      '18-el9',
      pullSpec('platform/nodejs:18-el9'),
      { referencePolicy: 'Local', annotations: builder('18', 'builder,nodejs,hidden') },
      [nodeBuilder(18, 345 * DAY), 345 * DAY],
    ),
    follows('latest', '22-el9', 130 * DAY, { annotations: builder('22', 'builder,nodejs') }),
    {
      // Announced in the catalogue, without a source yet.
      name: '24-el9',
      acts: [
        { does: 'describe', at: 2 * DAY, annotations: builder('24', 'builder,nodejs,hidden') },
      ],
    },
  ],
}

const databases: Record<string, number> = { '15.10': 55, '16.6': 54, '17.2': 22 }

const postgresql: SampleStream = {
  namespace,
  name: 'postgresql',
  labels: { ...labels('postgresql'), tier: 'data' },
  annotations: { 'openshift.io/display-name': 'PostgreSQL' },
  age: 340 * DAY,
  madeBy: 'apply',
  tags: [
    ...Object.entries(databases).map(([version, dayCount]) => {
      const major = version.split('.')[0] ?? version
      return imported(
        major,
        pullSpec(`library/postgres:${major}`),
        {
          scheduled: true,
          annotations: {
            iconClass: 'icon-postgresql',
            tags: 'database,postgresql',
            version: major,
          },
        },
        [databaseImage(version, dayCount * DAY), dayCount * DAY - 75],
        [databaseImage(`${major}.1`, (dayCount + 92) * DAY), (dayCount + 92) * DAY - 31],
      )
    }),
    follows('latest', '17', 100 * DAY),
  ],
}

const proxyBuild = (version: string, age: number) =>
  proxyImage('platform/edge-proxy', { version, age })

const edgeProxy: SampleStream = {
  namespace,
  name: 'edge-proxy',
  labels: { ...labels('edge-proxy'), tier: 'edge' },
  age: 230 * DAY,
  madeBy: 'tag',
  tags: [
    pushed(
      'edge',
      [proxyBuild('5.3.0', 9 * HOUR), 9 * HOUR],
      [proxyBuild('5.2.0', 8 * DAY), 8 * DAY],
      [proxyBuild('5.1.4', 30 * DAY), 30 * DAY],
    ),
    follows('latest', 'edge', 20 * DAY),
    pinned('prod', 'platform/edge-proxy', {}, [proxyBuild('5.2.0', 8 * DAY), 6 * DAY]),
    {
      // Retargeted yesterday, and the registry never answered.
      name: 'carrier-rates',
      acts: [
        { does: 'ask', at: DAY, from: pullSpec('logistics/carrier-rates:latest') },
        { does: 'push', at: 60 * DAY, image: proxyBuild('4.9.0', 60 * DAY) },
      ],
    },
  ],
}

const redis: SampleStream = {
  namespace,
  name: 'redis',
  labels: { ...labels('redis'), tier: 'data' },
  age: 180 * DAY,
  madeBy: 'tag',
  tags: [
    refersTo('7.4', 'docker.io/library/redis:7.4-alpine', 150 * DAY),
    refersTo('8', 'quay.io/opstree/redis:v8.0.3', 21 * DAY),
    refersTo('operator', 'registry.access.redhat.com/ubi9/ubi-minimal:9.6', 90 * DAY, {
      annotations: { description: 'Pulled from its vendor by every node: never imported.' },
    }),
  ],
}

const jenkins: SampleStream = {
  namespace,
  name: 'jenkins-agent',
  labels: { ...labels('jenkins-agent'), role: 'jenkins-agent' },
  annotations: { 'openshift.io/display-name': 'Jenkins agents' },
  age: 310 * DAY,
  madeBy: 'apply',
  tags: [
    {
      name: 'base',
      acts: [
        // Tried again, with the same failure: that writes nothing but the generation (observed 42).
        { does: 'ask', at: 3 * DAY, from: pullSpec('ci/jenkins-agent:base') },
        ...failing(
          'base',
          pullSpec('ci/jenkins-agent:base'),
          { at: 9 * DAY, ...brokenRegistry(pullSpec('ci/jenkins-agent:base')) },
          {},
          [shellJob('ci/jenkins-agent', { version: '4.18', age: 180 * DAY }), 180 * DAY],
        ).acts,
      ],
    },
    failing('maven', pullSpec('ci/jenkins-agent:maven'), {
      at: 9 * DAY - 3,
      ...brokenRegistry(pullSpec('ci/jenkins-agent:maven')),
    }),
    failing('extra', pullSpec('platform/nodejs:20-el9'), { at: 25 * DAY, ...tooManyTags }),
  ],
}

const tools: SampleStream = {
  namespace,
  name: 'toolbox',
  labels: labels('toolbox'),
  annotations: { 'openshift.io/display-name': 'Toolbox: the whole repository' },
  repository: pullSpec('platform/toolbox'),
  age: 52 * DAY,
  madeBy: 'apply',
  tags: ['1.0', '1.1', 'latest'].map((tag, index) =>
    imported(tag, pullSpec(`platform/toolbox:${tag}`), {}, [
      shellJob('platform/toolbox', {
        version: tag === 'latest' ? '1.1' : tag,
        age: (index === 0 ? 52 : 20) * DAY,
      }),
      (index === 0 ? 51 : 19) * DAY,
    ]),
  ),
}

export const platform: SampleStream[] = [base, nodejs, postgresql, edgeProxy, redis, jenkins, tools]
