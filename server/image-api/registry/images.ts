import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Image, ImageSignature } from '@/domain/kinds/image'
import { managedFieldsAfter, withManagedFields } from '../rest/managed-fields'
import type { RequestContext, ResourceDefinition } from '../rest/resource-definition'
import { type FieldProblem, IMAGE_GROUP, StatusError } from '../rest/status-error'
import type { Transaction } from '../storage/store'
import { presentedImage, withImageMetadata, withoutStoredBlobs } from './image-metadata'
import { referenceProblem } from './image-reference-grammar'
import { metaProblems, newMeta, nextMeta, pathSegmentProblem } from './object-meta'
import { signatureProblems, withoutClaims } from './signature-validation'
import { assertCreatable, assertUpdatable, deleteStored } from './stored-writes'
import { invalid, required } from './validation'

const PLURAL = 'images'
const KIND = 'Image'

/** Images, by the digests of their manifests; of the whole cluster. */
export const images: ResourceDefinition = {
  group: IMAGE_GROUP,
  version: 'v1',
  plural: PLURAL,
  kind: KIND,
  singular: 'image',
  namespaced: false,
  verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
  stored: { present: (object) => presentedImage(object) },
  get: (reader, _context, name) => {
    const found = reader.get<Image>(PLURAL, '', name)
    if (!found) throw StatusError.notFound(PLURAL, name)
    return presentedImage(found)
  },
  create: (transaction, context, body) => {
    const image = newImage(body, context)
    const existing = image.metadata.name
      ? transaction.get(PLURAL, '', image.metadata.name)
      : undefined
    const problems = imageProblems(image)
    if (problems.length > 0) throw StatusError.invalid(KIND, image.metadata.name, problems)
    assertCreatable(PLURAL, existing, body)
    image.metadata.managedFields = managedFieldsAfter(context, undefined, image)
    return presentedImage(transaction.put<Image>(PLURAL, image))
  },
  update: (transaction, context, name, body) => {
    const old = transaction.get<Image>(PLURAL, '', name)
    assertUpdatable(PLURAL, old, body)
    return { object: presentedImage(replaceImage(transaction, context, old, body)), created: false }
  },
  delete: (transaction, context, name, options) =>
    deleteStored(
      transaction,
      { plural: PLURAL, kind: KIND },
      transaction.get(PLURAL, '', name),
      name,
      { ...options, now: context.now(), present: presentedImage },
    ),
}

/** The image to be kept for one that is given: with metadata of manifest and configuration, and its own. */
export function newImage(given: Image, context: RequestContext): Image {
  const { kind: _kind, apiVersion: _apiVersion, ...image } = given
  const { namespace: _namespace, ...metadata } = newMeta(given.metadata, context.now())
  const signatures = (image.signatures ?? []).map(withoutClaims)
  return withoutStoredBlobs(
    withImageMetadata({
      ...image,
      metadata,
      ...(signatures.length > 0 ? { signatures } : {}),
    }),
  )
}

/** What is wrong with an image; `at` is its field where it is part of something else. */
export function imageProblems(image: Image, at = ''): FieldProblem[] {
  const field = (name: string) => (at === '' ? name : `${at}.${name}`)
  const problems = metaProblems(image.metadata, pathSegmentProblem, field('metadata'))
  const reference = image.dockerImageReference ?? ''
  if (reference === '') problems.push(required(field('dockerImageReference')))
  else {
    const problem = referenceProblem(reference)
    if (problem !== undefined) {
      problems.push(invalid(field('dockerImageReference'), reference, problem))
    }
  }
  image.signatures?.forEach((signature, index) => {
    problems.push(...signatureProblems(signature, field(`signatures[${index}]`)))
  })
  return problems
}

/**
 * An image written again: what was computed from its manifest stays, and manifest and configuration change only into
 * texts that match their digests. Claims of signatures are the server's, so those that are new have none.
 */
function replaceImage(
  transaction: Transaction,
  context: RequestContext,
  old: Image,
  body: Image,
): Image {
  const { kind: _kind, apiVersion: _apiVersion, ...given } = body
  const manifest = given.dockerImageManifest ?? ''
  const isGoodManifest = manifest === '' || digestOf(manifest) === old.metadata.name
  const config = given.dockerImageConfig ?? ''
  const isGoodConfig = config === '' || digestOf(config) === old.dockerImageMetadata?.Id
  const signatures = (given.signatures ?? []).map((signature) =>
    old.signatures?.some((known) => isDeepStrictEqual(known, signature))
      ? signature
      : withoutClaims(signature),
  )
  const next = withImageMetadata(
    withDefined({
      ...given,
      metadata: nextMeta(old.metadata, given.metadata),
      dockerImageMetadata: old.dockerImageMetadata,
      dockerImageMetadataVersion: old.dockerImageMetadataVersion,
      dockerImageLayers: old.dockerImageLayers,
      dockerImageManifest: isGoodManifest ? given.dockerImageManifest : old.dockerImageManifest,
      dockerImageConfig: isGoodConfig ? given.dockerImageConfig : old.dockerImageConfig,
      signatures: signatures.length > 0 ? signatures : undefined,
    }),
  )
  const problems = imageProblems(next)
  if (problems.length > 0) throw StatusError.invalid(KIND, next.metadata.name, problems)
  next.metadata = withManagedFields(next.metadata, managedFieldsAfter(context, old, next))
  if (isDeepStrictEqual(next, withDefined(old))) return old
  return transaction.put<Image>(PLURAL, next)
}

/** Adds a signature to an image that is kept, or takes one away, by replacing all of them. */
export function putSignatures(
  transaction: Transaction,
  image: Image,
  signatures: readonly ImageSignature[],
): void {
  const { signatures: _signatures, ...rest } = image
  transaction.put<Image>(PLURAL, {
    ...rest,
    ...(signatures.length > 0 ? { signatures: [...signatures] } : {}),
  })
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

function withDefined(image: { [Member in keyof Image]: Image[Member] | undefined }): Image {
  const entries = Object.entries(image).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as unknown as Image
}
