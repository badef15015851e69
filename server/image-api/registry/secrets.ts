import type { KubeObject } from '@/domain/kinds/meta'
import { isPullSecret, type Secret } from '../importer/registry-logins'
import { managedFieldsAfter } from '../rest/managed-fields'
import type { RequestContext, ResourceDefinition } from '../rest/resource-definition'
import { type FieldProblem, StatusError } from '../rest/status-error'
import type { Reader } from '../storage/store'
import { metaProblems, newMeta, nextMeta } from './object-meta'
import { invalid, required } from './validation'

const PLURAL = 'secrets'
const KIND = 'Secret'
/** Bytes of all values together. */
const LARGEST = 1024 * 1024

/** What a client may also say: values as they are, in the place of base64. */
interface GivenSecret extends Secret {
  stringData?: Record<string, string>
}

/**
 * Core v1 Secret, as much of it as the logins of registries need (S-42). Who may only read the cluster may not read
 * them: see access/.
 */
export const secrets: ResourceDefinition = {
  group: '',
  version: 'v1',
  plural: PLURAL,
  kind: KIND,
  singular: 'secret',
  namespaced: true,
  verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
  stored: {
    present: (object) => object,
    selectableFieldNames: ['type'],
    selectableFields: (object) => ({ type: (object as Secret).type ?? '' }),
  },
  get: (reader, { namespace }, name) => existing(reader, namespace, name),
  create: (transaction, context, body) => {
    const secret: Secret = {
      ...withValues(body as GivenSecret),
      metadata: newMeta(body.metadata, context.now()),
    }
    assertSound(secret)
    const { name } = secret.metadata
    if (transaction.get(PLURAL, context.namespace, name)) {
      throw StatusError.alreadyExists(PLURAL, name, '')
    }
    return transaction.put(PLURAL, managed(context, undefined, secret))
  },
  update: (transaction, context, name, body) => {
    const old = existing(transaction, context.namespace, name)
    const { resourceVersion } = body.metadata
    if (resourceVersion && resourceVersion !== old.metadata.resourceVersion) {
      throw StatusError.conflict(
        PLURAL,
        name,
        'the object has been modified; please apply your changes to the latest version and try again',
        '',
      )
    }
    const secret: Secret = {
      ...withValues(body as GivenSecret),
      metadata: nextMeta(old.metadata, body.metadata),
    }
    assertSound(secret, old)
    return { object: transaction.put(PLURAL, managed(context, old, secret)), created: false }
  },
  delete: (transaction, { namespace }, name, { preconditions = {} }) => {
    const { uid = '', resourceVersion = '' } = existing(transaction, namespace, name).metadata
    for (const [what, wanted, found] of [
      ['UID', preconditions.uid, uid],
      ['ResourceVersion', preconditions.resourceVersion, resourceVersion],
    ]) {
      if (wanted === undefined || wanted === found) continue
      throw StatusError.conflict(
        PLURAL,
        name,
        `the ${what} in the precondition (${wanted}) does not match the ${what} in record (${found}). The object might have been ${what === 'UID' ? 'deleted and then recreated' : 'modified'}`,
        '',
      )
    }
    transaction.delete(PLURAL, namespace, name)
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name, kind: PLURAL, uid },
    }
  },
}

/** The secrets that imports of a namespace use. */
export function pullSecrets(reader: Reader, namespace: string): Secret[] {
  return reader.list<Secret>(PLURAL, { namespace }).filter(isPullSecret)
}

function existing(reader: Reader, namespace: string, name: string): Secret {
  const found = reader.get<Secret>(PLURAL, namespace, name)
  if (!found) throw StatusError.notFound(PLURAL, name, '')
  return found
}

/** All values in base64; a secret without a type is opaque. */
function withValues({ type, data, stringData, immutable }: GivenSecret): Omit<Secret, 'metadata'> {
  const encoded = Object.entries(stringData ?? {}).map(([key, value]) => [
    key,
    Buffer.from(value).toString('base64'),
  ])
  const values: Record<string, string> = { ...data, ...Object.fromEntries(encoded) }
  return {
    type: type || 'Opaque',
    ...(Object.keys(values).length > 0 ? { data: values } : {}),
    ...(immutable === undefined ? {} : { immutable }),
  }
}

function managed(context: RequestContext, old: KubeObject | undefined, secret: Secret): Secret {
  const managedFields = managedFieldsAfter(context, old, { apiVersion: 'v1', ...secret })
  return { ...secret, metadata: { ...secret.metadata, managedFields } }
}

function assertSound(secret: Secret, old?: Secret): void {
  const problems = [...metaProblems(secret.metadata, nameProblem), ...dataProblems(secret)]
  if (old && old.type !== secret.type) {
    problems.push(invalid('type', secret.type, 'field is immutable'))
  }
  if (problems.length > 0) throw StatusError.invalid(KIND, secret.metadata.name, problems, '')
}

function nameProblem(name: string): string | undefined {
  return name.length <= 253 &&
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)
    ? undefined
    : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
}

function dataProblems({ type, data = {} }: Secret): FieldProblem[] {
  const problems = Object.keys(data)
    .filter((key) => !/^[-._a-zA-Z0-9]{1,253}$/.test(key))
    .map((key) =>
      invalid(
        `data[${key}]`,
        key,
        "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
      ),
    )
  const size = Object.values(data).reduce((sum, text) => sum + Buffer.byteLength(text, 'base64'), 0)
  if (size > LARGEST) {
    problems.push({
      reason: 'FieldValueTooLong',
      field: 'data',
      message: `Too long: may not be more than ${LARGEST} bytes`,
    })
  }
  const key = {
    'kubernetes.io/dockercfg': '.dockercfg',
    'kubernetes.io/dockerconfigjson': '.dockerconfigjson',
  }[type ?? '']
  if (key === undefined) return problems
  const value = data[key]
  if (value === undefined) return [...problems, required(`data[${key}]`)]
  try {
    JSON.parse(Buffer.from(value, 'base64').toString('utf8'))
  } catch {
    // What the parser says may quote the secret.
    problems.push(invalid(`data[${key}]`, '<secret contents redacted>', 'must be JSON'))
  }
  return problems
}
