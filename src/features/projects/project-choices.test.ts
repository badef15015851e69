import { describe, expect, it } from 'vitest'
import { projectChoices } from './project-choices'

const projects = [
  { name: 'payments', displayName: 'payments' },
  { name: 'shop', displayName: 'The web shop' },
  { name: 'web-shop', displayName: 'web-shop' },
]

function offered(typed: string, known = projects) {
  return projectChoices(known, typed).map(({ kind, name }) => `${kind} ${name}`.trim())
}

describe('the project picker offers', () => {
  it('all projects first, then each', () => {
    expect(offered('')).toEqual(['all', 'known payments', 'known shop', 'known web-shop'])
  })

  it.each([
    ['sho', ['known shop', 'known web-shop', 'typed sho']],
    ['shop', ['known shop', 'known web-shop']],
    ['WEB SHOP', ['known shop']],
    ['all', ['all', 'typed all']],
    ['-bad-', []],
  ])('for "%s": %s', (typed, choices) => {
    expect(offered(typed)).toEqual(choices)
  })

  it('a typed name to who may list no projects', () => {
    expect(offered('my-team', [])).toEqual(['typed my-team'])
  })
})
