import type { ApiPath } from './api-path'
import type { ResourceDefinition, Verb } from './resource-definition'

const COLLECTION_VERBS: readonly Verb[] = ['list', 'watch', 'create', 'deletecollection']

/** All resources of the API, to be found by path. */
export class ResourceTable {
  readonly definitions: readonly ResourceDefinition[]
  readonly #byPath: ReadonlyMap<string, ResourceDefinition>

  constructor(definitions: readonly ResourceDefinition[]) {
    this.definitions = definitions
    this.#byPath = new Map(
      definitions.map((definition) => [
        key(definition.group, definition.version, definition.plural, definition.subresource ?? ''),
        definition,
      ]),
    )
  }

  find(
    group: string,
    version: string,
    plural: string,
    subresource = '',
  ): ResourceDefinition | undefined {
    return this.#byPath.get(key(group, version, plural, subresource))
  }

  hasVersion(group: string, version: string): boolean {
    return this.definitions.some((each) => each.group === group && each.version === version)
  }

  /** The definition that serves a path, if any of its verbs has this form of path. */
  serving(path: ApiPath): ResourceDefinition | undefined {
    const definition = this.find(path.group, path.version, path.resource, path.subresource)
    if (!definition) return undefined
    const has = (verb: Verb) => definition.verbs.includes(verb)
    if (path.isWatch && !has('watch')) return undefined
    if (path.name === '') {
      if (definition.namespaced && path.namespace === '')
        return has('list') ? definition : undefined
      if (!definition.namespaced && path.namespace !== '') return undefined
      return COLLECTION_VERBS.some(has) ? definition : undefined
    }
    if (definition.namespaced !== (path.namespace !== '')) return undefined
    return definition.verbs.some(
      (verb) => !COLLECTION_VERBS.includes(verb) || path.subresource !== '',
    )
      ? definition
      : undefined
  }
}

function key(group: string, version: string, plural: string, subresource: string): string {
  return [group, version, plural, subresource].join('/')
}
