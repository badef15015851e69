import { describe, expect, it } from 'vitest'
import { type ComparedImage, compareImages, differencesOf } from './image-comparison'
import { parseImageConfig } from './image-config'
import type { DockerConfig, Image } from './kinds/image'

function anImage(config: DockerConfig, parts: Partial<Image> = {}): ComparedImage {
  return {
    image: {
      metadata: { name: 'sha256:1' },
      dockerImageMetadata: { Architecture: 'amd64', Config: config },
      ...parts,
    },
  }
}

function told(left: ComparedImage, right: ComparedImage, hidesNoise = false): string[] {
  return compareImages(left, right).groups.flatMap(({ title, values }) =>
    differencesOf(values, hidesNoise).map(
      ({ name, kind, left: a, right: b }) => `${title}: ${name} ${kind} ${a ?? '-'} ${b ?? '-'}`,
    ),
  )
}

describe('two images', () => {
  const cases: [name: string, DockerConfig, DockerConfig, string[]][] = [
    ['nothing', {}, {}, []],
    ['the same', { User: '1', Env: ['A=1'] }, { User: '1', Env: ['A=1'] }, []],
    [
      'a command',
      { Cmd: ['nginx', '-g', 'off'] },
      { Cmd: ['nginx', '-g', 'on'] },
      ['Configuration: Command changed ["nginx","-g","off"] ["nginx","-g","on"]'],
    ],
    ['an entrypoint', {}, { Entrypoint: ['run'] }, ['Configuration: Entrypoint added - ["run"]']],
    ['no command and an empty one', { Cmd: [] }, {}, []],
    [
      'ports and volumes',
      { ExposedPorts: { '80/tcp': {}, '81/tcp': {} }, Volumes: { '/data': {} } },
      { ExposedPorts: { '81/tcp': {}, '8443/tcp': {} }, Volumes: null },
      [
        'Configuration: Port removed 80/tcp -',
        'Configuration: Port added - 8443/tcp',
        'Configuration: Volume removed /data -',
      ],
    ],
    [
      'variables',
      { Env: ['GONE=1', 'KEPT=1', 'MOVED=1'] },
      { Env: ['KEPT=1', 'MOVED=2', 'NEW=a=b', 'BARE'] },
      [
        'Environment: BARE added - ',
        'Environment: GONE removed 1 -',
        'Environment: MOVED changed 1 2',
        'Environment: NEW added - a=b',
      ],
    ],
    ['a variable that is set twice', { Env: ['A=1', 'A=2'] }, { Env: ['A=2'] }, []],
    [
      'labels, one of a hostile name',
      { Labels: { keep: 'x', version: '1' } },
      { Labels: JSON.parse('{"keep":"x","version":"2","__proto__":"y"}') },
      ['Labels: __proto__ added - y', 'Labels: version changed 1 2'],
    ],
    [
      'a health check',
      { Healthcheck: { Test: ['CMD', 'true'], Interval: 5e9 } },
      { Healthcheck: { Test: ['CMD', 'true'], Interval: 10e9, Retries: 3 } },
      [
        'Configuration: Health check changed ["CMD","true"], every 5 s ["CMD","true"], every 10 s, 3 retries',
      ],
    ],
  ]
  it.each(cases)('that differ in %s', (_name, left, right, expected) => {
    expect(told(anImage(left), anImage(right))).toEqual(expected)
  })

  it('have differences that mean nothing: dates, ids, an order', () => {
    const left = anImage({ Env: ['A=1', 'B=1'], Labels: { 'build-date': 'x', vendor: 'a' } })
    const right = anImage({ Env: ['B=1', 'A=1'], Labels: { 'build-date': 'y', vendor: 'b' } })
    left.image.dockerImageMetadata = {
      ...left.image.dockerImageMetadata,
      Created: '2026-11-14T10:00:00Z',
      Id: 'sha256:a',
    }
    expect(told(left, right)).toEqual([
      'Image: Created removed 14 Nov 2026, 10:00:00 UTC -',
      'Image: Configuration digest removed sha256:a -',
      'Environment: Order of the variables changed A, B B, A',
      'Labels: build-date changed x y',
      'Labels: vendor changed a b',
    ])
    expect(told(left, right, true)).toEqual(['Labels: vendor changed a b'])
  })

  it('have the platform compared as far as it is known of both', () => {
    const parsed = parseImageConfig('{"os":"linux","architecture":"amd64","variant":"v2"}')
    const config = parsed.ok ? parsed.value : undefined
    const whole = { ...anImage({}), config }
    const bare = anImage({})
    expect(told(whole, bare)).toEqual([])
    expect(told(whole, { ...anImage({}), config: config && { ...config, variant: 'v3' } })).toEqual(
      ['Image: Platform changed linux/amd64/v2 linux/amd64/v3'],
    )
  })

  it('have their size, what they share and what is to pull', () => {
    const layers = (...names: string[]) => ({
      dockerImageLayers: names.map((name) => ({ name, size: 10, mediaType: '' })),
    })
    const result = compareImages(anImage({}, layers('a', 'b')), anImage({}, layers('a', 'c', 'd')))
    expect(result).toMatchObject({ size: { left: 20, right: 30 }, shared: 10, toPull: 20 })
  })

  it('have the step that made a layer where the configuration tells it', () => {
    const parsed = parseImageConfig('{"history":[{"created_by":"RUN make"}]}')
    const side = {
      ...anImage({}, { dockerImageLayers: [{ name: 'a', size: 1, mediaType: '' }] }),
      config: parsed.ok ? parsed.value : undefined,
    }
    expect(compareImages(side, side).layers[0]?.instruction).toBe('RUN make')
  })

  it('of a platform list have nothing to say of layers', () => {
    const side = anImage({}, { dockerImageManifests: [], dockerImageMetadata: null })
    expect(compareImages(side, side).layers).toEqual([])
  })
})
