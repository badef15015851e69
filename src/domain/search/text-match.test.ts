import { describe, expect, it } from 'vitest'
import { matchRanges, matchRank, mergeRanges } from './text-match'

describe('a word fits a text', () => {
  it.each([
    ['frontend', 'frontend', 0],
    ['frontend', 'front', 1],
    ['web-frontend', 'front', 2],
    ['shop/frontend', 'front', 2],
    ['v1.20.3', '20', 2],
    ['rhel9', '9', 2],
    ['storefront', 'front', 3],
    ['storefront-front', 'front', 2],
    ['frontend', 'frnd', 5],
    ['frontend', 'fd', -1],
    ['frontend', 'rntd', -1],
    ['card-vault-hsm-connector', 'cvh', 5],
    ['frontend', 'frontned', 4],
    ['frontend', 'frntend', 4],
    ['frontend', 'fronttend', 4],
    ['frontend', 'frontemd', 4],
    ['frontend', 'front-end', 4],
    ['web-frontend-api', 'frontned', 4],
    ['frontends', 'frontned', -1],
    ['frontend', 'rfontend', -1],
    ['prod', 'prdo', -1],
    ['release-v1.2', 'release-v1.3', -1],
    ['card-vault-for-hsm-connector', 'cvh', -1],
    ['frontend', 'backend', -1],
    ['front', 'frontend', -1],
    ['', 'a', -1],
    ['anything', '', 1],
  ])('%s by %s with rank %i', (text, word, rank) => {
    expect(matchRank(text, word)).toBe(rank)
  })
})

describe('what is marked', () => {
  it.each([
    ['Frontend', 'FRONT', [[0, 5]]],
    ['storefront-front', 'front', [[11, 16]]],
    ['storefront', 'front', [[5, 10]]],
    [
      'frontend',
      'frnd',
      [
        [0, 2],
        [3, 4],
        [7, 8],
      ],
    ],
    ['web-frontend', 'frontned', [[4, 12]]],
    ['frontend', 'backend', []],
    ['frontend', '', []],
    // A letter that grows in lower case would shift every mark.
    ['İstanbul-front', 'front', []],
  ])('of %s by %s is %j', (text, word, ranges) => {
    expect(matchRanges(text, word)).toEqual(ranges)
  })

  it('of several words is in order and marked once', () => {
    expect(
      mergeRanges([
        [4, 8],
        [0, 2],
        [6, 10],
        [2, 3],
      ]),
    ).toEqual([
      [0, 3],
      [4, 10],
    ])
  })
})
