import { describe, expect, it } from 'vitest'
import { algorithmWords, grouped } from './key-text'
import { knownKey, knownKeyById, knownKeys } from './known-keys'

describe('well-known keys', () => {
  it('have fingerprints of version 4 or 6, each once', () => {
    const prints = knownKeys.map(({ fingerprint }) => fingerprint)
    expect(new Set(prints).size).toBe(prints.length)
    for (const print of prints) expect(print).toMatch(/^(?:[0-9A-F]{40}|[0-9A-F]{64})$/)
  })

  it('are recognised by the whole fingerprint, and by the id that a signature names', () => {
    const print = '567E347AD0044ADE55BA8A5F199E2F91FD431D51'
    expect(knownKey(print)?.vendor).toBe('Red Hat')
    expect(knownKey(print.slice(1))).toBeUndefined()
    expect(knownKeyById('199E2F91FD431D51')?.vendor).toBe('Red Hat')
    expect(knownKeyById('FCD355B305707A62')?.vendor).toBe('Red Hat')
    expect(knownKeyById('')).toBeUndefined()
    expect(knownKeyById('0000000000000000')).toBeUndefined()
  })
})

describe('a key in words', () => {
  it('has its digits in groups of four', () => {
    expect(grouped('199E2F91FD431D51')).toBe('199E 2F91 FD43 1D51')
    expect(grouped('')).toBe('')
  })

  it.each([
    [{ algorithm: 'rsaEncryptSign', bits: 4096, curve: null }, 'RSA, 4,096 bits'],
    [{ algorithm: 'ec', bits: 256, curve: 'P-256' }, 'ECDSA, P-256'],
    [{ algorithm: 'ecdsa', bits: null, curve: 'nistP384' }, 'ECDSA, P-384'],
    [{ algorithm: 'eddsaLegacy', bits: null, curve: 'ed25519Legacy' }, 'EdDSA, Ed25519'],
    [{ algorithm: 'ed25519', bits: 256, curve: null }, 'Ed25519'],
    [{ algorithm: 'something', bits: null, curve: null }, 'something'],
  ])('%j', (key, words) => {
    expect(algorithmWords(key)).toBe(words)
  })
})
