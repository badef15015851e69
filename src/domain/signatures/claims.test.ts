import { describe, expect, it } from 'vitest'
import { utf8 } from './bytes'
import { atomicType, cosignType, isReferenceOf, isSameRepository, readClaims } from './claims'

const digest = `sha256:${'0a'.repeat(32)}`

function payload(
  change: (critical: Record<string, unknown>, root: Record<string, unknown>) => void,
) {
  const critical: Record<string, unknown> = {
    type: atomicType,
    image: { 'docker-manifest-digest': digest },
    identity: { 'docker-reference': 'quay.io/acme/web:1' },
  }
  const root: Record<string, unknown> = { critical, optional: { creator: 'a ', timestamp: 1 } }
  change(critical, root)
  return utf8(JSON.stringify(root))
}

describe('the claims of a signature', () => {
  it('are read from a proper payload', () => {
    expect(
      readClaims(
        payload(() => {}),
        'atomic',
      ),
    ).toEqual({
      claims: {
        type: atomicType,
        dockerReference: 'quay.io/acme/web:1',
        manifestDigest: digest,
        optional: { creator: 'a ', timestamp: 1 },
      },
      problems: [],
    })
  })

  it.each<[string, (critical: Record<string, unknown>, root: Record<string, unknown>) => void]>([
    ['another type', (critical) => (critical.type = cosignType)],
    ['one more critical member', (critical) => (critical.more = 1)],
    ['no identity', (critical) => delete critical.identity],
    [
      'one more member of the image',
      (critical) => (critical.image = { a: 1, 'docker-manifest-digest': digest }),
    ],
    [
      'a digest that is none',
      (critical) => (critical.image = { 'docker-manifest-digest': 'sha256:1' }),
    ],
    [
      'a reference that is none',
      (critical) => (critical.identity = { 'docker-reference': 'UPPER' }),
    ],
    [
      'a reference with a space',
      (critical) => (critical.identity = { 'docker-reference': ' a/b' }),
    ],
    ['one more member at the top', (_, root) => (root.more = 1)],
    ['no optional', (_, root) => delete root.optional],
    ['an optional of null', (_, root) => (root.optional = null)],
    ['a creator that is a number', (_, root) => (root.optional = { creator: 1 })],
    ['a time with a fraction', (_, root) => (root.optional = { timestamp: 1.5 })],
  ])('with %s are not proper', (_, change) => {
    expect(readClaims(payload(change), 'atomic').problems).not.toEqual([])
  })

  it('with a member twice are not proper', () => {
    const text = new TextDecoder().decode(payload(() => {}))
    const twice = text.replace('"type":', `"type":"${atomicType}","type":`)
    expect(readClaims(utf8(twice), 'atomic').problems).toEqual(['The member "type" is repeated.'])
    const escaped = text.replace('"type":', `"\\u0074ype":"${atomicType}","type":`)
    expect(readClaims(utf8(escaped), 'atomic').problems).toEqual(['The member "type" is repeated.'])
  })

  it.each(['', 'null', '[]', '"text"', '{', '{}'])('of %j are none', (text) => {
    expect(readClaims(utf8(text), 'atomic').problems).not.toEqual([])
  })

  it('of bytes that are no text are none', () => {
    expect(readClaims(Uint8Array.of(0xff, 0xfe), 'atomic').claims).toBeNull()
  })

  it('may be without optional members for cosign', () => {
    const own = payload((critical, root) => {
      critical.type = cosignType
      root.optional = null
    })
    expect(readClaims(own, 'cosign').problems).toEqual([])
  })
})

describe('a claimed reference', () => {
  it.each([
    ['quay.io/acme/web:1', 'quay.io/acme/web:1', true],
    ['quay.io/acme/web:1', `quay.io/acme/web@${digest}`, true],
    ['docker.io/library/nginx:1', 'nginx:1', true],
    ['quay.io/acme/web', 'quay.io/acme/web:1', false],
    ['quay.io/acme/web:2', 'quay.io/acme/web:1', false],
    ['quay.io/other/web:1', 'quay.io/acme/web:1', false],
    ['quay.io/other/web:1', `quay.io/acme/web@${digest}`, false],
    ['quay.io/acme/web:1', 'quay.io/acme/web', false],
  ])('%s stands for %s: %s', (claimed, named, expected) => {
    expect(isReferenceOf(claimed, named)).toBe(expected)
  })

  it('without a tag is still of its repository', () => {
    expect(isSameRepository('quay.io/acme/web', 'quay.io/acme/web:1')).toBe(true)
    expect(isSameRepository('quay.io/acme/web', 'quay.io/acme/api:1')).toBe(false)
  })
})
