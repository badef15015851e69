import type { ImageSignature } from '@/domain/kinds/image'
import type { FieldProblem } from '../rest/status-error'
import { metaProblems, pathSegmentProblem } from './object-meta'
import { invalid, required } from './validation'

/** The parts of a signature's name, `image@signature`, or undefined. */
export function splitSignatureName(name: string): { image: string; signature: string } | undefined {
  const [image = '', signature = '', ...more] = name.split('@')
  return image === '' || signature === '' || more.length > 0 ? undefined : { image, signature }
}

/** What is wrong with a signature; `at` is its field where it is part of an image. */
export function signatureProblems(signature: ImageSignature, at = ''): FieldProblem[] {
  const field = (name: string) => (at === '' ? name : `${at}.${name}`)
  const { metadata, type, content, conditions } = signature
  const problems = metaProblems(metadata, pathSegmentProblem, field('metadata'))
  const forbid = (name: string) =>
    problems.push({
      reason: 'FieldValueForbidden',
      field: field(`metadata.${name}`),
      message: `Forbidden: signature ${name} cannot be set`,
    })
  if (Object.keys(metadata.labels ?? {}).length > 0) forbid('labels')
  if (Object.keys(metadata.annotations ?? {}).length > 0) forbid('annotations')
  if (!splitSignatureName(metadata.name)) {
    const why = 'name must be of format <imageName>@<signatureName>'
    problems.push(invalid(field('metadata.name'), metadata.name, why))
  }
  if (!type) problems.push(required(field('type')))
  if (!content) problems.push(required(field('content')))

  const conditionOf = (wanted: string) => conditions?.find((each) => each.type === wanted)
  const trusted = conditionOf('Trusted')
  const forImage = conditionOf('ForImage')
  if (!trusted !== !forImage) {
    const missing = trusted ? 'ForImage' : 'Trusted'
    problems.push(invalid(field('conditions'), conditions, `missing "${missing}" condition type`))
  }
  if (trusted && trusted.status !== 'Unknown') return problems
  const claims = ['imageIdentity', 'signedClaims', 'issuedBy', 'issuedTo'] as const
  for (const claim of claims) {
    const value = signature[claim]
    const isSet =
      typeof value === 'object' ? value !== null && Object.keys(value).length > 0 : value
    if (isSet) {
      problems.push(invalid(field(claim), value, 'must be unset for unknown signature state'))
    }
  }
  return problems
}

/** A signature without what only a verification may say of it (S-47). */
export function withoutClaims(signature: ImageSignature): ImageSignature {
  const {
    conditions: _conditions,
    imageIdentity: _identity,
    signedClaims: _claims,
    created: _created,
    issuedBy: _by,
    issuedTo: _to,
    ...rest
  } = signature
  return rest
}
