import { describe, expect, it } from 'vitest'
import { fieldAt, yamlChoices, yamlCursor } from './yaml-cursor'

const document = `# what runs
from:
  kind: DockerImage
  "name": quay.io/acme/web:1

importPolicy:
  scheduled: true
annotations:
  owner: maria
`

describe('a place of a YAML text', () => {
  it.each([
    ['from', 'from'],
    ['DockerImage', 'from.kind'],
    ['quay.io/acme/web:1', 'from.name'],
    ['scheduled: ', 'importPolicy.scheduled'],
    ['owner: ', 'annotations.owner'],
  ])('after %j is in the field %s', (words, path) => {
    const before = document.slice(0, document.indexOf(words) + words.length)
    const found = fieldAt(yamlCursor(`${before}${words === 'from' ? ':' : ''}`))
    expect(found?.path).toBe(path)
  })

  it('that names nothing known is in no field', () => {
    expect(fieldAt(yamlCursor('form: '))).toBeUndefined()
  })
})

describe('what can be written', () => {
  it.each([
    ['', ['from:', 'reference: ', 'importPolicy:', 'referencePolicy:', 'annotations:']],
    ['from:\n  ', ['kind: ', 'name: ', 'namespace: ']],
    ['from:\n  kind: ', ['DockerImage', 'ImageStreamTag', 'ImageStreamImage']],
    ['importPolicy:\n  scheduled: ', ['true', 'false']],
    ['importPolicy:\n  insecure: true\n  imp', ['scheduled: ', 'insecure: ', 'importMode: ']],
    ['referencePolicy:\n  type: L', ['Source', 'Local']],
    ['annotations:\n  ', []],
    ['from:\n  name: ', []],
  ])('after %j', (before, choices) => {
    expect(yamlChoices(yamlCursor(before)).map(({ text }) => text)).toEqual(choices)
  })
})
