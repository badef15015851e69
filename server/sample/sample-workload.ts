import type { WorkloadKind } from '@/domain/kinds/workload'

/** One container, or the builder of a build: which tag it gets its image from, and what it has now. */
export interface SampleSource {
  /** `namespace/stream:tag`; the project's own where the namespace is left out. */
  tag: string
  /** How many images of the tag's history it is behind; 0 where it has the newest. */
  behind?: number
  /** What it has where that is not of the tag's history. */
  image?: string
}

/** What runs images, or builds them, as its people know it. */
export interface SampleWorkload {
  namespace: string
  kind: WorkloadKind
  name: string
  labels?: Record<string, string>
  /** Minutes since it was created. */
  age: number
  /** Its containers by name, or of a build its one source as `builder`. */
  sources: Readonly<Record<string, SampleSource>>
  /** Whether its triggers are paused; a text is a mistake that people make (console#14523). */
  paused?: boolean | 'false'
  replicas?: number
  /** Of a build: `stream:tag` of its own project. */
  output?: string
}
