import fc from 'fast-check'
import type { Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import type { Workload } from '@/domain/kinds/workload'

/**
 * Objects as no server should send them, for tests that nothing breaks on: members missing, null,
 * or of another type, unknown kinds, 100 KB of text, text that tries to be markup or to reorder a
 * line. For tests only: it needs fast-check, which is no part of the dashboard.
 */

const huge = 'x'.repeat(100_000)

/** Text that has broken pages before, beside ordinary text. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    '',
    ' ',
    'latest',
    'v1.2.3',
    '__proto__',
    'constructor',
    'toString',
    '../../etc/passwd',
    '<img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '"; drop table tags; --',
    '%00%2f%s%n',
    '\u202Egnp.exe\u202C',
    '\u0000\u0007\u001b[31m',
    'a\nb\r\nc',
    '\uD800',
    '👩‍👩‍👧‍👦',
    'ẞİ',
    'shop/web:v1:v2@sha256:',
    huge,
    `${'a/'.repeat(50_000)}`,
    `${'a-'.repeat(5_000)}!`,
    `sha256:${'f'.repeat(64)}`,
    `sha256-${'0'.repeat(64)}.sig`,
    `app@sha256:${'e'.repeat(64)}`,
    `image-registry.openshift-image-registry.svc:5000/shop/app@sha256:${'e'.repeat(64)}`,
  ),
)

/** Anything that JSON can hold, none of it what was expected. */
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, false, 0, -1, 1e308, 0.5, [], {}, [null], [[]], { a: null }),
  oddText,
)

/** Mostly what belongs there, sometimes nothing, null or something else. */
function mostly(arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: oddValue })
}

/** An object with some of these members. */
function some(members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  const parts = Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, mostly(value)]),
  )
  return fc.record(parts, { requiredKeys: [], noNullPrototype: true })
}

const generation = fc.integer({ min: 0, max: 9 })
const time = fc.constantFrom(
  '2026-11-20T17:40:00Z',
  '2026-11-20T18:40:00.123456789+01:00',
  '2099-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  'yesterday',
)
const map = fc.oneof(fc.dictionary(oddText, oddText, { maxKeys: 3 }), oddValue)

const from = some({
  kind: fc.constantFrom('ImageStreamTag', 'ImageStreamImage', 'DockerImage', 'Pod', ''),
  name: oddText,
  namespace: oddText,
})

/** A TagReference that may be anything. */
export const oddTagReference: fc.Arbitrary<unknown> = some({
  name: oddText,
  annotations: map,
  from,
  reference: fc.boolean(),
  generation,
  importPolicy: some({
    insecure: fc.boolean(),
    scheduled: fc.boolean(),
    importMode: fc.constantFrom('Legacy', 'PreserveOriginal', 'Sideways', ''),
  }),
  referencePolicy: some({ type: fc.constantFrom('Source', 'Local', 'Elsewhere') }),
})

const event = some({ created: time, dockerImageReference: oddText, image: oddText, generation })

const condition = some({
  type: fc.constantFrom('ImportSuccess', 'Other'),
  status: fc.constantFrom('False', 'True', 'Unknown'),
  lastTransitionTime: time,
  reason: oddText,
  message: oddText,
  generation,
})

const history = some({
  tag: oddText,
  items: fc.array(mostly(event), { maxLength: 4 }),
  conditions: fc.array(mostly(condition), { maxLength: 2 }),
})

/** An ImageStream that may be anything, as long as it is an object. */
export const oddImageStream: fc.Arbitrary<ImageStream> = fc
  .record(
    {
      apiVersion: mostly(fc.constant('image.openshift.io/v1')),
      kind: mostly(fc.constant('ImageStream')),
      metadata: mostly(
        some({
          name: oddText,
          namespace: oddText,
          uid: oddText,
          resourceVersion: fc.constant('7'),
          creationTimestamp: time,
          labels: map,
          annotations: map,
        }),
      ),
      spec: mostly(
        some({
          lookupPolicy: some({ local: fc.boolean() }),
          dockerImageRepository: oddText,
          tags: fc.array(mostly(oddTagReference), { maxLength: 4 }),
        }),
      ),
      status: mostly(
        some({
          dockerImageRepository: oddText,
          publicDockerImageRepository: oddText,
          tags: fc.array(mostly(history), { maxLength: 4 }),
        }),
      ),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  // The type is what the API promises, and what these objects do not keep.
  .map((object) => object as unknown as ImageStream)

const layer = some({ name: oddText, size: fc.double(), mediaType: oddText })

/** An Image that may be anything, as long as it is an object. */
export const oddImage = fc
  .record(
    {
      metadata: mostly(some({ name: oddText, annotations: map })),
      dockerImageReference: mostly(oddText),
      dockerImageMetadata: mostly(
        some({ Architecture: oddText, Size: fc.double(), Created: time, Config: map }),
      ),
      dockerImageConfig: mostly(oddText),
      dockerImageManifestMediaType: mostly(oddText),
      dockerImageLayers: mostly(fc.array(mostly(layer), { maxLength: 4 })),
      dockerImageManifests: mostly(
        fc.array(mostly(some({ digest: oddText, os: oddText, architecture: oddText })), {
          maxLength: 3,
        }),
      ),
      signatures: mostly(fc.array(mostly(some({ type: oddText, content: oddText })))),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .map((object) => object as unknown as Image)

const source = some({
  kind: fc.constantFrom('ImageStreamTag', 'ImageStreamTag', 'DockerImage'),
  name: fc.oneof(fc.constant('app:prod'), oddText),
  namespace: oddText,
})

const pods = some({
  spec: some({
    containers: fc.array(mostly(some({ name: oddText, image: oddText })), { maxLength: 2 }),
    initContainers: fc.array(mostly(some({ name: oddText, image: oddText })), { maxLength: 2 }),
  }),
})

const annotatedTriggers = fc
  .array(
    mostly(
      some({
        from: source,
        fieldPath: fc.oneof(fc.constant('spec.template.spec.containers[0].image'), oddText),
        paused: fc.boolean(),
      }),
    ),
    { maxLength: 3 },
  )
  .map((triggers) => JSON.stringify(triggers))

/** A workload or a build of any kind that may be anything, as long as it is an object. */
export const oddWorkload = fc
  .record(
    {
      metadata: mostly(
        some({
          name: oddText,
          namespace: oddText,
          annotations: some({ 'image.openshift.io/triggers': annotatedTriggers }),
        }),
      ),
      spec: mostly(
        some({
          template: pods,
          jobTemplate: some({ spec: some({ template: pods }) }),
          triggers: fc.array(
            mostly(
              some({
                type: fc.constantFrom('ImageChange', 'ConfigChange'),
                imageChangeParams: some({
                  automatic: fc.boolean(),
                  from: source,
                  containerNames: fc.array(oddText, { maxLength: 2 }),
                  lastTriggeredImage: oddText,
                }),
                imageChange: some({
                  from: source,
                  paused: fc.boolean(),
                  lastTriggeredImageID: oddText,
                }),
              }),
            ),
            { maxLength: 3 },
          ),
          strategy: some({ sourceStrategy: some({ from: source }) }),
          output: some({ to: source }),
        }),
      ),
      status: mostly(
        some({
          imageChangeTriggers: fc.array(
            mostly(some({ from: source, lastTriggeredImageID: oddText })),
            { maxLength: 2 },
          ),
        }),
      ),
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .map((object) => object as unknown as Workload)
