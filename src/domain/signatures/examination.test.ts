import { describe, expect, it } from 'vitest'
import { conclude } from './examination'
import type { Check, Verdict } from './verdict'

const passed: Check = { name: 'Signature', outcome: 'passed', detail: 'good' }
const check = (name: string, outcome: Check['outcome']): Check => ({ name, outcome, detail: name })

describe('what follows from a verdict and its checks', () => {
  it('is verified only for a good verdict whose signature was checked', () => {
    const judged = { verdict: 'valid' as const, reason: '' }
    expect(conclude(judged, [passed]).outcome).toBe('verified')
    expect(conclude(judged, [passed, check('Image', 'passed')]).title).toBe('Verified')
    expect(conclude(judged, []).outcome).toBe('cannot-tell')
    expect(conclude(judged, [check('Image', 'passed')]).outcome).toBe('cannot-tell')
    expect(conclude(judged, [check('Signature', 'not-checked')]).outcome).toBe('cannot-tell')
    expect(conclude(judged, [passed, check('Log', 'not-checked')]).outcome).toBe('cannot-tell')
    expect(conclude(judged, [passed, check('Image', 'failed')]).outcome).toBe('failed')
  })

  it('names the other repository', () => {
    const judged = { verdict: 'valid' as const, reason: '' }
    const found = conclude(judged, [passed, check('Repository', 'failed')], { repository: 'a/b' })
    expect(found).toEqual({
      outcome: 'failed',
      title: 'Failed: made for another repository',
      reason: 'The signature is good, but it names a/b.',
    })
  })

  it.each<[Verdict, string]>([
    ['bad-signature', 'failed'],
    ['expired-signature', 'failed'],
    ['revoked-key', 'failed'],
    ['digest-mismatch', 'failed'],
    ['invalid-claims', 'failed'],
    ['not-a-signed-message', 'failed'],
    ['not-a-signature', 'failed'],
    ['invalid', 'failed'],
    ['unknown-key', 'cannot-tell'],
    ['cannot-tell', 'cannot-tell'],
  ])('of %s is %s, whatever passed', (verdict, outcome) => {
    const found = conclude({ verdict, reason: 'because' }, [passed, check('Image', 'passed')])
    expect(found).toMatchObject({ outcome, reason: 'because' })
  })
})
