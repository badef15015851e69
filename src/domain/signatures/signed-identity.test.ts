import { describe, expect, it } from 'vitest'
import { identityCheck, knownRepositories } from './signed-identity'

const digest = `sha256:${'0a'.repeat(32)}`
const image = { digest, repositories: ['quay.io/acme/web', 'registry.svc:5000/shop/web'] }

describe('the repositories of an image', () => {
  it('are each there once, without tags and digests, and without what is no reference', () => {
    const references = [
      `quay.io/acme/web@${digest}`,
      'quay.io/acme/web:1',
      'registry.svc:5000/shop/web',
      'nginx',
      '',
      'not a reference',
    ]
    expect(knownRepositories(references)).toEqual([
      ...image.repositories,
      'docker.io/library/nginx',
    ])
  })
})

describe('the repository that a signature names', () => {
  it.each<['atomic' | 'cosign', string, string]>([
    ['atomic', 'quay.io/acme/web:1', 'passed'],
    ['atomic', `quay.io/acme/web@${digest}`, 'passed'],
    ['atomic', 'registry.svc:5000/shop/web:prod', 'passed'],
    ['atomic', 'quay.io/acme/web', 'failed'],
    ['atomic', 'quay.io/acme/other:1', 'failed'],
    ['atomic', 'quay.io/acme/web/more:1', 'failed'],
    ['atomic', 'quay.io:443/acme/web:1', 'failed'],
    ['atomic', 'acme/web:1', 'failed'],
    ['atomic', '', 'failed'],
    ['atomic', 'not a reference', 'failed'],
    ['cosign', 'quay.io/acme/web', 'passed'],
    ['cosign', 'quay.io/acme/web:1', 'passed'],
    ['cosign', 'quay.io/acme/other', 'failed'],
    ['cosign', '', 'failed'],
  ])('of kind %s, %j: %s', (kind, claimed, outcome) => {
    const check = identityCheck(kind, claimed, image)
    expect(check).toMatchObject({ name: 'Repository', outcome })
    if (claimed) expect(check.detail).toContain(claimed)
  })

  it('is not compared with nothing', () => {
    const check = identityCheck('atomic', 'quay.io/acme/web:1', { digest, repositories: [] })
    expect(check.outcome).toBe('not-checked')
  })

  it('says by which rule a name without a tag is refused', () => {
    const { detail } = identityCheck('atomic', 'quay.io/acme/web', image)
    expect(detail).toContain('matchRepoDigestOrExact')
  })
})
