import type { ResourceDefinition } from '../resource-definition'

/** There are none. kubectl asks before it checks an object of a kind that cannot be patched. */
export const customResourceDefinitions: ResourceDefinition = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  singular: 'customresourcedefinition',
  kind: 'CustomResourceDefinition',
  shortNames: ['crd', 'crds'],
  namespaced: false,
  verbs: ['list'],
  list: (reader) => ({ metadata: { resourceVersion: String(reader.revision) }, items: [] }),
}
