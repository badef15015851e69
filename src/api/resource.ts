import type { KubeObject } from '@/domain/kinds/meta'

/** Where a kind lives in the API. The type parameter is the kind that its objects have. */
export interface Resource<T extends KubeObject = KubeObject> {
  /** `v1`, or `group/version`. */
  apiVersion: string
  plural: string
  /** Only there to carry the type. */
  readonly object?: T
}

/** The path of a collection: of one namespace, or of all of them where none is given. */
export function collectionPath(resource: Resource, namespace?: string): string {
  const root = resource.apiVersion.includes('/') ? 'apis' : 'api'
  const scope = namespace ? `/namespaces/${encodeURIComponent(namespace)}` : ''
  return `/${root}/${resource.apiVersion}${scope}/${resource.plural}`
}

export interface ObjectName {
  name: string
  namespace?: string | undefined
  subresource?: string
}

export function objectPath(resource: Resource, { name, namespace, subresource }: ObjectName) {
  const path = `${collectionPath(resource, namespace)}/${encodeURIComponent(name)}`
  return subresource ? `${path}/${subresource}` : path
}
