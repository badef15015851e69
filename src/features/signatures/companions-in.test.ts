import { expect, it } from 'vitest'
import { accessoryTag } from '@/domain/accessory-tag'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { companionsIn } from './companions-in'

const image = `sha256:${'0a'.repeat(32)}`
const other = `sha256:${'0b'.repeat(32)}`
const own = (n: number) => `sha256:${String(n).repeat(64)}`

function held(tag: string, n: number) {
  const dockerImageReference = `quay.io/acme/web@${own(n)}`
  const created = '2026-10-03T22:05:00Z'
  return { tag, items: [{ created, dockerImageReference, image: own(n), generation: 1 }] }
}

const stream: ImageStream = {
  metadata: { name: 'web', namespace: 'shop' },
  spec: {},
  status: {
    tags: [
      held('latest', 1),
      held(accessoryTag(image, 'sbom'), 2),
      held(accessoryTag(image, 'signature'), 3),
      held(accessoryTag(other, 'signature'), 4),
      { tag: accessoryTag(image, 'attestation'), items: [] },
    ],
  },
}

it('what is kept with an image are the tags of its digest that hold something, signatures first', () => {
  const found = companionsIn(stream, image)
  expect(found.map(({ kind, digest }) => [kind, digest])).toEqual([
    ['signature', own(3)],
    ['sbom', own(2)],
  ])
  expect(found[0]?.source.reference).toBe(`quay.io/acme/web@${own(3)}`)
})
