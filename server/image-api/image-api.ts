import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyPluginAsync } from 'fastify'
import { authenticator, SOLE_USER } from './access/authenticate'
import { Authorizer } from './access/authorizer'
import { readRolesFile } from './access/roles-file'
import { readTokenFile } from './access/token-file'
import { ImageImporter, type ImporterOptions } from './importer/image-importer'
import { type ControllerOptions, ImportController } from './importer/import-controller'
import { registryDefinitions } from './registry/definitions'
import { imageStreamImports } from './registry/image-stream-imports'
import { secrets } from './registry/secrets'
import { workloadDefinitions } from './registry/workloads'
import { AggregatedDiscovery } from './rest/aggregated-discovery'
import { discoveryOf } from './rest/discovery'
import { IMAGE_TABLES } from './rest/image-tables'
import { InProcessWriter } from './rest/in-process-writer'
import { type ApiLimits, LIMITS } from './rest/limits'
import { ObjectWriter } from './rest/object-writer'
import { openApiOf } from './rest/openapi'
import { apiPlugin } from './rest/plugin'
import type { ResourceDefinition } from './rest/resource-definition'
import { ResourceTable } from './rest/resource-table'
import { customResourceDefinitions } from './rest/resources/custom-resource-definitions'
import { namespaces } from './rest/resources/namespaces'
import { projectRequests, projects } from './rest/resources/projects'
import { selfSubjectAccessReviews, selfSubjectRulesReviews, users } from './rest/resources/self'
import { WatchHub } from './rest/watch-hub'
import { openStore } from './storage/lmdb-store'
import type { Store } from './storage/store'

export interface ImageApiOptions {
  dataDir: string
  /** Throws away what is stored, once the other files are read. */
  reset?: boolean
  /** Host (and port) of the internal registry, as streams name it; '' for none. */
  internalRegistry: string
  publicRegistry: string
  /** A Kubernetes static token file; without it there is one person who may do everything. */
  tokenFile?: string
  /** Who has which role, beside those that groups of the token file have; YAML. */
  rolesFile?: string
  /** What is done at most; for tests. */
  limits?: Partial<ApiLimits>
  /** How many events are kept for watches and lists in pages; for tests. */
  maxEvents?: number
  /** How images are imported from registries; without it there are no imports, and no secrets for them. */
  imports?: ImporterOptions & { controller?: ControllerOptions }
}

export interface ImageApi {
  /** Serves /api, /apis, /openapi and /version; its failures are Status objects. */
  plugin: FastifyPluginAsync
  store: Store
  /** Writes by the same code as over HTTP. */
  write: InProcessWriter
  /** From now on imports what streams wish for; requests for imports are answered without it. */
  startImports(): void
  /** Ends all open watches cleanly, so that the server can stop. */
  endWatches(): void
  close(): Promise<void>
}

/** Opens the embedded image API on its data. Throws where the data or the files of people cannot be read. */
export async function openImageApi(options: ImageApiOptions): Promise<ImageApi> {
  const { internalRegistry, publicRegistry, tokenFile, rolesFile, maxEvents } = options
  const settings = { internalRegistry, publicRegistry }
  const tokens = tokenFile === undefined ? undefined : readTokenFile(tokenFile)
  const roles = rolesFile === undefined ? [] : readRolesFile(rolesFile)
  const limits = { ...LIMITS, ...options.limits }
  // Only now that the files are known to be good: a slip in one must not cost what is stored.
  if (options.reset) rmSync(join(options.dataDir, 'image-api'), { recursive: true, force: true })
  const store = openStore({
    path: join(options.dataDir, 'image-api'),
    ...(maxEvents === undefined ? {} : { maxEvents }),
  })
  const importer = options.imports && new ImageImporter(options.imports)
  const controller =
    importer && new ImportController(store, settings, importer, options.imports?.controller)
  const table = new ResourceTable(allDefinitions(importer))
  const writer = new ObjectWriter(store)
  const hub = new WatchHub(store)
  return {
    plugin: apiPlugin({
      api: { table, store, writer, hub, settings, authorizer: new Authorizer(roles), limits },
      discovery: discoveryOf(table),
      aggregated: new AggregatedDiscovery(table),
      openApi: openApiOf(table),
      authenticate: authenticator(tokens),
    }),
    store,
    write: new InProcessWriter({ table, writer, settings, user: SOLE_USER }),
    startImports: () => controller?.start(),
    endWatches: () => hub.endAll(),
    async close() {
      hub.close()
      await controller?.close()
      await store.close()
    },
  }
}

function allDefinitions(importer: ImageImporter | undefined): ResourceDefinition[] {
  const registry = [...registryDefinitions().map(withTable), ...workloadDefinitions()]
  const forImports = importer ? [imageStreamImports(importer), secrets] : []
  const contents = [...registry, ...forImports]
    .filter(({ namespaced, stored }) => namespaced && stored !== undefined)
    .map(({ plural, stored }) => stored?.resource ?? plural)
  const namespaceDefinition = namespaces([...new Set(contents)])
  return [
    ...registry,
    ...forImports,
    namespaceDefinition,
    projects(namespaceDefinition),
    projectRequests,
    users,
    selfSubjectAccessReviews,
    selfSubjectRulesReviews,
    customResourceDefinitions,
  ]
}

function withTable(definition: ResourceDefinition): ResourceDefinition {
  const table = definition.subresource === undefined ? IMAGE_TABLES[definition.plural] : undefined
  return table === undefined ? definition : { ...definition, table }
}
