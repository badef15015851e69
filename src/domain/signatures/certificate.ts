import type { Parsed } from '@/domain/parsed'
import { refused } from '@/domain/refused'
import { type Bytes, type HashName, hex, isSameBytes, utf8Text } from './bytes'
import {
  bitString,
  contentOf,
  DerError,
  type DerValue,
  derTags,
  inside,
  oid,
  readDer,
  time,
} from './der'
import { isSignedBy, readSpki, type WebPublicKey } from './public-key'

/** An X.509 certificate, as far as Sigstore needs it. */
export interface Certificate {
  bytes: Bytes
  /** What is signed, in DER. */
  signed: DerValue
  signature: Bytes
  signatureHash: HashName | null
  /** Hexadecimal. */
  serial: string
  issuerName: Bytes
  subjectName: Bytes
  /** `CN=sigstore-intermediate, O=sigstore.dev` */
  issuer: string
  subject: string
  notBefore: Date
  notAfter: Date
  key: WebPublicKey
  extensions: Map<string, { critical: boolean; value: Bytes }>
  /** `email:somebody@example.com`, `URI:https://…` */
  names: string[]
  isAuthority: boolean
  /** How many authorities may come between this one and a leaf; null for any number. */
  pathLength: number | null
  /** Identifiers of what it may be used for. */
  uses: string[]
  /** Whether it may sign certificates, by its key usage; true where it does not say. */
  maySignCertificates: boolean
  /** Who told Fulcio the identity, such as `https://accounts.google.com`; '' for other certificates. */
  identityIssuer: string
}

export const certificateUses = {
  codeSigning: '1.3.6.1.5.5.7.3.3',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const

export const sctExtension = '1.3.6.1.4.1.11129.2.4.2'

const signatureHashes: Readonly<Record<string, HashName>> = {
  '1.2.840.10045.4.3.2': 'SHA-256',
  '1.2.840.10045.4.3.3': 'SHA-384',
  '1.2.840.10045.4.3.4': 'SHA-512',
  '1.2.840.113549.1.1.11': 'SHA-256',
  '1.2.840.113549.1.1.12': 'SHA-384',
  '1.2.840.113549.1.1.13': 'SHA-512',
  '1.3.101.112': 'SHA-512',
}

const known = new Set([
  '2.5.29.14',
  '2.5.29.15',
  '2.5.29.17',
  '2.5.29.19',
  '2.5.29.35',
  '2.5.29.37',
  sctExtension,
])

/** Reads a certificate in DER. Refuses one that has a critical extension that is not understood. */
export async function readCertificate(bytes: Bytes): Promise<Parsed<Certificate>> {
  try {
    return await certificateOf(bytes)
  } catch (error) {
    if (error instanceof DerError) return refused('The certificate is damaged.')
    throw error
  }
}

async function certificateOf(bytes: Bytes): Promise<Parsed<Certificate>> {
  const [signed, algorithm, signature, ...rest] = inside(readDer(bytes))
  if (!signed || rest.length > 0) throw new DerError('not a certificate')
  const fields = inside(signed)
  if (fields[0]?.tag !== 0xa0) throw new DerError('not a certificate of version 3')
  const [, serial, ownAlgorithm, issuer, validity, subject, spki] = fields
  if (!issuer || !subject || !spki || !algorithm || !ownAlgorithm) throw new DerError('cut short')
  if (!isSameBytes(algorithm.bytes, ownAlgorithm.bytes)) throw new DerError('two algorithms')
  const key = await readSpki(spki.bytes)
  if (!key.ok) return key
  const extensions = readExtensions(fields.find(({ tag }) => tag === 0xa3))
  const unknown = [...extensions].find(([id, { critical }]) => critical && !known.has(id))
  if (unknown) return refused(`The certificate has a critical extension ${unknown[0]}.`)
  const [notBefore, notAfter] = inside(validity)
  const basic = extensionValues(extensions, '2.5.29.19')
  const usage = extensions.get('2.5.29.15')
  return {
    ok: true,
    value: {
      bytes,
      signed,
      signature: bitString(signature),
      signatureHash: signatureHashes[oid(inside(algorithm)[0])] ?? null,
      serial: hex(contentOf(serial, derTags.integer)),
      issuerName: issuer.bytes,
      subjectName: subject.bytes,
      issuer: nameText(issuer),
      subject: nameText(subject),
      notBefore: time(notBefore),
      notAfter: time(notAfter),
      key: key.value,
      extensions,
      names: alternativeNames(extensions),
      isAuthority: basic.find(({ tag }) => tag === derTags.boolean)?.content[0] === 0xff,
      pathLength: basic.find(({ tag }) => tag === derTags.integer)?.content[0] ?? null,
      uses: extensionValues(extensions, '2.5.29.37').map(oid),
      maySignCertificates: !usage || ((readDer(usage.value).content[1] ?? 0) & 0x04) !== 0,
      identityIssuer: identityIssuerOf(extensions),
    },
  }
}

type Extensions = Certificate['extensions']

function readExtensions(wrapper: DerValue | undefined): Extensions {
  const extensions: Extensions = new Map()
  if (!wrapper) return extensions
  for (const extension of inside(readDer(wrapper.content))) {
    const [id, ...rest] = inside(extension)
    const name = oid(id)
    if (extensions.has(name)) throw new DerError('an extension twice')
    const critical = rest[0]?.tag === derTags.boolean && rest[0].content[0] === 0xff
    extensions.set(name, { critical, value: contentOf(rest.at(-1), derTags.octetString) })
  }
  return extensions
}

function extensionValues(extensions: Extensions, id: string): DerValue[] {
  const value = extensions.get(id)?.value
  return value ? inside(readDer(value)) : []
}

function alternativeNames(extensions: Extensions): string[] {
  const labels: Readonly<Record<number, string>> = { 129: 'email', 130: 'DNS', 134: 'URI' }
  return extensionValues(extensions, '2.5.29.17').flatMap((value) => {
    const label = labels[value.tag]
    if (label) return [`${label}:${utf8Text(value.content) ?? ''}`]
    if (value.tag !== 0xa0) return []
    // otherName { type, [0] value }: Fulcio writes the identities of machines so.
    const [, wrapped] = inside(value, 0xa0)
    const name = wrapped
      ? (utf8Text(inside(wrapped, 0xa0)[0]?.content ?? new Uint8Array()) ?? '')
      : ''
    return [`other:${name}`]
  })
}

/** Fulcio's own extensions: 1.8 is a UTF8String, the older 1.1 bare text. */
function identityIssuerOf(extensions: Extensions): string {
  const newer = extensions.get('1.3.6.1.4.1.57264.1.8')?.value
  if (newer) return utf8Text(readDer(newer).content) ?? ''
  const older = extensions.get('1.3.6.1.4.1.57264.1.1')?.value
  return older ? (utf8Text(older) ?? '') : ''
}

const attributes: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
}

