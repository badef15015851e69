import { type Blob, extentOf, MEDIA_TYPES, type SampleImage } from './oci-image'
import { sampleSignatures } from './sample-signatures'
import { pushed, type SampleTag } from './sample-stream'
import { sha256Digest } from './seeded'

/**
 * The tags that cosign leaves beside an image: signature, attestation and bill of materials, each an ordinary
 * OCI image to the cluster. `at`: minutes before now.
 */
export function accessoryTags(repository: string, image: SampleImage, at: number): SampleTag[] {
  const signed = sampleSignatures.cosign[image.digest]
  if (!signed) return []
  const tag = image.digest.replace(':', '-')
  return [
    pushed(`${tag}.sig`, [
      carrier([
        layer('application/vnd.dev.cosign.simplesigning.v1+json', signed.payload, {
          'dev.cosignproject.cosign/signature': signed.signature,
        }),
      ]),
      at,
    ]),
    pushed(`${tag}.att`, [
      carrier([
        layer('application/vnd.dsse.envelope.v1+json', signed.attestation, {
          'dev.cosignproject.cosign/signature': '',
          predicateType: 'https://slsa.dev/provenance/v1',
        }),
      ]),
      at - 1,
    ]),
    pushed(`${tag}.sbom`, [
      carrier([layer('text/spdx+json', billOfMaterials(repository, image), {})], {
        artifactType: 'application/spdx+json',
        subject: {
          mediaType: image.mediaType,
          ...extentOf({ digest: image.digest, text: image.manifest }),
        },
      }),
      at - 2,
    ]),
  ]
}

interface AnnotatedLayer {
  blob: Blob
  annotations: Record<string, string>
}

function layer(
  mediaType: string,
  text: string,
  annotations: Record<string, string>,
): AnnotatedLayer {
  return { blob: { digest: sha256Digest(text), mediaType, text }, annotations }
}

/** A manifest whose layers are documents; its configuration says nothing, as cosign writes it. */
function carrier(layers: AnnotatedLayer[], more: object = {}): SampleImage {
  const diffIds = layers.map(({ blob }) => blob.digest)
  const text = JSON.stringify({
    architecture: '',
    created: '0001-01-01T00:00:00Z',
    history: layers.map(() => ({ created: '0001-01-01T00:00:00Z' })),
    os: '',
    rootfs: { type: 'layers', diff_ids: diffIds },
    config: {},
  })
  const config: Blob = { digest: sha256Digest(text), mediaType: MEDIA_TYPES.ociConfig, text }
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.oci,
    config: { mediaType: config.mediaType, ...extentOf(config) },
    layers: layers.map(({ blob, annotations }) => ({
      mediaType: blob.mediaType,
      ...extentOf(blob),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    })),
    ...more,
  })
  return {
    digest: sha256Digest(manifest),
    mediaType: MEDIA_TYPES.oci,
    manifest,
    platform: { os: '', architecture: '' },
    config,
    layers: layers.map(({ blob }) => ({
      name: blob.digest,
      size: extentOf(blob).size,
      mediaType: blob.mediaType,
    })),
    children: [],
    blobs: [config, ...layers.map(({ blob }) => blob)],
  }
}

function billOfMaterials(repository: string, image: SampleImage): string {
  const packages = ['express', 'undici', 'pino', 'zod', 'openid-client']
  return JSON.stringify({
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: `${repository}@${image.digest}`,
    documentNamespace: `https://acme.test/spdx/${repository}/${image.digest.slice(7, 19)}`,
    packages: packages.map((name, index) => ({
      name,
      SPDXID: `SPDXRef-Package-npm-${name}`,
      versionInfo: `${index + 2}.${index * 3}.1`,
      downloadLocation: 'NOASSERTION',
      licenseConcluded: 'MIT',
    })),
  })
}
