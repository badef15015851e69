import { expect, test } from 'vitest'
import { dockerfileText, instructionText } from './dockerfile'
import type { HistoryStep } from './image-config'
import { layerRows, orderedLayers } from './layers'

function step(created_by: string, rest: Partial<HistoryStep> = {}): HistoryStep {
  return { created: '', created_by, author: '', comment: '', empty_layer: false, ...rest }
}

test.each([
  ['/bin/sh -c #(nop)  CMD ["nginx" "-g"]', 'CMD ["nginx" "-g"]'],
  ['/bin/sh -c #(nop) ADD file:1a2b in / ', 'ADD file:1a2b /'],
  ['/bin/sh -c #(nop) COPY dir:3c4d in /srv', 'COPY dir:3c4d /srv'],
  ['/bin/sh -c #(nop) COPY --chown=1001 file:1a in /x', 'COPY --chown=1001 file:1a in /x'],
  ['/bin/sh -c apt-get update', 'RUN apt-get update'],
  ['|2 A=1 B=two words /bin/sh -c make all', 'RUN make all'],
  ['RUN /bin/sh -c make all # buildkit', 'RUN make all'],
  ['RUN |1 V=2 /bin/sh -c make all # buildkit', 'RUN make all'],
  ['RUN /bin/bash -o pipefail -c a | b # buildkit', 'RUN a | b'],
  ['RUN ["/bin/true"]', 'RUN ["/bin/true"]'],
  ['COPY --chown=1001:0 dist /srv # buildkit', 'COPY --chown=1001:0 dist /srv'],
  ['ENV PATH=/usr/bin', 'ENV PATH=/usr/bin'],
  ['ENTRYPOINT ["/app"]', 'ENTRYPOINT ["/app"]'],
  ['cmd /S /C mkdir x', 'RUN mkdir x'],
  ['bazel build //:image', '# bazel build //:image'],
  ['ENVELOPE', '# ENVELOPE'],
  ['two\nlines', '# two lines'],
  ['', ''],
])('%j is %j', (written, expected) => {
  expect(instructionText(step(written))).toBe(expected)
})

test('a step that says nothing is told by its comment', () => {
  expect(instructionText(step('', { comment: 'Imported from -' }))).toBe('# Imported from -')
})

test('the Dockerfile has long commands broken at && outside of quotes', () => {
  const command = `RUN apt-get update && apt-get install -y ca-certificates && echo "a && b" && rm -rf /var`
  expect(dockerfileText([step('/bin/sh -c #(nop) ADD file:1 in /'), step(command), step('')])).toBe(
    [
      'ADD file:1 /',
      'RUN apt-get update \\',
      '    && apt-get install -y ca-certificates \\',
      '    && echo "a && b" \\',
      '    && rm -rf /var',
      '',
    ].join('\n'),
  )
  expect(dockerfileText([])).toBe('')
})

const layers = [
  { name: 'sha256:1', size: 300, mediaType: 'tar' },
  { name: 'sha256:2', size: 100, mediaType: 'tar' },
]

test('layers have a share of the whole and a running total', () => {
  expect(layerRows(layers)).toEqual([
    {
      digest: 'sha256:1',
      size: 300,
      mediaType: 'tar',
      share: 0.75,
      runningTotal: 300,
      isEmpty: false,
    },
    {
      digest: 'sha256:2',
      size: 100,
      mediaType: 'tar',
      share: 0.25,
      runningTotal: 400,
      isEmpty: false,
    },
  ])
})

test('the history is joined over the steps that left no layer', () => {
  const rows = layerRows(layers, [
    step('ADD a /'),
    step('ENV A=1', { empty_layer: true }),
    step('COPY b /'),
    step('CMD ["x"]', { empty_layer: true }),
  ])
  expect(
    rows.map(({ digest, instruction, isEmpty, runningTotal }) => [
      digest,
      instruction,
      isEmpty,
      runningTotal,
    ]),
  ).toEqual([
    ['sha256:1', 'ADD a /', false, 300],
    ['', 'ENV A=1', true, 300],
    ['sha256:2', 'COPY b /', false, 400],
    ['', 'CMD ["x"]', true, 400],
  ])
})

test('a history of another length is not guessed at', () => {
  const rows = layerRows(layers, [step('ADD a /')])
  expect(rows.map(({ instruction }) => instruction)).toEqual([undefined, undefined])
})

test('sizes that are none are unknown, and weigh nothing', () => {
  const odd = [{ name: 'sha256:1', size: -1, mediaType: 'tar' }]
  expect(layerRows(odd)[0]).toMatchObject({ size: null, share: 0, runningTotal: 0 })
  expect(layerRows(null)).toEqual([])
})

test('layers that an old server kept upside down are turned', () => {
  const image = (order: string) => ({
    metadata: { name: 'x', annotations: { 'image.openshift.io/dockerLayersOrder': order } },
    dockerImageLayers: layers,
  })
  expect(orderedLayers(image('ascending'))).toEqual(layers)
  expect(orderedLayers(image('descending'))).toEqual(layers.toReversed())
})
