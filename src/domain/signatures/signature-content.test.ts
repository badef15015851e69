import { describe, expect, it } from 'vitest'
import { utf8 } from './bytes'
import { parseSignatureContent } from './signature-content'

const blob = Uint8Array.of(0xa3, 0x01, 0x5b, 0x00)

describe('the content of a signature to add', () => {
  it.each([
    ['its bytes', blob],
    ['base64', utf8('owFbAA==')],
    ['base64 in lines', utf8(' owFb\nAA==\n')],
    ['hexadecimal digits', utf8('a3015b00')],
    ['hexadecimal digits with spaces', utf8('A3 01 5B 00')],
  ])('is taken from %s', (_, input) => {
    expect(parseSignatureContent(input)).toEqual({ ok: true, value: 'owFbAA==' })
  })

  it.each([
    ['', /Paste a signature/],
    ['   ', /Paste a signature/],
    ['hello!', /neither base64/],
    ['{"payload":""}', /JSON/],
    ['-----BEGIN PGP SIGNATURE-----', /detached/],
    ['-----BEGIN PGP MESSAGE-----', /dearmor/],
    ['AQID', /no OpenPGP message/],
    ['\0sigstore-json\n{}', /cosign/],
  ])('is not %j, which is said', (text, problem) => {
    const parsed = parseSignatureContent(utf8(text))
    expect(parsed.ok ? '' : parsed.problem).toMatch(problem)
  })
})
