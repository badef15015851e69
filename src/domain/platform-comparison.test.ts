import { describe, expect, it } from 'vitest'
import type { Image } from './kinds/image'
import { comparePlatforms } from './platform-comparison'

function list(...entries: [platform: string, digest: string][]): { digest: string; image: Image } {
  return {
    digest: 'list',
    image: {
      metadata: { name: 'list' },
      dockerImageManifests: entries.map(([platform, digest]) => {
        const [os = '', architecture = '', variant] = platform.split('/')
        return {
          digest,
          mediaType: '',
          manifestSize: 1,
          os,
          architecture,
          ...(variant && { variant }),
        }
      }),
    },
  }
}

function single(Architecture: string, digest: string): { digest: string; image: Image } {
  return { digest, image: { metadata: { name: digest }, dockerImageMetadata: { Architecture } } }
}

function told(left: ReturnType<typeof list>, right: ReturnType<typeof list>): string[] {
  return comparePlatforms(left, right).map(
    ({ name, kind, left: a, right: b }) => `${name} ${kind} ${a || '-'} ${b || '-'}`,
  )
}

describe('two manifest lists', () => {
  it('are told platform by platform, without their attestations', () => {
    expect(
      told(
        list(['linux/amd64', 'a'], ['linux/arm64', 'b'], ['linux/s390x', 'c']),
        list(
          ['linux/arm64', 'b'],
          ['unknown/unknown', 'x'],
          ['linux/amd64', 'd'],
          ['linux/arm/v7', 'e'],
        ),
      ),
    ).toEqual([
      'linux/amd64 changed a d',
      'linux/arm64 same b b',
      'linux/s390x removed c -',
      'linux/arm/v7 added - e',
    ])
  })

  it('keep every platform that they have twice', () => {
    const windows = list(['windows/amd64', 'a'], ['windows/amd64', 'b'])
    expect(told(windows, list(['windows/amd64', 'a']))).toEqual([
      'windows/amd64 same a a',
      'windows/amd64 (2) removed b -',
    ])
  })
})

describe('a list beside a single image', () => {
  it('has it beside the platform of its architecture', () => {
    const both = list(['linux/amd64', 'a'], ['linux/arm64', 'b'])
    expect(told(both, single('arm64', 'c'))).toEqual([
      'linux/amd64 removed a -',
      'linux/arm64 changed b c',
    ])
    expect(told(single('arm64', 'b'), both)).toEqual([
      'linux/arm64 same b b',
      'linux/amd64 added - a',
    ])
  })

  it('has it for itself where there is no such platform, or none is known', () => {
    expect(told(single('', 'c'), list(['linux/amd64', 'a']))).toEqual([
      'unknown removed c -',
      'linux/amd64 added - a',
    ])
  })
})
