import { describe, expect, it } from 'vitest'
import type { Examination, Outcome } from './examination'
import { signedSummary } from './signed-summary'

function examination(outcome: Outcome, more: Partial<Examination> = {}): Examination {
  return {
    outcome,
    title: 'Failed: signs another image',
    reason: '',
    verdict: 'valid',
    kind: '',
    signer: '',
    signedAt: '',
    keyId: '',
    checks: [],
    facts: [],
    claims: [],
    warnings: [],
    payload: '',
    ...more,
  }
}

const verified = examination('verified', { signer: 'Release' })
const failed = examination('failed')
const unknown = examination('cannot-tell', { keyId: '4C0E7710A2B933F1' })

describe('the signatures of an image, in a word', () => {
  it.each<[string, Examination[], boolean, string, string]>([
    ['none at all', [], false, 'Not signed', ''],
    ['one that is verified', [verified], false, 'Verified', 'by Release'],
    [
      'one that is and two that are not',
      [unknown, verified, failed],
      false,
      'Verified',
      '2 more not',
    ],
    ['one that failed', [failed, unknown], false, 'Signature failed', 'signs another image'],
    ['one by a stranger', [unknown], false, 'Signed, not verified', '4C0E7710A2B933F1'],
    ['a tag of cosign alone', [], true, 'Signed, not verified', 'cosign'],
  ])('%s', (_, examinations, hasCosignTag, word, detail) => {
    const summary = signedSummary(examinations, hasCosignTag)
    expect(summary.word).toBe(word)
    expect(summary.detail).toContain(detail)
    expect(summary.tone === 'ok').toBe(word === 'Verified')
  })
})
