import { createHash } from 'node:crypto'
import { mediaRanges } from './negotiate'
import type { ResourceDefinition } from './resource-definition'
import type { ResourceTable } from './resource-table'

/** A document of aggregated discovery, as it is sent. */
export interface AggregatedDocument {
  type: string
  etag: string
  body: string
}

const GROUP = 'apidiscovery.k8s.io'
const VERSIONS = ['v2', 'v2beta1'] as const
type AggregatedVersion = (typeof VERSIONS)[number]

/** All resources of `/api` and of `/apis` in one document each, so that a client need not ask group by group. */
export class AggregatedDiscovery {
  readonly #documents = new Map<string, AggregatedDocument>()

  constructor(table: ResourceTable) {
    const groups = [...new Set(table.definitions.map(({ group }) => group))].sort()
    for (const version of VERSIONS) {
      for (const root of ['api', 'apis']) {
        const names = groups.filter((group) => (group === '') === (root === 'api'))
        const items = names.map((group) => groupOf(table.definitions, group))
        this.#documents.set(`${root} ${version}`, documentOf(version, items))
      }
    }
  }

  /** The document of a root for an Accept header; undefined where that prefers the plain one. */
  document(root: 'api' | 'apis', accept: string | undefined): AggregatedDocument | undefined {
    const version = preferred(accept ?? '')
    return version && this.#documents.get(`${root} ${version}`)
  }
}

function preferred(accept: string): AggregatedVersion | undefined {
  for (const { type, parameters } of mediaRanges(accept)) {
    if (!['application/json', 'application/*', '*/*'].includes(type)) continue
    const as = parameters.get('as')
    if (as === undefined) return undefined
    const version = VERSIONS.find((each) => each === parameters.get('v'))
    if (as === 'APIGroupDiscoveryList' && parameters.get('g') === GROUP && version) return version
  }
  return undefined
}

function documentOf(version: AggregatedVersion, items: object[]): AggregatedDocument {
  const list = {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `${GROUP}/${version}`,
    metadata: {},
    items,
  }
  const body = `${JSON.stringify(list)}\n`
  return {
    type: `application/json;g=${GROUP};v=${version};as=APIGroupDiscoveryList`,
    etag: `"${createHash('sha512').update(body).digest('hex').toUpperCase()}"`,
    body,
  }
}

function groupOf(definitions: readonly ResourceDefinition[], group: string): object {
  const own = definitions.filter((each) => each.group === group)
  const versions = [...new Set(own.map(({ version }) => version))]
  return {
    metadata: { ...(group === '' ? {} : { name: group }), creationTimestamp: null },
    versions: versions.map((version) => ({
      version,
      resources: resourcesOf(own.filter((each) => each.version === version)),
      freshness: 'Current',
    })),
  }
}

function resourcesOf(definitions: readonly ResourceDefinition[]): object[] {
  return definitions
    .filter(({ subresource }) => subresource === undefined)
    .sort((a, b) => (a.plural < b.plural ? -1 : 1))
    .map((each) => {
      const below = definitions.filter(
        ({ plural, subresource }) => plural === each.plural && subresource !== undefined,
      )
      return {
        resource: each.plural,
        responseKind: kindOf(each),
        scope: each.namespaced ? 'Namespaced' : 'Cluster',
        singularResource: each.singular,
        verbs: [...each.verbs].sort(),
        ...(each.shortNames === undefined ? {} : { shortNames: each.shortNames }),
        ...(each.categories === undefined ? {} : { categories: each.categories }),
        ...(below.length === 0 ? {} : { subresources: below.map(subresourceOf) }),
      }
    })
}

function subresourceOf(definition: ResourceDefinition): object {
  return {
    subresource: definition.subresource,
    responseKind: kindOf(definition),
    verbs: [...definition.verbs].sort(),
  }
}

/** Group and version are those of the resource, and then not said. */
function kindOf({ kind }: ResourceDefinition): object {
  return { group: '', version: '', kind }
}
