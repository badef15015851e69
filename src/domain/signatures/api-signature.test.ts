import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ImageSignature } from '@/domain/kinds/image'
import { apiSignatures } from './api-signature'

const digest = `sha256:${'0a'.repeat(32)}`

describe('a signature of the API', () => {
  it('is read with every member of its type', () => {
    const time = '2026-10-03T22:05:00Z'
    const [signature] = apiSignatures([
      {
        metadata: { name: `${digest}@0123`, creationTimestamp: time },
        type: 'AtomicImageV1',
        content: 'owFb',
        created: time,
        imageIdentity: 'quay.io/acme/web:1',
        signedClaims: { creator: 'ci' },
        issuedBy: { organization: 'Acme', commonName: 'b4685a588df180b1' },
        issuedTo: { organization: 'Acme', commonName: 'web', publicKeyID: 'b468' },
        conditions: [
          {
            type: 'Trusted',
            status: 'True',
            reason: 'manually verified',
            message: 'm',
            ...{ lastTransitionTime: time, lastProbeTime: time },
          },
        ],
      },
    ])
    expect(signature).toMatchObject({ shortName: '0123', type: 'AtomicImageV1', content: 'owFb' })
    expect(signature?.created).toBe(time)
    expect(signature?.object).toBe('ImageSignature of image.openshift.io/v1')
    const at = '3 Oct 2026, 22:05 UTC'
    const conditionWords = `True, manually verified, m, since ${at}, last looked at ${at}`
    expect(signature?.facts).toEqual([
      { term: 'Created', value: '3 Oct 2026, 22:05:00 UTC' },
      { term: 'Image identity', value: 'quay.io/acme/web:1' },
      { term: 'Issued by', value: 'b4685a588df180b1, of Acme' },
      { term: 'Issued to', value: 'web, of Acme, key b468' },
      { term: 'Claim creator', value: 'ci' },
      { term: 'Condition Trusted', value: conditionWords },
    ])
  })

  it('may lack everything, or be of other types altogether', () => {
    expect(apiSignatures(null)).toEqual([])
    fc.assert(
      fc.property(fc.array(fc.anything()), (odd) => {
        const read = apiSignatures(odd as ImageSignature[])
        expect(
          read.every(({ content, type }) => typeof content === 'string' && type !== null),
        ).toBe(true)
      }),
    )
  })
})
