import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bytes, concat, hash, utf8 } from './bytes'
import { checkInclusion, rootOf } from './inclusion-proof'

const leafHash = (leaf: Bytes) => hash('SHA-256', concat(Uint8Array.of(0), leaf))
const nodeHash = (a: Bytes, b: Bytes) => hash('SHA-256', concat(Uint8Array.of(1), a, b))

/** The largest power of two below the size (RFC 9162, 2.1.1). */
function split(size: number): number {
  let half = 1
  while (half * 2 < size) half *= 2
  return half
}

async function treeRoot(leaves: Bytes[]): Promise<Bytes> {
  const [only] = leaves
  if (leaves.length === 1 && only) return leafHash(only)
  const half = split(leaves.length)
  return nodeHash(await treeRoot(leaves.slice(0, half)), await treeRoot(leaves.slice(half)))
}

async function path(index: number, leaves: Bytes[]): Promise<Bytes[]> {
  if (leaves.length === 1) return []
  const half = split(leaves.length)
  return index < half
    ? [...(await path(index, leaves.slice(0, half))), await treeRoot(leaves.slice(half))]
    : [...(await path(index - half, leaves.slice(half))), await treeRoot(leaves.slice(0, half))]
}

const leavesOf = (size: number) => Array.from({ length: size }, (_, at) => utf8(`leaf ${at}`))
const common = { rootHash: null, checkpoint: '' }

describe('a proof of inclusion', () => {
  it('leads from every leaf of every tree to its root', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat(), async (treeSize, seed) => {
        const leaves = leavesOf(treeSize)
        const index = seed % treeSize
        const hashes = await path(index, leaves)
        const leaf = leaves[index] ?? new Uint8Array()
        expect(await rootOf(leaf, { ...common, index, treeSize, hashes })).toEqual(
          await treeRoot(leaves),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('of another place, length or leaf leads elsewhere', async () => {
    const leaves = leavesOf(7)
    const root = await treeRoot(leaves)
    const hashes = await path(2, leaves)
    const leaf = leaves[2] ?? new Uint8Array()
    const proof = { ...common, index: 2, treeSize: 7, hashes }
    expect(await rootOf(leaf, { ...proof, index: 3 })).not.toEqual(root)
    expect(await rootOf(leaf, { ...proof, index: 7 })).toBeUndefined()
    expect(await rootOf(leaf, { ...proof, hashes: hashes.slice(1) })).not.toEqual(root)
    expect(await rootOf(leaf, { ...proof, hashes: [...hashes, leaf] })).toBeUndefined()
    expect(await rootOf(utf8('another'), proof)).not.toEqual(root)
  })

  it.each(['', 'log\n1\n', 'log\n1\nAAAA\n\n', '\n\n'])(
    'with the note %j proves nothing',
    async (checkpoint) => {
      const proof = { ...common, index: 0, treeSize: 1, hashes: [], checkpoint }
      expect((await checkInclusion(utf8('leaf'), proof, [])).ok).toBe(false)
    },
  )
})
