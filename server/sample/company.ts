import { dataScience } from './company/data-science'
import { payments } from './company/payments'
import { platform } from './company/platform'
import { releaseTools } from './company/release-tools'
import { shop } from './company/shop'
import type { SampleStream } from './sample-stream'
import { DAY } from './sample-time'

export interface SampleProject {
  name: string
  displayName: string
  description: string
  /** Minutes since it was created. */
  age: number
}

export const sampleProjects: readonly SampleProject[] = [
  {
    name: 'shop',
    displayName: 'Web shop',
    description: 'Everything that a customer sees.',
    age: 430 * DAY,
  },
  {
    name: 'payments',
    displayName: 'Payments',
    description: 'Money in, money out. In scope for PCI.',
    age: 440 * DAY,
  },
  {
    name: 'platform',
    displayName: 'Platform',
    description: 'Base images, builders and databases for all teams.',
    age: 500 * DAY,
  },
  {
    name: 'data-science',
    displayName: 'Data science',
    description: 'Notebooks and models.',
    age: 210 * DAY,
  },
  {
    name: 'release-tools',
    displayName: 'Release tools',
    description: 'What ships the rest.',
    age: 220 * DAY,
  },
]

/** All streams of the sample. Pure, and the same on every call but for the work of making it. */
export const sampleStreams: readonly SampleStream[] = [
  ...shop,
  ...payments,
  ...platform,
  ...dataScience,
  ...releaseTools,
]
