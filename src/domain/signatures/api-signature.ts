import type { ImageSignature } from '@/domain/kinds/image'
import { absoluteTime } from '@/domain/time'
import { asObjects, asText, asTextMap, isObject } from '@/domain/untrusted'
import type { Fact } from './examination'

/** A signature as the API keeps it with an image, with every member of its type. */
export interface ApiSignature {
  /** `image@name`; '' where it has none. */
  name: string
  /** The part after the @, which names it among those of its image. */
  shortName: string
  type: string
  /** Base64. */
  content: string
  /** When the API first had it. */
  created: string
  /** Its kind and version; inside of an image they are mostly left out, and then are these. */
  object: string
  facts: Fact[]
}

/** The type that can be checked here: simple signing, one OpenPGP message. */
export const atomicSignatureType = 'AtomicImageV1'

/**
 * Reads the signatures of an image, whatever they lack. No server looks into them (S-47): what the API
 * says of one besides its content was written by whoever verified it with `oc`, and is their word.
 */
export function apiSignatures(
  signatures: readonly ImageSignature[] | null | undefined,
): ApiSignature[] {
  return asObjects(signatures).map((signature) => {
    const metadata = isObject(signature.metadata) ? signature.metadata : { name: '' }
    const name = asText(metadata.name)
    return {
      name,
      shortName: name.slice(name.indexOf('@') + 1),
      type: asText(signature.type),
      content: asText(signature.content),
      created: asText(metadata.creationTimestamp),
      object: `${asText(signature.kind) || 'ImageSignature'} of ${asText(signature.apiVersion) || 'image.openshift.io/v1'}`,
      facts: factsOf(signature),
    }
  })
}

function factsOf(signature: ImageSignature): Fact[] {
  const { created, imageIdentity, issuedBy, issuedTo, signedClaims, conditions } = signature
  return [
    ...fact('Created', asText(created) && absoluteTime(asText(created), 'seconds')),
    ...fact('Image identity', imageIdentity),
    ...fact('Issued by', subject(issuedBy)),
    ...fact('Issued to', subject(issuedTo)),
    ...Object.entries(asTextMap(signedClaims)).flatMap(([claim, value]) =>
      fact(`Claim ${claim}`, value),
    ),
    ...asObjects(conditions as Record<string, unknown>[]).flatMap((condition) =>
      fact(`Condition ${asText(condition.type)}`, conditionWords(condition)),
    ),
  ]
}

function fact(term: string, value: unknown): Fact[] {
  return asText(value) === '' ? [] : [{ term, value: asText(value) }]
}

function subject(value: unknown): string {
  if (!isObject(value)) return ''
  const { organization, commonName, publicKeyID } = value as Record<string, unknown>
  return [
    asText(commonName),
    asText(organization) && `of ${asText(organization)}`,
    asText(publicKeyID) && `key ${asText(publicKeyID)}`,
  ]
    .filter(Boolean)
    .join(', ')
}

function conditionWords(condition: Record<string, unknown>): string {
  const { status, reason, message, lastTransitionTime, lastProbeTime } = condition
  const since = asText(lastTransitionTime)
  const probed = asText(lastProbeTime)
  return [
    asText(status) || 'no status',
    asText(reason),
    asText(message),
    since && `since ${absoluteTime(since)}`,
    probed && `last looked at ${absoluteTime(probed)}`,
  ]
    .filter(Boolean)
    .join(', ')
}