function nameText(name: DerValue): string {
  return inside(name)
    .flatMap((set) => inside(set, derTags.set))
    .map((attribute) => {
      const [id, value] = inside(attribute)
      return `${attributes[oid(id)] ?? oid(id)}=${utf8Text(value?.content ?? new Uint8Array()) ?? ''}`
    })
    .join(', ')
}

/** Whether the certificate was signed by the key of the other, and names it as its issuer. */
export async function isIssuedBy(certificate: Certificate, issuer: Certificate): Promise<boolean> {
  const { signatureHash, signature, signed } = certificate
  if (!signatureHash || !isSameBytes(certificate.issuerName, issuer.subjectName)) return false
  return (await isSignedBy(issuer.key, signature, signed.bytes, signatureHash)) === true
}

/** Whether the moment is within the validity of the certificate, both ends included. */
export function isValidAt({ notBefore, notAfter }: Certificate, moment: Date): boolean {
  return moment >= notBefore && moment <= notAfter
}

/**
 * The way from a leaf to an authority that is trusted, all of it valid at the moment; undefined where
 * there is none. `chain` has the authorities, the leaf's issuer first and a trusted root last.
 */
export async function trustedPath(
  leaf: Certificate,
  chain: readonly Certificate[],
  moment: Date,
): Promise<Certificate[] | undefined> {
  const path = [leaf]
  for (const issuer of chain) {
    const child = path.at(-1) ?? leaf
    if (child !== leaf && isSameBytes(child.bytes, issuer.bytes)) continue
    const below = path.length - 1
    const isAllowed =
      issuer.isAuthority &&
      issuer.maySignCertificates &&
      (issuer.pathLength === null || below <= issuer.pathLength)
    if (!isAllowed || !(await isIssuedBy(child, issuer))) return undefined
    path.push(issuer)
  }
  return path.length > 1 && path.every((certificate) => isValidAt(certificate, moment))
    ? path
    : undefined
}
