import type { KubeObject } from './meta'

/** project.openshift.io/v1 Project: a namespace as a person sees it. */
export interface Project extends KubeObject {
  spec?: { finalizers?: string[] }
  status?: { phase?: string }
}

/** authorization.k8s.io/v1: may I do this? */
export interface SelfSubjectAccessReview extends KubeObject {
  spec: {
    resourceAttributes?: {
      namespace?: string
      verb?: string
      group?: string
      version?: string
      resource?: string
      subresource?: string
      name?: string
    }
  }
  status?: { allowed: boolean; denied?: boolean; reason?: string; evaluationError?: string }
}

/** user.openshift.io/v1 User, as `users/~` answers it. */
export interface User extends KubeObject {
  fullName?: string
  groups?: string[] | null
}
