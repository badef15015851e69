import { describe, expect, it } from 'vitest'
import { dsseEnvelope, simpleSigning } from '@/domain/signatures/cosign'
import { keptContent } from './kept-content'

const digest = `sha256:${'0a'.repeat(32)}`

describe('what is kept with an image', () => {
  it('are the layers of a manifest, each kind once, and their size', () => {
    const layer = { mediaType: simpleSigning, size: 250, digest }
    const manifest = JSON.stringify({ layers: [layer, layer] })
    expect(keptContent(manifest)).toEqual({ details: ['Cosign signature'], size: 500 })
  })

  it('is of an attestation its predicate type', () => {
    const annotations = { predicateType: 'https://spdx.dev/Document/v2.3' }
    const manifest = JSON.stringify({
      layers: [{ mediaType: dsseEnvelope, size: 10, digest, annotations }],
    })
    expect(keptContent(manifest).details).toEqual(['SPDX SBOM (https://spdx.dev/Document/v2.3)'])
  })

  it('are the referrers of an index by what they are', () => {
    const entry = {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      artifactType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      size: 700,
      digest,
    }
    expect(keptContent(JSON.stringify({ manifests: [entry] }))).toEqual({
      details: ['Sigstore bundle 0.3, sha256:0a0a0a0a0a0a'],
      size: 700,
    })
  })

  it('is said where it cannot be read', () => {
    expect(keptContent('{').details).toEqual(['The manifest is not JSON.'])
  })
})
