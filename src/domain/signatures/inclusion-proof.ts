import type { Parsed } from '@/domain/parsed'
import { refused } from '@/domain/refused'
import { type Bytes, concat, fromBase64, hash, isSameBytes, utf8 } from './bytes'
import { isSignedBy } from './public-key'
import type { TrustedLog } from './trusted-root'

/** That an entry is in a log: the way from the leaf to the root of its tree (RFC 9162, 2.1.3). */
export interface InclusionProof {
  index: number
  treeSize: number
  rootHash: Bytes | null
  hashes: Bytes[]
  /** The log's signed note about its tree. */
  checkpoint: string
}

/** The root of the tree that the way leads to; undefined where it is too long or too short. */
export async function rootOf(leaf: Bytes, proof: InclusionProof): Promise<Bytes | undefined> {
  const { index, treeSize, hashes } = proof
  if (index < 0 || index >= treeSize) return undefined
  let own = await hash('SHA-256', concat(Uint8Array.of(0), leaf))
  let at = index
  let last = treeSize - 1
  for (const other of hashes) {
    if (last === 0 || other.length !== 32) return undefined
    if (at % 2 === 1 || at === last) {
      own = await hash('SHA-256', concat(Uint8Array.of(1), other, own))
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2)
        last = Math.floor(last / 2)
      }
    } else {
      own = await hash('SHA-256', concat(Uint8Array.of(1), own, other))
    }
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? own : undefined
}

/**
 * Checks that the entry is in the tree of which the log signed the root:
 *
 *     checkpoint := origin "\n" size "\n" root "\n" { extension "\n" } "\n" { signature "\n" }
 *     signature  := "— " name " " base64( first 4 bytes of the log's id, signature )
 */
export async function checkInclusion(
  leaf: Bytes,
  proof: InclusionProof,
  logs: readonly TrustedLog[],
): Promise<Parsed<true>> {
  const root = await rootOf(leaf, proof)
  if (!root) return refused('The proof of inclusion is not one for this place.')
  if (proof.rootHash && !isSameBytes(root, proof.rootHash)) {
    return refused('The proof of inclusion leads to another root.')
  }
  const split = proof.checkpoint.indexOf('\n\n')
  if (split < 0) return refused('The log’s checkpoint is not a signed note.')
  const note = proof.checkpoint.slice(0, split + 1)
  const [origin, size, noted, ...rest] = note.split('\n')
  const notedRoot = fromBase64(noted)
  if (!origin || rest.length === 0 || !/^\d+$/.test(size ?? '') || !notedRoot) {
    return refused('The log’s checkpoint is not complete.')
  }
  if (Number(size) !== proof.treeSize || !isSameBytes(notedRoot, root)) {
    return refused('The log’s checkpoint is about another tree.')
  }
  const lines = proof.checkpoint.slice(split + 2).split('\n')
  for (const line of lines) {
    const [, encoded] = /^— \S+ (\S+)$/.exec(line) ?? []
    const bytes = fromBase64(encoded)
    if (!bytes) continue
    for (const log of logs) {
      if (!isSameBytes(bytes.subarray(0, 4), log.id.subarray(0, 4))) continue
      const signature = bytes.slice(4)
      if ((await isSignedBy(log.key, signature, utf8(note), 'SHA-256')) === true) {
        return { ok: true, value: true }
      }
    }
  }
  return refused('The log’s checkpoint is not signed by the log.')
}
