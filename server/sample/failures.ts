import { SAMPLE_LEGACY_HOST } from './sample-hosts'

/** A failed import, in the words of the API server (S-39). */
export interface Failure {
  reason: string
  message: string
}

export const unauthorized = (spec: string): Failure => ({
  reason: 'Unauthorized',
  message: `you may not have access to the container image "${spec}"`,
})

export const forbidden = (spec: string): Failure => ({
  reason: 'Forbidden',
  message: `dockerimage.image.openshift.io "${spec}" is forbidden: denied: requested access to the resource is denied`,
})

export const notFound = (spec: string): Failure => ({
  reason: 'NotFound',
  message: `dockerimage.image.openshift.io "${spec}" not found`,
})

/** `repository` without the host. */
export const httpOnly = (repository: string): Failure => ({
  reason: 'BadRequest',
  message: `the repository ${repository} is HTTP only and requires the insecure flag to import`,
})

export const brokenRegistry = (spec: string): Failure => ({
  reason: 'InternalError',
  message: `Internal error occurred: ${spec}: received unexpected HTTP status: 500 Internal Server Error`,
})

export const rubbish = (spec: string): Failure => ({
  reason: 'InternalError',
  message: `Internal error occurred: ${spec}: invalid character '<' looking for beginning of value`,
})

export const notV2: Failure = {
  reason: 'NotV2Registry',
  message: `.image.openshift.io is forbidden: registry "${SAMPLE_LEGACY_HOST}" does not support the v2 Registry API`,
}

export const tooManyTags: Failure = {
  reason: 'ImportFailed',
  message:
    'requested usage of openshift.io/image-tags exceeds the maximum limit per openshift.io/ImageStream (51 > 50)',
}
