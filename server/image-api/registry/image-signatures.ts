import type { Image, ImageSignature } from '@/domain/kinds/image'
import type { ResourceDefinition } from '../rest/resource-definition'
import { IMAGE_GROUP, StatusError } from '../rest/status-error'
import type { Transaction } from '../storage/store'
import { putSignatures } from './images'
import { newMeta } from './object-meta'
import { signatureProblems, splitSignatureName, withoutClaims } from './signature-validation'
import { deletedStatus } from './stored-writes'

const KIND = 'ImageSignature'
/** What 404s and conflicts call signatures (observed 56). */
const NAMED = 'imageSignatures'

/** Signatures are kept with their images: they are made and deleted here, and read there (S-48). */
export const imageSignatures: ResourceDefinition = {
  group: IMAGE_GROUP,
  version: 'v1',
  plural: 'imagesignatures',
  kind: KIND,
  singular: 'imagesignature',
  namespaced: false,
  verbs: ['create', 'delete'],
  ignoresDryRun: true,
  create: (transaction, context, body) => {
    const { kind: _kind, apiVersion: _apiVersion, ...given } = body as ImageSignature
    const signature = { ...withoutClaims(given), metadata: newMeta(given.metadata, context.now()) }
    const problems = signatureProblems(signature)
    const { name } = signature.metadata
    if (problems.length > 0) throw StatusError.invalid(KIND, name, problems)
    const image = signedImage(transaction, splitSignatureName(name)?.image ?? '')
    const known = image.signatures ?? []
    const isKnown = known.some(
      ({ metadata, type, content }) =>
        metadata.name === name || (type === signature.type && content === signature.content),
    )
    if (isKnown) throw StatusError.alreadyExists(NAMED, name)
    putSignatures(transaction, image, [...known, signature])
    return signature
  },
  delete: (transaction, _context, name) => {
    const parts = splitSignatureName(name)
    if (!parts) {
      throw StatusError.badRequest(
        'ImageSignatures must be accessed with <imageName>@<signatureName>',
      )
    }
    const image = signedImage(transaction, parts.image)
    const known = image.signatures ?? []
    const rest = known.filter(({ metadata }) => metadata.name !== name)
    if (rest.length === known.length) throw StatusError.notFound(NAMED, name)
    putSignatures(transaction, image, rest)
    return deletedStatus()
  },
}

function signedImage(transaction: Transaction, name: string): Image {
  const image = transaction.get<Image>('images', '', name)
  if (!image) throw StatusError.notFound('images', name)
  return image
}
