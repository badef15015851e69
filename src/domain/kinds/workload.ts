import type { KubeObject } from './meta'

/** The kinds that an image trigger can be on (S-53 … S-55), in the order in which they are shown. */
export const workloadKinds = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'DeploymentConfig',
  'BuildConfig',
] as const

export type WorkloadKind = (typeof workloadKinds)[number]

/** Any of the kinds, trimmed to what image triggers look at. */
export interface Workload extends KubeObject {
  spec?: WorkloadSpec | null
  /** Of a BuildConfig. */
  status?: { imageChangeTriggers?: LastTriggered[] | null } | null
}

export interface WorkloadSpec {
  template?: PodTemplate | null
  /** Of a CronJob. */
  jobTemplate?: { spec?: { template?: PodTemplate | null } | null } | null
  /** Of a DeploymentConfig and of a BuildConfig. */
  triggers?: SpecTrigger[] | null
  /** Of a BuildConfig. */
  strategy?: BuildStrategy | null
  /** Of a BuildConfig. */
  output?: { to?: TriggerSource | null } | null
}

export interface PodTemplate {
  spec?: { containers?: Container[] | null; initContainers?: Container[] | null } | null
}

export interface Container {
  name?: string
  image?: string
}

export interface TriggerSource {
  kind?: string
  name?: string
  namespace?: string
}

export interface SpecTrigger {
  type?: string
  /** Of a DeploymentConfig. */
  imageChangeParams?: {
    automatic?: boolean
    from?: TriggerSource | null
    containerNames?: string[] | null
    lastTriggeredImage?: string
  } | null
  /** Of a BuildConfig. */
  imageChange?: {
    from?: TriggerSource | null
    paused?: boolean
    /** Where it was kept before it moved to the status. */
    lastTriggeredImageID?: string
  } | null
}

export interface BuildStrategy {
  sourceStrategy?: { from?: TriggerSource | null } | null
  dockerStrategy?: { from?: TriggerSource | null } | null
  customStrategy?: { from?: TriggerSource | null } | null
}

/** What a build was last started by, for each source; despite its name the ID is a pull string. */
export interface LastTriggered {
  from?: TriggerSource | null
  lastTriggeredImageID?: string
}
