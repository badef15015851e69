import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkVectors } from './check-vectors'
import { folderReader } from './folder-reader'

const shared = process.env.TAGSTREAM_SHARED
const folder = shared ? join(shared, 'vectors') : ''
const isThere = folder !== '' && existsSync(join(folder, 'index.json'))
if (!isThere) console.log('skipped: vectors, for TAGSTREAM_SHARED is not set')

describe.skipIf(!isThere)('the vectors', () => {
  it('each gives what is expected of it', { timeout: 120_000 }, async () => {
    const outcomes = await checkVectors(folderReader(folder))
    expect(outcomes.length).toBeGreaterThan(0)
    expect(outcomes.filter(({ result }) => result === 'wrong')).toEqual([])
  })
})
