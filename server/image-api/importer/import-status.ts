import type { Status } from '@/domain/kinds/meta'
import { IMAGE_GROUP, StatusError } from '../rest/status-error'
import { formatPullSpec, normalPullSpec, type PullSpec } from './pull-spec'
import { RegistryError } from './registry-error'

/** A Status inside another object: it does not say its kind. */
export type ImportStatus = Omit<Status, 'kind' | 'apiVersion'>

export const SUCCESS: ImportStatus = { metadata: {}, status: 'Success' }

/**
 * What a failed import says, in the words of the API server (S-39). `spec` is the image; for a whole repository
 * it has neither tag nor digest, and is then told as it was written.
 */
export function failureStatus(error: unknown, spec: PullSpec): ImportStatus {
  const isRepository = spec.tag === '' && spec.digest === ''
  const said = formatPullSpec(isRepository ? spec : normalPullSpec(spec))
  if (!(error instanceof RegistryError)) {
    return embedded(StatusError.internal(error instanceof Error ? error.message : String(error)))
  }
  switch (error.failure) {
    case 'not-found':
      return embedded(StatusError.notFound('dockerimage', said))
    case 'unauthorized':
      return embedded(
        new StatusError(
          401,
          'Unauthorized',
          `you may not have access to the container image "${said}"`,
        ),
      )
    case 'forbidden':
      return embedded(StatusError.forbidden('dockerimage', said, error.message))
    case 'insecure-needed':
      return embedded(
        StatusError.badRequest(
          `the repository ${normalPullSpec(spec).repository} is HTTP only and requires the insecure flag to import`,
        ),
      )
    case 'not-v2':
      return notV2(normalPullSpec(spec).registry)
    case 'unusable':
      return embedded(StatusError.internal(error.message))
    case 'unreachable':
    case 'timed-out':
    case 'rate-limited':
    case 'broken':
      return embedded(StatusError.internal(`${said}: ${error.message}`))
  }
}

/** Several images of a repository failed. */
export function repositoryFailure(failures: number): ImportStatus {
  const who = failures === 1 ? 'one' : String(failures)
  return {
    metadata: {},
    status: 'Failure',
    message: `${who} of the images from this repository failed to import`,
    reason: 'ImportFailed',
  }
}

function notV2(registry: string): ImportStatus {
  const refused = StatusError.forbidden(
    '',
    '',
    `registry "${registry}" does not support the v2 Registry API`,
  )
  const { kind: _kind, ...details } = refused.status.details ?? {}
  return {
    ...embedded(refused),
    reason: 'NotV2Registry',
    details: { ...details, group: IMAGE_GROUP },
  }
}

function embedded({ status }: StatusError): ImportStatus {
  const { kind: _kind, apiVersion: _apiVersion, ...rest } = status
  return rest
}
