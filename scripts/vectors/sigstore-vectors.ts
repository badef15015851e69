import { parse } from 'yaml'
import { manifestDigest } from '@/domain/manifest-document'
import { utf8Text } from '@/domain/signatures/bytes'
import { isIssuedBy } from '@/domain/signatures/certificate'
import {
  type CosignLayer,
  isCosignFile,
  parseCosignFile,
  parseCosignManifest,
} from '@/domain/signatures/cosign'
import { readStatement } from '@/domain/signatures/dsse'
import { isPromised, type LogEntry } from '@/domain/signatures/log-entry'
import { parsePublicKey, type WebPublicKey } from '@/domain/signatures/public-key'
import { readImagePolicy } from '@/domain/signatures/release-keys'
import {
  bundleMediaType,
  parseSigstoreBundle,
  type SigstoreBundle,
} from '@/domain/signatures/sigstore-bundle'
import { logsOf, parseTrustedRoot, type TrustedRoot } from '@/domain/signatures/trusted-root'
import type { Verdict } from '@/domain/signatures/verdict'
import { type CosignVerification, verifyCosign } from '@/domain/signatures/verify-cosign'
import { verifySigstoreBundle } from '@/domain/signatures/verify-sigstore-bundle'
import type { ReadFile, Vector } from './vector'

/** The root by which the certificates and log entries of cosign's vectors are to be judged. */
const publicGood = 'keys/sigstore-public-good.trusted_root.json'

/** What we find in a signature of cosign in the form of a file. */
export async function cosignFile(vector: Vector, read: ReadFile): Promise<object> {
  const bytes = read(vector.file)
  const file = parseCosignFile(bytes)
  if (!isCosignFile(bytes) || !file.ok) return { verdict: 'bad-signature' }
  const { layer, payload } = file.value
  const found = await verifyCosign(layer, payload, await question(vector, read))
  return { mimeType: layer.mediaType, ...(await cosignFacts(found, vector, read)) }
}

/** What we find in an OCI layout with a `.sig` manifest. */
export async function cosignLayout(vector: Vector, read: ReadFile): Promise<object> {
  const blobs = `${dirname(vector.file)}/blobs/sha256`
  const index = JSON.parse(utf8Text(read(vector.file)) ?? '') as {
    manifests: { digest: string; annotations?: Record<string, string> }[]
  }
  const [entry] = index.manifests
  const digest = entry?.digest ?? ''
  const manifest = read(`${blobs}/${digest.slice(7)}`)
  const layers = parseCosignManifest(utf8Text(manifest) ?? '')
  const layer = layers.ok ? layers.value[0] : undefined
  if (!layer || (await manifestDigest(manifest)) !== digest) return { verdict: 'bad-signature' }
  const payload = read(`${blobs}/${layer.payloadDigest.slice(7)}`)
  const found = await verifyCosign(layer, payload, await question(vector, read))
  const name = entry?.annotations?.['org.opencontainers.image.ref.name'] ?? ''
  return {
    signatureManifest: digest,
    signatureTag: name || tagOf(found),
    ...(await cosignFacts(found, vector, read)),
  }
}

function tagOf({ claims }: CosignVerification): string {
  return `${claims.claims?.manifestDigest.replace(':', '-') ?? ''}.sig`
}

/** What we find in a `.sig` manifest with several signatures, as a registry answers it. */
export async function cosignManifest(vector: Vector, read: ReadFile): Promise<object> {
  const layers = parseCosignManifest(utf8Text(read(vector.file)) ?? '')
  if (!layers.ok) return { verdict: 'bad-signature' }
  const asked = await question(vector, read)
  const found = await Promise.all(
    layers.value.map(async (layer) => {
      const name = layer.payloadDigest.replace(':', '-')
      const payload = read(`${dirname(vector.file)}/blobs/${name}`)
      return verifyCosign(layer, payload, asked)
    }),
  )
  const isValid = found.length > 0 && found.every(({ verdict }) => verdict === 'valid')
  return {
    layers: await Promise.all(
      found.map(async (layer) => ({
        ...(await cosignFacts(layer, vector, read)),
        goodWith: layer.goodWith.map((place) => vector.keys?.[place]),
      })),
    ),
    verdict: isValid ? 'valid' : found.find(({ verdict }) => verdict !== 'valid')?.verdict,
  }
}

/** What we find in a manifest of an attestation. */
export async function cosignAttestation(vector: Vector, read: ReadFile): Promise<object> {
  const layers = parseCosignManifest(utf8Text(read(vector.file)) ?? '')
  const layer: CosignLayer | undefined = layers.ok ? layers.value[0] : undefined
  if (!layer) return { verdict: 'bad-signature' }
  const payload = read(`${dirname(vector.file)}/${layer.payloadDigest.slice(7)}`)
  const found = await verifyCosign(layer, payload, await question(vector, read))
  return {
    envelopeDigest: found.payloadDigest,
    payloadType: found.statement ? 'application/vnd.in-toto+json' : '',
    statementType: found.statement?.type,
    predicateType: found.statement?.predicateType,
    subject: found.statement?.subjects,
    signatureAnnotation: layer.annotations['dev.cosignproject.cosign/signature'],
    cryptography: found.cryptography,
    verdict: found.verdict,
    reason: found.reason,
  }
}

