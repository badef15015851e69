import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { SAMPLE_REGISTRY_HOST, TROUBLED_REPOSITORIES } from './sample-hosts'
import type { SampleRepository } from './sample-repositories'

type Repositories = Map<string, SampleRepository>

/** Requests that are never answered: they end when their client goes, or the server stops. */
type Hanging = Set<FastifyReply>

const MOST_HANGING = 50

/**
 * The registry that the sample's images come from: read-only, OCI distribution 1.1, manifests and
 * configurations but no layers. Some repositories fail in a way of their own (`TROUBLED_REPOSITORIES`), and
 * `/legacy` is a registry of another protocol. Only the importer is told where it is; see `samplePath`.
 */
export const sampleRegistry: FastifyPluginAsync = async (app) => {
  const hanging: Hanging = new Set()
  let loaded: Promise<Repositories> | undefined
  const repositories = () => {
    loaded ??= load()
    return loaded
  }

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('docker-distribution-api-version', 'registry/2.0')
  })
  app.addHook('preClose', async () => {
    for (const reply of hanging) reply.raw.destroy()
  })

  // GET routes answer HEAD too, with the same headers and no body.
  app.get('/v2', async (_request, reply) => reply.send({}))
  app.get('/v2/', async (_request, reply) => reply.send({}))
  app.get('/v2/*', async (request, reply) => {
    const path = /^(.+)\/(manifests|blobs|tags)\/([^/]+)$/.exec(wildcard(request))
    if (!path) return refuse(reply, 404, 'NAME_UNKNOWN', 'repository name not known to registry')
    const [, name = '', kind, reference = ''] = path
    if (Object.hasOwn(TROUBLED_REPOSITORIES, name)) {
      return answerInTrouble(name, request, reply, hanging)
    }
    const repository = (await repositories()).get(name)
    if (!repository) {
      return refuse(reply, 404, 'NAME_UNKNOWN', 'repository name not known to registry', { name })
    }
    if (kind === 'manifests') return answerManifest(repository, reference, reply)
    if (kind === 'blobs') return answerBlob(repository, reference, reply)
    return answerTags(name, repository, request, reply)
  })
  // Where one would log in. No name and no password will do, so it stays at 401.
  app.get('/token', async (_request, reply) =>
    refuse(reply, 401, 'UNAUTHORIZED', 'authentication required'),
  )
  app.all('/legacy/*', async (_request, reply) =>
    reply
      .removeHeader('docker-distribution-api-version')
      .code(404)
      .type('text/html')
      .send('<html><body>Docker Registry 0.9: see /v1/_ping</body></html>\n'),
  )
}

async function load(): Promise<Repositories> {
  const [{ sampleStreams }, { sampleRepositories }] = await Promise.all([
    import('./company'),
    import('./sample-repositories'),
  ])
  return sampleRepositories(sampleStreams)
}

function answerManifest(repository: SampleRepository, reference: string, reply: FastifyReply) {
  const digest = reference.startsWith('sha256:') ? reference : repository.tags.get(reference)
  const image = digest === undefined ? undefined : repository.manifests.get(digest)
  if (!image) {
    return refuse(reply, 404, 'MANIFEST_UNKNOWN', 'manifest unknown', { name: reference })
  }
  return reply
    .header('content-type', image.mediaType)
    .header('docker-content-digest', image.digest)
    .header('etag', `"${image.digest}"`)
    .send(Buffer.from(image.manifest))
}

function answerBlob(repository: SampleRepository, digest: string, reply: FastifyReply) {
  const blob = repository.blobs.get(digest)
  if (!blob) return refuse(reply, 404, 'BLOB_UNKNOWN', 'blob unknown to registry', { digest })
  return reply
    .header('content-type', 'application/octet-stream')
    .header('docker-content-digest', blob.digest)
    .header('cache-control', 'max-age=31536000')
    .send(Buffer.from(blob.text))
}

/** Tags in order, paged by `n` and `last` as the specification says. */
function answerTags(
  name: string,
  repository: SampleRepository,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { n, last = '' } = request.query as { n?: string; last?: string }
  const rest = [...repository.tags.keys()].sort().filter((tag) => tag > last)
  const limit = n === undefined ? rest.length : Number(n)
  if (!Number.isInteger(limit) || limit < 0) {
    return refuse(reply, 400, 'PAGINATION_NUMBER_INVALID', 'invalid number of results requested')
  }
  const tags = rest.slice(0, limit)
  if (tags.length < rest.length && tags.length > 0) {
    const next = new URLSearchParams({ n: String(limit), last: tags.at(-1) ?? '' })
    reply.header('link', `</v2/${name}/tags/list?${next}>; rel="next"`)
  }
  return reply.send({ name, tags })
}

function answerInTrouble(
  name: string,
  request: FastifyRequest,
  reply: FastifyReply,
  hanging: Hanging,
) {
  switch (TROUBLED_REPOSITORIES[name]) {
    case 'unauthorized':
      return refuse(
        reply.header(
          'www-authenticate',
          `Bearer realm="https://${SAMPLE_REGISTRY_HOST}/token",service="${SAMPLE_REGISTRY_HOST}",scope="repository:${name}:pull"`,
        ),
        401,
        'UNAUTHORIZED',
        'authentication required',
        [{ Type: 'repository', Class: '', Name: name, Action: 'pull' }],
      )
    case 'forbidden':
      return refuse(reply, 403, 'DENIED', 'requested access to the resource is denied')
    case 'broken':
      return refuse(reply, 500, 'UNKNOWN', 'unknown error')
    case 'rubbish':
      return reply
        .type('application/vnd.oci.image.manifest.v1+json')
        .send('<!doctype html><title>502')
    case 'busy':
      return refuse(
        reply.header('retry-after', '3600'),
        429,
        'TOOMANYREQUESTS',
        'too many requests',
      )
    case 'hanging':
      if (hanging.size >= MOST_HANGING) {
        return refuse(reply, 503, 'UNAVAILABLE', 'too many requests are waiting')
      }
      hanging.add(reply)
      reply.hijack()
      request.raw.once('close', () => hanging.delete(reply))
      return reply
    default:
      return refuse(reply, 404, 'NAME_UNKNOWN', 'repository name not known to registry', { name })
  }
}

/** An error in the form of the OCI distribution specification. */
function refuse(
  reply: FastifyReply,
  status: number,
  code: string,
  message: string,
  detail: unknown = null,
) {
  return reply.code(status).send({ errors: [{ code, message, detail }] })
}

function wildcard(request: FastifyRequest): string {
  return (request.params as { '*': string })['*']
}
