import type { Status, StatusCause } from '@/domain/kinds/meta'

/** The API group of everything about images. */
export const IMAGE_GROUP = 'image.openshift.io'

/** One finding about one field, in the words of the API server. */
export interface FieldProblem {
  /** FieldValueInvalid, FieldValueRequired, FieldValueNotSupported, FieldValueForbidden, FieldValueNotFound, InternalError … */
  reason: string
  field: string
  /** Without the field's name: `Invalid value: "x": must be …`. */
  message: string
}

type Details = NonNullable<Status['details']>

/** A failure that is answered as a Kubernetes Status. */
export class StatusError extends Error {
  readonly status: Status

  constructor(code: number, reason: string | undefined, message: string, details?: Details) {
    super(message)
    this.name = 'StatusError'
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message,
      ...(reason === undefined ? {} : { reason }),
      ...(details === undefined ? {} : { details }),
      code,
    }
  }

  get code(): number {
    return this.status.code ?? 500
  }

  /** `imagestreams.image.openshift.io "x" not found`; `kind` is what the server names in details, a plural as a rule. */
  static notFound(kind: string, name: string, group = IMAGE_GROUP): StatusError {
    return new StatusError(404, 'NotFound', `${qualified(kind, group)} "${name}" not found`, {
      name,
      ...groupOf(group),
      kind,
    })
  }

  static alreadyExists(kind: string, name: string, group = IMAGE_GROUP): StatusError {
    return new StatusError(
      409,
      'AlreadyExists',
      `${qualified(kind, group)} "${name}" already exists`,
      { name, ...groupOf(group), kind },
    )
  }

  /** 409 Conflict: `Operation cannot be fulfilled on imagestreams.image.openshift.io "x": why`. */
  static conflict(kind: string, name: string, why: string, group = IMAGE_GROUP): StatusError {
    return new StatusError(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${qualified(kind, group)} "${name}": ${why}`,
      { name, ...groupOf(group), kind },
    )
  }

  /** 422 of field findings; `kind` is the object's kind: ImageStreamTag. */
  static invalid(
    kind: string,
    name: string,
    problems: readonly FieldProblem[],
    group = IMAGE_GROUP,
  ): StatusError {
    // What is found twice is a cause twice, and said once.
    const sentences = [...new Set(problems.map(({ field, message }) => `${field}: ${message}`))]
    const text = sentences.length === 1 ? sentences[0] : `[${sentences.join(', ')}]`
    const causes: StatusCause[] = problems.map(({ reason, message, field }) => ({
      reason,
      message,
      field,
    }))
    return new StatusError(
      422,
      'Invalid',
      `${qualified(kind, group)} "${name}" is invalid: ${text}`,
      { ...(name === '' ? {} : { name }), ...groupOf(group), kind, causes },
    )
  }

  static badRequest(message: string): StatusError {
    return new StatusError(400, 'BadRequest', message)
  }

  /** 403: `imagestreamtags.image.openshift.io "x:y" is forbidden: why`. */
  static forbidden(kind: string, name: string, why: string, group = IMAGE_GROUP): StatusError {
    const subject = name === '' ? qualified(kind, group) : `${qualified(kind, group)} "${name}"`
    return new StatusError(403, 'Forbidden', `${subject} is forbidden: ${why}`, {
      ...(name === '' ? {} : { name }),
      ...groupOf(group),
      kind,
    })
  }

  static methodNotAllowed(message: string, details: Details = {}): StatusError {
    return new StatusError(405, 'MethodNotAllowed', message, details)
  }

  static internal(message: string): StatusError {
    return new StatusError(500, 'InternalError', `Internal error occurred: ${message}`, {
      causes: [{ message }],
    })
  }

  /** 500 as some handlers give it: a message, no reason, no details. */
  static bare(code: number, message: string): StatusError {
    return new StatusError(code, undefined, message)
  }
}

function qualified(kind: string, group: string): string {
  return group === '' ? kind : `${kind}.${group}`
}

function groupOf(group: string): { group?: string } {
  return group === '' ? {} : { group }
}
