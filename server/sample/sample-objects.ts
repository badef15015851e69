import { randomUUID } from 'node:crypto'
import type { KubeObject } from '@/domain/kinds/meta'
import { type SampleProject, sampleProjects, sampleStreams } from './company'
import { sampleWorkloads } from './company/workloads'
import type { SampleImage } from './oci-image'
import { replay } from './replay'
import { ago } from './sample-time'
import { storedImage } from './stored-image'
import { sampleSignaturesOf } from './stored-signatures'
import { workloadObjects } from './workload-objects'

export interface SeedOptions {
  /** All times in the sample are told from this moment. */
  now?: Date
  /** Host of the internal registry, in the references of images that were pushed. */
  internalRegistry?: string
}

export const DEFAULT_INTERNAL_REGISTRY = 'image-registry.openshift-image-registry.svc:5000'

/** The objects of the sample, in the order in which they are written: without kind and apiVersion, as stored. */
export interface SampleObjects {
  namespaces: KubeObject[]
  images: KubeObject[]
  imagestreams: KubeObject[]
  /** What runs and builds the images. */
  workloads: Record<string, KubeObject[]>
}

/** The whole sample as a registry would have left it at this moment. */
export function sampleObjects(options: SeedOptions = {}): SampleObjects {
  const now = options.now ?? new Date()
  const internalRegistry = options.internalRegistry ?? DEFAULT_INTERNAL_REGISTRY
  const settings = { now, internalRegistry, newUid: randomUUID }
  const { streams, images } = replay(sampleStreams, settings)
  return {
    namespaces: sampleProjects.map((project) => namespaceOf(project, now)),
    images: [...images.values()].map(({ image, created, repository, isPushed }) =>
      storedImage(image, {
        uid: randomUUID(),
        created,
        reference: `${repository}@${image.digest}`,
        isPushed,
        signatures: signaturesOf(image, created),
      }),
    ),
    imagestreams: streams,
    workloads: workloadObjects(sampleWorkloads, { ...settings, streams }),
  }
}

function signaturesOf(image: SampleImage, created: string) {
  return sampleSignaturesOf(image.digest, { created, newUid: randomUUID })
}

function namespaceOf({ name, displayName, description, age }: SampleProject, now: Date) {
  return {
    metadata: {
      name,
      uid: randomUUID(),
      creationTimestamp: ago(now, age),
      labels: { 'kubernetes.io/metadata.name': name },
      annotations: {
        'openshift.io/display-name': displayName,
        'openshift.io/description': description,
        'openshift.io/requester': 'admin',
      },
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  }
}
