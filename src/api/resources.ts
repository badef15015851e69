import type { Image, ImageSignature } from '@/domain/kinds/image'
import type {
  ImageStream,
  ImageStreamImage,
  ImageStreamLayers,
  ImageStreamTag,
  ImageTag,
} from '@/domain/kinds/image-stream'
import type { ImageStreamImport } from '@/domain/kinds/image-stream-import'
import type { KubeObject } from '@/domain/kinds/meta'
import type { Project, SelfSubjectAccessReview, User } from '@/domain/kinds/project'
import type { Workload, WorkloadKind } from '@/domain/kinds/workload'
import type { Resource } from './resource'

const IMAGE_API = 'image.openshift.io/v1'

export const imageStreams: Resource<ImageStream> = {
  apiVersion: IMAGE_API,
  plural: 'imagestreams',
}
/** Read as `imagestreams/NAME/layers`. */
export const imageStreamLayers: Resource<ImageStreamLayers> = {
  apiVersion: IMAGE_API,
  plural: 'imagestreams',
}
export const imageStreamTags: Resource<ImageStreamTag> = {
  apiVersion: IMAGE_API,
  plural: 'imagestreamtags',
}
/** Only to untrack: every other write of a tag goes through imageStreamTags (observed 29). */
export const imageTags: Resource<ImageTag> = { apiVersion: IMAGE_API, plural: 'imagetags' }
export const imageStreamImages: Resource<ImageStreamImage> = {
  apiVersion: IMAGE_API,
  plural: 'imagestreamimages',
}
/** Only ever created: the answer is all there is to read. */
export const imageStreamImports: Resource<ImageStreamImport> = {
  apiVersion: IMAGE_API,
  plural: 'imagestreamimports',
}
/** Created and deleted, never read: an image has its signatures (S-48). */
export const imageSignatures: Resource<ImageSignature> = {
  apiVersion: IMAGE_API,
  plural: 'imagesignatures',
}
export const images: Resource<Image> = { apiVersion: IMAGE_API, plural: 'images' }

export const projects: Resource<Project> = {
  apiVersion: 'project.openshift.io/v1',
  plural: 'projects',
}
/** How people make projects: with the rights in it, which a plain namespace does not give. */
export const projectRequests: Resource<KubeObject> = {
  apiVersion: 'project.openshift.io/v1',
  plural: 'projectrequests',
}
export const namespaces: Resource<KubeObject> = { apiVersion: 'v1', plural: 'namespaces' }
export const users: Resource<User> = { apiVersion: 'user.openshift.io/v1', plural: 'users' }
export const selfSubjectAccessReviews: Resource<SelfSubjectAccessReview> = {
  apiVersion: 'authorization.k8s.io/v1',
  plural: 'selfsubjectaccessreviews',
}

/** What an image trigger can be on, by kind. */
export const workloads: Readonly<Record<WorkloadKind, Resource<Workload>>> = {
  Deployment: { apiVersion: 'apps/v1', plural: 'deployments' },
  StatefulSet: { apiVersion: 'apps/v1', plural: 'statefulsets' },
  DaemonSet: { apiVersion: 'apps/v1', plural: 'daemonsets' },
  CronJob: { apiVersion: 'batch/v1', plural: 'cronjobs' },
  DeploymentConfig: { apiVersion: 'apps.openshift.io/v1', plural: 'deploymentconfigs' },
  BuildConfig: { apiVersion: 'build.openshift.io/v1', plural: 'buildconfigs' },
}
