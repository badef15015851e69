import type { Parsed } from '@/domain/parsed'
import { refused } from '@/domain/refused'
import { type Bytes, concat, type HashName, hash, hex, isSameBytes } from './bytes'
import { type Certificate, certificateUses, isValidAt, trustedPath } from './certificate'
import { contentOf, DerError, type DerValue, derTags, inside, oid, readDer, time } from './der'
import { isSignedBy } from './public-key'
import { isIn, type TrustedAuthority } from './trusted-root'

const hashes: Readonly<Record<string, HashName>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
}

interface Token {
  info: Bytes
  moment: Date
  imprintHash: HashName
  imprint: Bytes
  /** What the signature is over. */
  signedAttributes: Bytes
  /** The digest of `info` that is among the signed attributes. */
  infoDigest: Bytes
  digestHash: HashName
  signature: Bytes
  issuerName: Bytes
  serial: string
  /** The certificates that the token brings along, in DER. */
  certificates: Bytes[]
}

/**
 * When a trusted authority saw the signature (RFC 3161): the token is about these bytes, signed by the
 * authority, whose certificates were good at that moment.
 */
export async function timestampOf(
  response: Bytes,
  signature: Bytes,
  authorities: readonly TrustedAuthority[],
): Promise<Parsed<Date>> {
  let token: Token | undefined
  try {
    token = readToken(response)
  } catch (error) {
    if (!(error instanceof DerError)) throw error
  }
  if (!token) return refused('The timestamp cannot be read.')
  const { moment } = token
  if (!isSameBytes(await hash(token.imprintHash, signature), token.imprint)) {
    return refused('The timestamp is of another signature.')
  }
  if (!isSameBytes(await hash(token.digestHash, token.info), token.infoDigest)) {
    return refused('The timestamp is damaged.')
  }
  for (const { chain, period } of authorities) {
    const [leaf, ...rest] = chain
    if (!leaf || !isIn(period, moment) || !isSigner(leaf, token)) continue
    const path = rest.length > 0 ? await trustedPath(leaf, rest, moment) : [leaf]
    if (!path || !isValidAt(leaf, moment) || !leaf.uses.includes(certificateUses.timeStamping)) {
      continue
    }
    const { signedAttributes, digestHash } = token
    if ((await isSignedBy(leaf.key, token.signature, signedAttributes, digestHash)) === true) {
      return { ok: true, value: moment }
    }
  }
  return refused('The timestamp is not of an authority that is trusted.')
}

/** Whether the token names the authority's certificate, and brings no other in its place. */
function isSigner(leaf: Certificate, { issuerName, serial, certificates }: Token): boolean {
  const isNamed = isSameBytes(leaf.issuerName, issuerName) && leaf.serial === serial
  const isBrought = certificates.some((bytes) => isSameBytes(bytes, leaf.bytes))
  return isNamed && (certificates.length === 0 || isBrought)
}

/** TimeStampResp { status, ContentInfo { signedData } }, with exactly one signer. Throws DerError. */
function readToken(response: Bytes): Token {
  const [status, contentInfo] = inside(readDer(response))
  const granted = contentOf(inside(status)[0], derTags.integer)
  if (granted.length !== 1 || (granted[0] ?? 9) > 1) throw new DerError('not granted')
  const [type, wrapped] = inside(contentInfo)
  if (oid(type) !== '1.2.840.113549.1.7.2') throw new DerError('not signed data')
  const signedData = inside(inside(wrapped, 0xa0)[0])
  const encapsulated = inside(signedData[2])
  if (oid(encapsulated[0]) !== '1.2.840.113549.1.9.16.1.4') throw new DerError('not a timestamp')
  const info = contentOf(inside(encapsulated[1], 0xa0)[0], derTags.octetString)
  const [signer, ...more] = inside(signedData.at(-1), derTags.set)
  if (!signer || more.length > 0) throw new DerError('not one signer')
  const brought = signedData.find(({ tag }) => tag === 0xa0)
  const certificates = brought ? inside(brought, 0xa0).map(({ bytes }) => bytes) : []
  return { info, certificates, ...readInfo(info), ...readSigner(signer) }
}

function readInfo(info: Bytes) {
  const [, , messageImprint, , generated] = inside(readDer(info))
  const [algorithm, imprint] = inside(messageImprint)
  const imprintHash = hashes[oid(inside(algorithm)[0])]
  if (!imprintHash) throw new DerError('another hash')
  return { imprintHash, imprint: contentOf(imprint, derTags.octetString), moment: time(generated) }
}

function readSigner(signer: DerValue) {
  const [, issuer, digestAlgorithm, attributes, , signature] = inside(signer)
  const [issuerName, serial] = inside(issuer)
  const digestHash = hashes[oid(inside(digestAlgorithm)[0])]
  if (!digestHash || !issuerName || !attributes) throw new DerError('another hash')
  const values = new Map(
    inside(attributes, 0xa0).map((attribute) => {
      const [id, set] = inside(attribute)
      const [value, ...more] = inside(set, derTags.set)
      if (more.length > 0) throw new DerError('two values')
      return [oid(id), value] as const
    }),
  )
  if (oid(values.get('1.2.840.113549.1.9.3')) !== '1.2.840.113549.1.9.16.1.4') {
    throw new DerError('another content')
  }
  return {
    digestHash,
    issuerName: issuerName.bytes,
    serial: hex(contentOf(serial, derTags.integer)),
    infoDigest: contentOf(values.get('1.2.840.113549.1.9.4'), derTags.octetString),
    // The signature is over the attributes as a SET, which they are not where they stand.
    signedAttributes: concat(Uint8Array.of(derTags.set), attributes.bytes.subarray(1)),
    signature: contentOf(signature, derTags.octetString),
  }
}
