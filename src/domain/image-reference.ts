import { isDigest } from './digest'
import type { Parsed } from './parsed'
import { quoted, refused } from './refused'

/** Where an image is to be had from a registry. Absent parts are ''. */
export interface ImageReference {
  /** `host` or `host:port`; '' means Docker Hub, as everywhere. */
  registry: string
  repository: string
  tag: string
  digest: string
}

const scheme = 'docker://'
const host =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d+)?$/
const component = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/
const tagName = /^\w[\w.-]{0,127}$/

/**
 * An image in a registry, as `docker pull` and the API's `DockerImage` take it:
 *
 *     reference  := [ "docker://" ] [ registry "/" ] repository [ ":" tag ] [ "@" digest ]
 *     registry   := host [ ":" port ]     it has a dot, a port or a capital, or is localhost
 *     repository := component { "/" component }              255 characters with the registry
 *     component  := lower-case words with ".", "_", "__" or dashes between them
 *     tag        := [A-Za-z0-9_] { [A-Za-z0-9_.-] }          128 characters
 */
export function parseImageReference(text: string): Parsed<ImageReference> {
  let rest = text.trim()
  if (rest.startsWith(scheme)) rest = rest.slice(scheme.length)
  if (rest === '') return refused('Write an image, such as quay.io/acme/web:1.2.')
  if (rest.length > 1024) return refused('This is too long for an image reference.')
  if (/^[a-z]+:\/\//i.test(rest)) {
    return refused('Leave the https:// out: an image reference begins with the registry’s name.')
  }

  const at = rest.indexOf('@')
  const digest = at < 0 ? '' : rest.slice(at + 1)
  if (at >= 0) rest = rest.slice(0, at)
  if (at >= 0 && !isDigest(digest)) {
    return refused('After the @ comes a whole digest: sha256: and 64 hexadecimal digits.')
  }

  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1)
  const tag = colon < 0 ? '' : rest.slice(colon + 1)
  if (colon >= 0) rest = rest.slice(0, colon)
  if (colon >= 0 && !tagName.test(tag)) {
    return refused(
      'A tag has letters, digits, _, . and -, at most 128 of them, and begins with a letter, a digit or _.',
    )
  }

  const { registry, repository } = splitRegistry(rest)
  if (registry !== '' && !host.test(registry)) {
    return refused(`${quoted(registry)} is not the name of a registry.`)
  }
  if (repository === '') return refused('Name the repository after the registry.')
  if (rest.length > 255)
    return refused('A repository has at most 255 characters with its registry.')
  const odd = repository.split('/').find((part) => !component.test(part))
  if (odd !== undefined) {
    return refused(
      odd === ''
        ? 'There is an empty part between two slashes.'
        : `${quoted(odd)} cannot be part of a repository: lower-case letters and digits, with ., _ or - between them.`,
    )
  }
  return { ok: true, value: { registry, repository, tag, digest } }
}

/** The inverse of parseImageReference, without `docker://`. */
export function formatImageReference({
  registry,
  repository,
  tag,
  digest,
}: ImageReference): string {
  return `${registry && `${registry}/`}${repository}${tag && `:${tag}`}${digest && `@${digest}`}`
}

/**
 * The repository that the text names, written out as the cluster does: `nginx:1` and
 * `docker.io/library/nginx@sha256:…` are of the same. '' where the text is no reference.
 */
export function repositoryOf(text: string): string {
  const parsed = parseImageReference(text)
  if (!parsed.ok) return ''
  const { registry, repository } = parsed.value
  if (registry !== '' && registry !== 'docker.io' && registry !== 'index.docker.io') {
    return `${registry}/${repository}`
  }
  return `docker.io/${repository.includes('/') ? repository : `library/${repository}`}`
}

/** Whether a reference's first part names a registry, and not a project or a person. */
export function hasRegistry(text: string): boolean {
  return splitRegistry(text).registry !== ''
}

function splitRegistry(name: string): { registry: string; repository: string } {
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(0, slash))
  const isRegistry = /[.:A-Z[]/.test(first) || first === 'localhost'
  return isRegistry
    ? { registry: first, repository: name.slice(slash + 1) }
    : { registry: '', repository: name }
}
