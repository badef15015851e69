import { concat, hash, uint, uintBytes } from './bytes'
import { type Certificate, sctExtension } from './certificate'
import { contentOf, DerError, derTags, derValue, inside, oid, readDer } from './der'
import { isSignedBy } from './public-key'
import { logsOf, type TrustedRoot } from './trusted-root'

/**
 * Whether a trusted log promised to show the certificate (RFC 6962, 3.2): at least one of the promises
 * inside it is good. Without that a stolen authority could have made it unseen.
 */
export async function isInCertificateLog(
  certificate: Certificate,
  issuer: Certificate,
  root: TrustedRoot,
): Promise<boolean> {
  const list = certificate.extensions.get(sctExtension)?.value
  if (!list) return false
  try {
    const issuerHash = await hash('SHA-256', issuer.key.spki)
    const signed = withoutPromises(certificate)
    for (const promise of promisesOf(contentOf(readDer(list), derTags.octetString))) {
      // Version 1, and a signature by SHA-256 with RSA or ECDSA.
      if (promise[0] !== 0 || promise.length < 47) continue
      const extensionsEnd = 43 + uint(promise.subarray(41, 43))
      const signatureStart = extensionsEnd + 4
      const size = uint(promise.subarray(extensionsEnd + 2, signatureStart))
      if (promise[extensionsEnd] !== 4 || signatureStart + size !== promise.length) continue
      const data = concat(
        Uint8Array.of(0, 0),
        promise.subarray(33, 41),
        Uint8Array.of(0, 1),
        issuerHash,
        uintBytes(signed.length, 3),
        signed,
        promise.subarray(41, extensionsEnd),
      )
      const moment = new Date(uint(promise.subarray(33, 41)))
      for (const log of logsOf(root.certificateLogs, promise.slice(1, 33), moment)) {
        const isGood = await isSignedBy(log.key, promise.slice(signatureStart), data, 'SHA-256')
        if (isGood === true) return true
      }
    }
    return false
  } catch (error) {
    if (error instanceof DerError) return false
    throw error
  }
}

/** What the log signed: the certificate as it was before the promises came in. */
function withoutPromises({ signed }: Certificate) {
  const fields = inside(signed).map((field) => {
    if (field.tag !== 0xa3) return field.bytes
    const kept = inside(readDer(field.content)).filter(
      (extension) => oid(inside(extension)[0]) !== sctExtension,
    )
    return derValue(0xa3, derValue(derTags.sequence, ...kept.map(({ bytes }) => bytes)))
  })
  return derValue(derTags.sequence, ...fields)
}

function promisesOf(list: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const promises: Uint8Array<ArrayBuffer>[] = []
  let position = 2
  if (uint(list.subarray(0, 2)) !== list.length - 2) throw new DerError('cut short')
  while (position < list.length) {
    const end = position + 2 + uint(list.subarray(position, position + 2))
    if (end > list.length) throw new DerError('cut short')
    promises.push(list.slice(position + 2, end))
    position = end
  }
  return promises
}
