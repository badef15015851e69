import { expect, test } from 'vitest'
import { byDigest, companionReferences, lookFailure, lookOutcome, lookSource } from './image-look'
import type { ImageStream } from './kinds/image-stream'

const digest = `sha256:${'a'.repeat(64)}`
const child = `sha256:${'b'.repeat(64)}`

const stream = (more: Partial<ImageStream> = {}): ImageStream => ({
  metadata: { name: 'web', namespace: 'shop' },
  status: {
    tags: [
      {
        tag: 'prod',
        items: [
          {
            created: '',
            image: digest,
            dockerImageReference: `quay.io/acme/web@${digest}`,
            generation: 1,
          },
        ],
      },
    ],
  },
  ...more,
})

test('an image is looked at in the repository that the history names', () => {
  expect(lookSource(stream(), digest, `registry.svc:5000/shop/web@${digest}`)).toEqual({
    namespace: 'shop',
    stream: 'web',
    digest,
    reference: `quay.io/acme/web@${digest}`,
    insecure: false,
  })
})

test('a platform, which no tag names, is looked at where the image was stored from', () => {
  expect(lookSource(stream(), child, `quay.io/acme/web:1@${child}`).reference).toBe(
    `quay.io/acme/web@${child}`,
  )
})

test('without any reference there is nowhere to look', () => {
  expect(lookSource(stream(), child).reference).toBe('')
})

test.each([
  [
    'a tag of the same repository',
    stream({
      spec: { tags: [{ name: 'prod', importPolicy: { insecure: true } }] },
    }),
    true,
  ],
  [
    'the stream',
    stream({
      metadata: {
        name: 'web',
        annotations: { 'openshift.io/image.insecureRepository': 'true' },
      },
    }),
    true,
  ],
  [
    'a tag of another repository',
    stream({ spec: { tags: [{ name: 'other', importPolicy: { insecure: true } }] } }),
    false,
  ],
])('plain HTTP is allowed by %s: %#', (_, imageStream, insecure) => {
  expect(lookSource(imageStream, digest).insecure).toBe(insecure)
})

test.each([
  ['quay.io/a/b:1', `quay.io/a/b@${digest}`],
  [`quay.io/a/b@${child}`, `quay.io/a/b@${digest}`],
  ['not a reference!', ''],
  ['', ''],
])('%s by digest is %s', (reference, expected) => {
  expect(byDigest(reference, digest)).toBe(expected)
})

test('companions are under tags of the digest', () => {
  const source = lookSource(stream(), digest)
  const tag = `quay.io/acme/web:sha256-${'a'.repeat(64)}`
  expect(companionReferences(source)).toEqual([`${tag}.sig`, `${tag}.att`, `${tag}.sbom`, tag])
})

test('a failure is an answer, whatever else is in it', () => {
  const failed = { status: { status: 'Failure', reason: 'Unauthorized', message: 'no' } } as const
  expect(lookOutcome({ ...failed, image: { metadata: { name: digest } } })).toEqual({
    ok: false,
    failure: {
      reason: 'Unauthorized',
      title: 'The registry refused the login',
      advice: expect.stringContaining('pull secret'),
      message: 'no',
    },
  })
  expect(lookOutcome(undefined)).toMatchObject({ ok: false })
})

test('an image is told with the images of its list', () => {
  const image = { metadata: { name: digest } }
  const manifests = [{ metadata: { name: child } }]
  expect(lookOutcome({ status: { status: 'Success' }, image, manifests })).toEqual({
    ok: true,
    look: { image, children: manifests },
  })
})

test.each(['NotFound', 'Unauthorized', 'Forbidden', 'InternalError', 'NotV2Registry', 'odd', ''])(
  'reason %s has a title and advice',
  (reason) => {
    const { title, advice } = lookFailure({ reason })
    expect(title).not.toBe('')
    expect(advice).toMatch(/\.$/)
  },
)
