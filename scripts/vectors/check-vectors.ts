import { imageConfig, imageStreamSource, liveObject, manifest } from './image-vectors'
import { atomicSignature, openPgpKeyring, releaseKeys } from './open-pgp-vectors'
import {
  clusterImagePolicy,
  cosignAttestation,
  cosignFile,
  cosignLayout,
  cosignManifest,
  sigstoreBundle,
} from './sigstore-vectors'
import { differences, type ReadFile, type Vector } from './vector'

type Judge = (vector: Vector, read: ReadFile, now: Date) => Promise<object>

const judges: Readonly<Record<string, Judge>> = {
  'atomic-signature': atomicSignature,
  'openpgp-keyring': openPgpKeyring,
  'release-keys-configmap': releaseKeys,
  'cluster-image-policy': clusterImagePolicy,
  'cosign-oci-attestation': cosignAttestation,
  'cosign-oci-signature': cosignLayout,
  'cosign-registry-manifest': cosignManifest,
  'cosign-sigstore-json': cosignFile,
  'sigstore-bundle': sigstoreBundle,
  manifest,
  'image-config': imageConfig,
  'image-stream-source': imageStreamSource,
  'live-object': liveObject,
}

/** What became of one vector. */
export interface Outcome {
  file: string
  kind: string
  /** Right; wrong; or a keyless bundle of which we cannot tell. */
  result: 'right' | 'wrong' | 'cannot-tell'
  details: string[]
}

/** Members of `expected` that tell what other programs said, and of which we have our own words. */
const notCompared: Readonly<Record<string, readonly string[]>> = {
  'atomic-signature': ['gpg', 'openpgpjs', 'note', 'claimsProblems'],
  'openpgp-keyring': ['parseErrors', 'gpgKeys', 'note'],
  'cosign-oci-attestation': ['signedBy'],
  'sigstore-bundle': ['sigstoreJs', 'browserLibrary', 'note'],
}

/** Checks every vector of the folder's index.json, as of `now`; runs in browsers too. */
export async function checkVectors(read: ReadFile, now = new Date()): Promise<Outcome[]> {
  const index = JSON.parse(new TextDecoder().decode(read('index.json'))) as { vectors: Vector[] }
  const outcomes: Outcome[] = []
  for (const vector of index.vectors) outcomes.push(await checkVector(vector, read, now))
  return outcomes
}

async function checkVector(vector: Vector, read: ReadFile, now: Date): Promise<Outcome> {
  const { file, kind } = vector
  const judge = Object.hasOwn(judges, kind) ? judges[kind] : undefined
  if (!judge) return { file, kind, result: 'wrong', details: ['nothing checks this kind'] }
  try {
    const found = await judge(vector, read, now)
    const details = differences(comparable(expectations(vector), found), found)
    if (details.length === 0) return { file, kind, result: 'right', details }
    const { verdict, reason } = found as { verdict?: unknown; reason?: unknown }
    if (typeof reason === 'string') details.push(`we say: ${reason}`)
    const isKeyless = kind === 'sigstore-bundle' && (vector.keys ?? []).length === 0
    const result = verdict === 'cannot-tell' && isKeyless ? 'cannot-tell' : 'wrong'
    return { file, kind, result, details }
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { file, kind, result: 'wrong', details: [message] }
  }
}

function expectations({ kind, expected }: Vector): Record<string, unknown> {
  const ours = notCompared[kind] ?? []
  const compared = Object.fromEntries(
    Object.entries(expected).filter(([name]) => !ours.includes(name)),
  )
  if (kind === 'atomic-signature' && Array.isArray(expected.claimsProblems)) {
    compared.hasClaimsProblems = expected.claimsProblems.length > 0
  }
  // What GnuPG says of a form that is not to be accepted at all is not for us to repeat.
  if (expected.cryptography === 'none') {
    delete compared.primaryFingerprint
    delete compared.signingFingerprint
  }
  return kind === 'openpgp-keyring' ? withStates(compared) : compared
}

/** Of a bundle that is not even read there is nothing to compare but that it is refused. */
function comparable(expected: Record<string, unknown>, found: object): Record<string, unknown> {
  if (!('isRefused' in found)) return expected
  const { mediaType, verdict } = expected
  return { mediaType, verdict }
}

/** The words of openpgp.js for the state of a key, as ours. */
function withStates(expected: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(expected), (name, value: unknown) => {
    if (name !== 'state' || typeof value !== 'string' || value === 'valid') return value
    if (/expired/.test(value)) return 'expired'
    return /revoked/.test(value) ? 'revoked' : 'unusable'
  })
}
