import { isDigest } from '@/domain/digest'
import { formatImageReference, parseImageReference } from '@/domain/image-reference'
import { type Bytes, utf8Text } from './bytes'
import { asMembers, parseStrictJson } from './strict-json'

/** What a simple signature says about an image, by container-signature(5). */
export interface SignatureClaims {
  type: string
  dockerReference: string
  manifestDigest: string
  /** Whatever else the signer wrote, such as `creator` and `timestamp`; null where cosign wrote null. */
  optional: Record<string, unknown> | null
}

export interface ReadClaims {
  /** Null where the payload is not even a JSON object. */
  claims: SignatureClaims | null
  /** What is wrong, in sentences; empty for a proper claim. */
  problems: string[]
}

export const atomicType = 'atomic container signature'
export const cosignType = 'cosign container image signature'

/**
 * Reads a payload as its kind of signature demands: exactly the members that are defined, none
 * twice, each of its form. Cosign may write `"optional": null`, the atomic kind may not.
 */
export function readClaims(payload: Bytes, kind: 'atomic' | 'cosign'): ReadClaims {
  const text = utf8Text(payload)
  if (text === undefined) return { claims: null, problems: ['The payload is not text.'] }
  const parsed = parseStrictJson(text)
  const repeated = !parsed.ok && parsed.problem.includes('repeated')
  if (!parsed.ok && !repeated) return { claims: null, problems: ['The payload is not JSON.'] }
  const root = asMembers(parsed.ok ? parsed.value : JSON.parse(text))
  if (!root) return { claims: null, problems: ['The payload is not a JSON object.'] }

  const problems: string[] = parsed.ok ? [] : [parsed.problem]
  const critical = asMembers(root.critical)
  const image = asMembers(critical?.image)
  const identity = asMembers(critical?.identity)
  onlyMembers(problems, 'The payload', root, ['critical', 'optional'])
  onlyMembers(problems, 'critical', critical, ['type', 'image', 'identity'])
  onlyMembers(problems, 'critical.image', image, ['docker-manifest-digest'])
  onlyMembers(problems, 'critical.identity', identity, ['docker-reference'])

  const wanted = kind === 'atomic' ? atomicType : cosignType
  if (critical?.type !== wanted) problems.push(`critical.type is not “${wanted}”.`)
  const digest = image?.['docker-manifest-digest']
  if (typeof digest !== 'string' || !isDigest(digest)) {
    problems.push('critical.image.docker-manifest-digest is not a digest.')
  }
  const reference = identity?.['docker-reference']
  if (typeof reference !== 'string' || !isReference(reference)) {
    problems.push('critical.identity.docker-reference is not a valid reference.')
  }
  const optional = root.optional === null && kind === 'cosign' ? null : asMembers(root.optional)
  if (optional === undefined) problems.push('optional is not an object.')
  if (optional?.creator !== undefined && typeof optional.creator !== 'string') {
    problems.push('optional.creator is not a text.')
  }
  if (optional?.timestamp !== undefined && !Number.isSafeInteger(optional.timestamp)) {
    problems.push('optional.timestamp is not a whole number.')
  }
  return {
    claims: {
      type: textOf(critical?.type),
      dockerReference: textOf(reference),
      manifestDigest: textOf(digest),
      optional: optional ?? null,
    },
    problems,
  }
}

/**
 * Whether the claimed reference stands for the image that a person named (`matchRepoDigestOrExact`
 * of containers/image): a claim without tag and digest never does; an image named by tag needs the
 * same reference, one named by digest the same repository.
 */
export function isReferenceOf(claimed: string, named: string): boolean {
  const claim = parseImageReference(claimed)
  const name = parseImageReference(named)
  if (!claim.ok || !name.ok) return false
  if (claim.value.tag === '' && claim.value.digest === '') return false
  if (repositoryText(claim.value) !== repositoryText(name.value)) return false
  if (name.value.digest !== '') return true
  return name.value.tag !== '' && claim.value.tag === name.value.tag && claim.value.digest === ''
}

/** Whether two references are of the same repository, whatever their tags. */
export function isSameRepository(claimed: string, named: string): boolean {
  const claim = parseImageReference(claimed)
  const name = parseImageReference(named)
  return claim.ok && name.ok && repositoryText(claim.value) === repositoryText(name.value)
}

function repositoryText({ registry, repository }: { registry: string; repository: string }) {
  const host = registry === '' || registry === 'index.docker.io' ? 'docker.io' : registry
  const isOfficial = host === 'docker.io' && !repository.includes('/')
  return `${host}/${isOfficial ? 'library/' : ''}${repository}`
}

function isReference(text: string): boolean {
  const parsed = parseImageReference(text)
  return parsed.ok && formatImageReference(parsed.value) === text && !/^[0-9a-f]{64}$/.test(text)
}

function onlyMembers(
  problems: string[],
  name: string,
  object: Record<string, unknown> | undefined,
  members: readonly string[],
) {
  if (!object) {
    problems.push(`${name} is not an object.`)
    return
  }
  for (const member of members) {
    if (!Object.hasOwn(object, member)) problems.push(`${name} has no member ${member}.`)
  }
  for (const member of Object.keys(object)) {
    if (!members.includes(member)) {
      problems.push(`${name} has a member ${JSON.stringify(member)} that is not defined.`)
    }
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
