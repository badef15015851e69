import type { ResourceTable } from './resource-table'

/** `/api`, `/apis`, `/apis/GROUP`, `/apis/GROUP/VERSION`: what there is, for clients to find. */
export interface Discovery {
  core: object
  groups: object
  group(name: string): object | undefined
  /** The resources of a group version, in order of name. */
  resources(group: string, version: string): object | undefined
}

export function discoveryOf(table: ResourceTable): Discovery {
  const names = [...new Set(table.definitions.map(({ group }) => group))]
    .filter((name) => name !== '')
    .sort()
  const groupOf = (name: string) => {
    const versions = [
      ...new Set(
        table.definitions.filter(({ group }) => group === name).map(({ version }) => version),
      ),
    ].map((version) => ({ groupVersion: `${name}/${version}`, version }))
    return { name, versions, preferredVersion: versions[0] }
  }
  return {
    core: {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [],
    },
    groups: { kind: 'APIGroupList', apiVersion: 'v1', groups: names.map(groupOf) },
    group: (name) =>
      names.includes(name) ? { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(name) } : undefined,
    resources(group, version) {
      if (!table.hasVersion(group, version)) return undefined
      const resources = table.definitions
        .filter((each) => each.group === group && each.version === version)
        .map((each) => ({
          name: each.subresource === undefined ? each.plural : `${each.plural}/${each.subresource}`,
          singularName: each.subresource === undefined ? each.singular : '',
          namespaced: each.namespaced,
          kind: each.kind,
          verbs: [...each.verbs].sort(),
          ...(each.shortNames === undefined ? {} : { shortNames: each.shortNames }),
          ...(each.categories === undefined ? {} : { categories: each.categories }),
        }))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
      return {
        kind: 'APIResourceList',
        ...(group === '' ? {} : { apiVersion: 'v1' }),
        groupVersion: group === '' ? version : `${group}/${version}`,
        resources,
      }
    },
  }
}

/** `/version`: the API level that is imitated. */
export const VERSION = {
  major: '1',
  minor: '34',
  gitVersion: 'v1.34.0+tagstream',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'linux/amd64',
}
