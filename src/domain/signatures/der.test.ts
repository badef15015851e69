import { describe, expect, it } from 'vitest'
import { fromBase64, fromHex } from './bytes'
import { DerError, rawEcdsaSignature, readDer } from './der'
import { readPem } from './pem'
import { parsePublicKey } from './public-key'

const bytes = (text: string) => fromHex(text.replaceAll(' ', '')) ?? new Uint8Array()

describe('an ECDSA signature in DER', () => {
  it.each([
    ['30 06 02 01 01 02 01 02', '0102'],
    ['30 07 02 02 00 80 02 01 02', '8002'],
  ])('%s is r and s side by side', (der, raw) => {
    expect(rawEcdsaSignature(bytes(der), 1)).toEqual(bytes(raw))
  })

  it.each([
    ['', 'nothing'],
    ['30 06 02 01 01 02 01', 'cut short'],
    ['30 06 02 01 01 02 01 02 00', 'a byte more'],
    ['30 09 02 01 01 02 01 02 02 01 03', 'three numbers'],
    ['30 07 02 02 00 01 02 01 02', 'a number with a zero before it'],
    ['30 06 02 01 81 02 01 02', 'a negative number'],
    ['30 07 02 02 01 01 02 01 02', 'a number too large'],
    ['30 05 02 00 02 01 02', 'an empty number'],
    ['30 81 06 02 01 01 02 01 02', 'a length in a longer form'],
    ['31 06 02 01 01 02 01 02', 'a set'],
    ['01 02', 'bare numbers'],
  ])('is not %s (%s)', (der) => {
    expect(rawEcdsaSignature(bytes(der), 1)).toBeUndefined()
  })
})

describe('DER', () => {
  it.each(['30', '30 80', '30 81', '30 82 00 80', '1f 01 00', '30 00 00'])('is not %s', (text) => {
    expect(() => readDer(bytes(text))).toThrow(DerError)
  })
})

describe('base64', () => {
  it.each(['', 'AA==', 'AAA=', 'AAAA', '+/8='])('is %j', (text) => {
    expect(fromBase64(text)).toBeDefined()
  })

  it.each(['A', 'AA', 'AAA', 'AB==', 'AAB=', 'AA==AA==', 'A A=', '-_8=', null, 7])(
    'is not %j',
    (text) => {
      expect(fromBase64(text)).toBeUndefined()
    },
  )
})

describe('a public key in PEM', () => {
  const key = `MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE1Olb3zMAFFxXKHiIkQO5cJ3Yhl5i6UPp+IhuteBJbuHcA5UogKo0EWtlWwW6KSaKoTNEYL7JlCQiVnkhBktUgg==`
  const pem = (label: string, body: string) =>
    `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`

  it('is read with its curve', async () => {
    const parsed = await parsePublicKey(pem('PUBLIC KEY', key))
    expect(parsed).toMatchObject({ ok: true, value: { type: 'ec', curve: 'P-256', bits: 256 } })
  })

  it.each([
    ['nothing', ''],
    ['text', 'a key'],
    ['two keys', pem('PUBLIC KEY', key) + pem('PUBLIC KEY', key)],
    ['a secret key', pem('PRIVATE KEY', key)],
    ['a damaged key', pem('PUBLIC KEY', key.replace('MFkw', 'MFkx'))],
    ['a point of another form', pem('PUBLIC KEY', key.replace('QgAE', 'QgAG'))],
  ])('is not %s', async (_, text) => {
    expect((await parsePublicKey(text)).ok).toBe(false)
  })

  it('may have text around it', () => {
    expect(readPem(`a\n${pem('PUBLIC KEY', key)}b`)).toHaveLength(1)
  })
})