/** What we find in a policy of a cluster that demands signatures. */
export async function clusterImagePolicy(vector: Vector, read: ReadFile): Promise<object> {
  const policy = readImagePolicy(parse(utf8Text(read(vector.file)) ?? '', { uniqueKeys: false }))
  const key = await parsePublicKey(policy.publicKey)
  const { name, scopes, policyType, matchPolicy } = policy
  return { name, scopes, policyType, key: key.ok ? key.value : null, signedIdentity: matchPolicy }
}

/** What we find in a Sigstore bundle. */
export async function sigstoreBundle(vector: Vector, read: ReadFile): Promise<object> {
  const text = utf8Text(read(vector.file)) ?? ''
  const bundle = await parseSigstoreBundle(text)
  if (!bundle.ok) {
    return {
      mediaType: bundleMediaType(text),
      verdict: 'invalid',
      isRefused: true,
      reason: bundle.problem,
    }
  }
  const artifact = vector.artifact ? read(vector.artifact) : null
  const { verdict, reason } = await verifySigstoreBundle(bundle.value, {
    ...(await question(vector, read)),
    root: await rootOf(vector, read),
    artifact,
    artifactDigest: '',
  })
  return { ...bundleFacts(bundle.value), verdict: refusal(verdict), reason }
}

/** Whatever is neither good nor unknown is a refusal of the bundle. */
function refusal(verdict: Verdict): Verdict {
  return verdict === 'valid' || verdict === 'cannot-tell' ? verdict : 'invalid'
}

function bundleFacts({ mediaType, content, signer, entries, timestamps }: SigstoreBundle) {
  const statement = content.type === 'dsse' ? readStatement(content.envelope) : undefined
  const [subject] = statement?.ok ? statement.value.subjects : []
  return {
    mediaType,
    content: content.type,
    verificationMaterial: signer.type,
    publicKeyHint: signer.type === 'public-key' ? signer.hint : null,
    tlogEntries: entries.map(entryText),
    rfc3161Timestamps: timestamps.length,
    predicateType: statement?.ok ? statement.value.predicateType : null,
    // What is expected is cut after so many characters.
    subject: subject ? `${subject.name}@${JSON.stringify(subject.digest)}`.slice(0, 160) : null,
  }
}

function entryText({ kind, version, promise, proof, integratedTime }: LogEntry): string {
  const time = integratedTime ? `@${integratedTime.toISOString().slice(0, 19)}` : ''
  return `${kind}/${version}${promise ? '+SET' : ''}${proof ? '+proof' : ''}${time}`
}

function dirname(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

async function question(vector: Vector, read: ReadFile) {
  return {
    keys: await keysOf(vector, read),
    manifestDigest: vector.manifest ? await manifestDigest(read(vector.manifest)) : '',
    root: await rootOf(vector, read),
    identity: vector.identity ?? null,
  }
}

async function keysOf(vector: Vector, read: ReadFile): Promise<WebPublicKey[]> {
  const keys = (vector.keys ?? []).map((path) => parsePublicKey(utf8Text(read(path)) ?? ''))
  return (await Promise.all(keys)).map((key) => {
    if (!key.ok) throw new Error(key.problem)
    return key.value
  })
}

async function rootOf(vector: Vector, read: ReadFile): Promise<TrustedRoot> {
  const root = await parseTrustedRoot(utf8Text(read(vector.trustedRoot ?? publicGood)) ?? '')
  if (!root.ok) throw new Error(root.problem)
  return root.value
}

async function cosignFacts(found: CosignVerification, vector: Vector, read: ReadFile) {
  const { claims } = found.claims
  const digest = vector.manifest ? await manifestDigest(read(vector.manifest)) : ''
  return {
    payloadDigest: found.payloadDigest,
    manifestDigest: digest,
    claims: claims && {
      type: claims.type,
      'docker-reference': claims.dockerReference,
      'docker-manifest-digest': claims.manifestDigest,
      optional: claims.optional,
    },
    digestMatches: digest !== '' && claims?.manifestDigest === digest,
    cryptography: found.cryptography,
    certificate: found.certificate && (await certificateFacts(found.certificate)),
    rekor: found.entry && (await entryFacts(found, found.entry, vector, read)),
    verdict: found.verdict,
    reason: found.reason,
  }
}

async function certificateFacts({
  certificate,
  chain,
}: NonNullable<CosignVerification['certificate']>) {
  const links = await Promise.all(
    chain.map((issuer, place) => isIssuedBy(chain[place - 1] ?? certificate, issuer)),
  )
  return {
    subjectAltName: certificate.names.join(', '),
    issuer: certificate.issuer.replaceAll(', ', '\n'),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    keyType: certificate.key.type,
    chainLength: chain.length,
    chainLinksGood: links.every(Boolean),
  }
}

async function entryFacts(
  found: CosignVerification,
  entry: LogEntry,
  vector: Vector,
  read: ReadFile,
) {
  const root = await rootOf(vector, read)
  const logs = logsOf(root.logs, entry.logId, entry.integratedTime ?? new Date())
  const isLogged = found.checks.some(
    ({ name, outcome }) => name === 'Log entry' && outcome === 'passed',
  )
  return {
    logIndex: entry.index,
    integratedTime: entry.integratedTime?.toISOString(),
    kind: entry.kind,
    signedEntryTimestamp: (await isPromised(entry, logs)) ? 'good' : 'bad',
    hashMatchesPayload: isLogged,
    signatureMatches: isLogged,
  }
}
