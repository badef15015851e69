import { expect, test } from 'vitest'
import { layerTraits, mediaTypeWords, predicateWords } from './media-type'

test.each([
  ['application/vnd.oci.image.layer.v1.tar+gzip', []],
  ['application/vnd.oci.image.layer.v1.tar+zstd', ['zstd']],
  ['application/vnd.docker.image.rootfs.diff.tar.zstd', ['zstd']],
  ['application/vnd.docker.image.rootfs.foreign.diff.tar.gzip', ['foreign']],
  ['application/vnd.oci.image.layer.nondistributable.v1.tar+zstd', ['foreign', 'zstd']],
  ['application/vnd.oci.image.layer.v1.tar+zstd+encrypted', ['encrypted', 'zstd']],
  ['', []],
])('a layer of type %j is %j', (type, traits) => {
  expect(layerTraits(type)).toEqual(traits)
})

test.each([
  ['application/vnd.oci.image.layer.v1.tar+gzip+encrypted', 'Encrypted OCI layer, gzip'],
  ['application/vnd.acme.thing', 'application/vnd.acme.thing'],
  ['__proto__', '__proto__'],
  [' ', 'Media type not given'],
])('%j is called %s', (type, words) => {
  expect(mediaTypeWords(type)).toBe(words)
})

test.each([
  ['https://spdx.dev/Document/v2.3', 'SBOM (SPDX)'],
  ['https://slsa.dev/provenance/v1', 'Provenance (SLSA)'],
  ['https://acme.test/review', 'https://acme.test/review'],
])('an attestation of type %s is %s', (type, words) => {
  expect(predicateWords(type)).toBe(words)
})
