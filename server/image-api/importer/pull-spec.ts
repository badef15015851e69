import { referenceParts } from '../registry/image-reference-grammar'

/** A pull spec, taken apart as it is written; absent parts are ''. */
export interface PullSpec {
  /** `host` or `host:port`. */
  registry: string
  /** The path below the registry. */
  repository: string
  tag: string
  digest: string
}

const DOCKER_HUB = 'docker.io'
/** Where Docker Hub answers under its name. */
const DOCKER_HUB_ENDPOINT = 'registry-1.docker.io'

/** Undefined for what is no pull spec. */
export function parsePullSpec(text: string): PullSpec | undefined {
  const parts = referenceParts(text)
  if (!parts) return undefined
  const { name, tag, digest } = parts
  const slash = name.indexOf('/')
  const first = slash < 0 ? '' : name.slice(0, slash)
  return isHost(first)
    ? { registry: first, repository: name.slice(slash + 1), tag, digest }
    : { registry: '', repository: name, tag, digest }
}

/** The pull spec as it is written; where it has both, the digest counts and the tag is left out. */
export function formatPullSpec({ registry, repository, tag, digest }: PullSpec): string {
  const path = registry === '' ? repository : `${registry}/${repository}`
  if (digest !== '') return `${path}@${digest}`
  return tag === '' ? path : `${path}:${tag}`
}

/** The same with all that Docker clients add in thought: `nginx` is `docker.io/library/nginx`. */
export function normalPullSpec({ registry, repository, tag, digest }: PullSpec): PullSpec {
  const isHub = registry === '' || registry === DOCKER_HUB || registry === `index.${DOCKER_HUB}`
  return {
    registry: isHub ? DOCKER_HUB : registry,
    repository: isHub && !repository.includes('/') ? `library/${repository}` : repository,
    tag: tag === '' && digest === '' ? 'latest' : tag,
    digest,
  }
}

/** Who is asked for the image, and for which repository. */
export function endpointOf(spec: PullSpec): { host: string; repository: string } {
  const { registry, repository } = normalPullSpec(spec)
  return { host: registry === DOCKER_HUB ? DOCKER_HUB_ENDPOINT : registry, repository }
}

function isHost(word: string): boolean {
  return /[.:]/.test(word) || word === 'localhost' || (word !== '' && word !== word.toLowerCase())
}
