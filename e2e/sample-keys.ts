import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface SampleSignatures {
  openPgpKeys: { owner: string; keyId: string; armored: string }[]
  cosignKey: string
  openPgp: Record<string, string[]>
  cosign: Record<string, { payload: string; signature: string; attestation: string }>
}

/** The public keys of the sample company, which signed some of its images. */
export function sampleKeys() {
  const { openPgpKeys, cosignKey } = sampleSignatures()
  const release = openPgpKeys[0]?.armored ?? ''
  return {
    release,
    releaseFingerprint: '1DF6 3D7D 414C 43F5 DD9D 639A B468 5A58 8DF1 80B1',
    cosign: cosignKey,
    all: `${openPgpKeys.map(({ armored }) => armored).join('\n')}\n${cosignKey}`,
  }
}

/** What is signed in the sample, as the gateway stores it. */
export function sampleSignatures(): SampleSignatures {
  const file = join(import.meta.dirname, '../server/sample/sample-signatures.json')
  return JSON.parse(readFileSync(file, 'utf8'))
}
