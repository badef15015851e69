import { describe, expect, it } from 'vitest'
import { manifestDigest, parseManifestDocument } from './manifest-document'
import { base64, sha256Digest, utf8 } from './signatures/bytes'

const digest = `sha256:${'0a'.repeat(32)}`

describe('a manifest', () => {
  it('without a media type is told by its shape', () => {
    const types = [{ manifests: [] }, { layers: [], config: { digest } }, { fsLayers: [] }].map(
      (manifest) => {
        const parsed = parseManifestDocument(JSON.stringify(manifest))
        return parsed.ok ? parsed.value.type : parsed.problem
      },
    )
    expect(types).toEqual(['index', 'manifest', 'schema1'])
  })

  it.each(['', '[]', 'null', '{}', '{"schemaVersion":2}'])('is not %j', (text) => {
    expect(parseManifestDocument(text).ok).toBe(false)
  })

  it('with members of other types reads them as empty', () => {
    const parsed = parseManifestDocument('{"layers":[null,{"size":"1"}],"config":7,"subject":[]}')
    expect(parsed).toMatchObject({
      ok: true,
      value: { totalLayerBytes: 0, config: null, subject: '' },
    })
  })

  it('of schema 1 has the digest of what is signed', async () => {
    const payload = '{"schemaVersion":1,"fsLayers":[]\n}'
    const url = (text: string) => base64(utf8(text)).replaceAll('=', '')
    const header = url(JSON.stringify({ formatLength: payload.length - 2, formatTail: url('\n}') }))
    const signed = `${payload.slice(0, -2)},"signatures":[{"protected":"${header}"}]}`
    expect(await manifestDigest(utf8(signed))).toBe(await sha256Digest(utf8(payload)))
  })

  it('changed by one byte has another digest', async () => {
    const bytes = utf8('{"layers":[]}')
    const other = utf8('{"layers":[] }')
    expect(await manifestDigest(bytes)).not.toBe(await manifestDigest(other))
  })
})
