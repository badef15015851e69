import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { utf8Text } from '@/domain/signatures/bytes'
import type { KeptKey } from '@/domain/signatures/kept-key'
import { answerQuestion } from '@/signatures/answer-question'
import { folderReader } from './folder-reader'
import type { Vector } from './vector'

const shared = process.env.TAGSTREAM_SHARED
const folder = shared ? join(shared, 'vectors') : ''
const isThere = folder !== '' && existsSync(join(folder, 'index.json'))
if (!isThere) console.log('skipped: bundles as a page has them, for TAGSTREAM_SHARED is not set')

const now = new Date()
const publicGood = 'keys/sigstore-public-good.trusted_root.json'

// A page knows the image and not what else was signed, so that the artifact stands for its manifest.
describe.skipIf(!isThere)('a bundle that a person gives', () => {
  it('is verified only by a kept key and a kept root, and never without either', {
    timeout: 120_000,
  }, async () => {
    const read = folderReader(folder)
    const { vectors } = JSON.parse(utf8Text(read('index.json')) ?? '') as { vectors: Vector[] }
    const bundles = vectors.filter(({ kind, artifact }) => kind === 'sigstore-bundle' && artifact)
    let verified = 0
    for (const { file, keys = [], artifact = '', trustedRoot = publicGood, expected } of bundles) {
      const manifest = utf8Text(read(artifact))
      if (manifest === undefined || manifest === '') continue
      const root = await found(read(trustedRoot), 'trusted_root.json')
      const own = (await Promise.all(keys.map((key) => found(read(key), key)))).flat()
      const image = { digest: `sha256:${'0'.repeat(64)}`, repositories: [] }
      const examine = async (kept: KeptKey[]) => {
        const question = { bytes: read(file), manifest, image, keys: kept }
        const answer = await answerQuestion('examine-given', question, now)
        return answer.ok ? answer.value.outcome : 'failed'
      }
      const outcome = await examine([...own, ...root])
      const isManaged = keys.length > 0 && expected.verdict === 'valid'
      if (!isManaged) expect([file, outcome]).not.toEqual([file, 'verified'])
      if (outcome === 'verified') verified += 1
      expect([file, await examine(root)]).not.toEqual([file, 'verified'])
      expect([file, await examine(own)]).not.toEqual([file, 'verified'])
    }
    expect(bundles.length).toBeGreaterThan(0)
    expect(verified).toBeGreaterThan(0)
  })
})

async function found(bytes: Uint8Array<ArrayBuffer>, source: string): Promise<KeptKey[]> {
  const { keys } = await answerQuestion('find-keys', { bytes, source, kept: [] }, now)
  return keys
}
