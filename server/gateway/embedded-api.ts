import type { FastifyInstance } from 'fastify'
import { type Config, isLoopback } from '../config'
import { ConfigError } from '../config-error'
import { RolesFileError } from '../image-api/access/roles-file'
import { type ImageApi, openImageApi } from '../image-api/image-api'
import { FIRST_REVISION } from '../image-api/storage/lmdb-store'
import { seedSample } from '../sample/seed-sample'
import { takeDataDirectory } from './data-directory'
import { sampleAnswers } from './sample-answers'
import { answersAreNoPages } from './security'

/** Serves the API from our own storage, with sample projects on a first start. */
export async function embeddedApi(app: FastifyInstance, config: Config): Promise<void> {
  const api = await openEmbedded(app, config)
  app.addHook('preClose', async () => api.endWatches())
  if (!config.empty && isNew(api)) {
    await seedSample(api, { internalRegistry: config.internalRegistry })
    app.log.info('the sample projects are made')
  }
  await app.register(answersAreNoPages)
  await app.register(api.plugin)
  app.addHook('onReady', async () => api.startImports())
}

async function openEmbedded(app: FastifyInstance, config: Config): Promise<ImageApi> {
  const { dataDir, reset, internalRegistry, publicRegistry, tokenFile, rolesFile } = config
  const giveBack = takeDataDirectory(dataDir)
  const sample = sampleAnswers()
  try {
    const api = await openImageApi({
      dataDir,
      reset,
      internalRegistry,
      publicRegistry,
      ...(tokenFile === undefined ? {} : { tokenFile }),
      ...(rolesFile === undefined ? {} : { rolesFile }),
      imports: {
        allowPrivate: config.importPrivateNetworks ?? isLoopback(config.host),
        askInstead: sample.askInstead,
      },
    })
    app.addHook('onClose', async () => {
      await api.close()
      await sample.close()
      giveBack()
    })
    return api
  } catch (error) {
    giveBack()
    const said = error instanceof Error ? error.message : String(error)
    if (error instanceof RolesFileError) {
      throw new ConfigError(`--roles-file: in the file "${rolesFile}", ${said}.`)
    }
    if (rolesFile !== undefined && said.includes(rolesFile)) {
      throw new ConfigError(`--roles-file: the file "${rolesFile}" cannot be read.`)
    }
    throw new ConfigError(
      tokenFile !== undefined && said.includes(tokenFile)
        ? `--token-file: the file "${tokenFile}" cannot be read.`
        : `The embedded API cannot start on "${dataDir}": ${said}.`,
    )
  }
}

/** Whether nothing was ever written here: who removes every project does not get the sample back. */
function isNew({ store }: ImageApi): boolean {
  return store.revision === FIRST_REVISION
}
