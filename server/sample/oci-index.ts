import { type Blob, extentOf, MEDIA_TYPES, type SampleImage } from './oci-image'
import { sha256Digest } from './seeded'

/** A manifest list (Docker) or an index (OCI) of images for several platforms. */
export function buildIndex(
  format: 'docker' | 'oci',
  images: readonly SampleImage[],
  annotations?: Record<string, string>,
): SampleImage {
  const mediaType = format === 'docker' ? MEDIA_TYPES.dockerList : MEDIA_TYPES.ociIndex
  const manifest = JSON.stringify(
    {
      schemaVersion: 2,
      mediaType,
      manifests: images.map((image) => ({
        mediaType: image.mediaType,
        ...extentOf({ digest: image.digest, text: image.manifest }),
        platform: image.platform,
        ...attested(image, images),
      })),
      ...(annotations === undefined ? {} : { annotations }),
    },
    null,
    format === 'docker' ? 3 : 2,
  )
  return {
    digest: sha256Digest(manifest),
    mediaType,
    manifest,
    platform: { os: '', architecture: '' },
    layers: [],
    children: [...images],
    blobs: [],
  }
}

/** The in-toto statements that BuildKit adds to an index beside an image: SPDX and SLSA provenance. */
export function buildAttestation(subject: SampleImage, builtAt: string): SampleImage {
  const statements = [
    [
      'https://spdx.dev/Document',
      {
        spdxVersion: 'SPDX-2.3',
        dataLicense: 'CC0-1.0',
        SPDXID: 'SPDXRef-DOCUMENT',
        name: 'sbom',
        documentNamespace: `https://acme.test/spdx/${subject.digest.slice(7, 19)}`,
        creationInfo: { created: builtAt, creators: ['Tool: buildkit-v0.25.1'] },
        packages: [],
      },
    ],
    [
      'https://slsa.dev/provenance/v0.2',
      {
        builder: { id: 'https://ci.acme.test/builders/buildkit' },
        buildType: 'https://mobyproject.org/buildkit@v1',
        metadata: { buildFinishedOn: builtAt, reproducible: false },
      },
    ],
  ] as const
  const layers = statements.map(([predicateType, predicate]) =>
    blob(
      'application/vnd.in-toto+json',
      JSON.stringify({
        _type: 'https://in-toto.io/Statement/v0.1',
        predicateType,
        subject: [
          { name: `pkg:docker/${subject.digest}`, digest: { sha256: subject.digest.slice(7) } },
        ],
        predicate,
      }),
    ),
  )
  const config = blob(
    MEDIA_TYPES.ociConfig,
    JSON.stringify({
      architecture: 'unknown',
      os: 'unknown',
      config: {},
      rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
    }),
  )
  const manifest = JSON.stringify(
    {
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.oci,
      config: { mediaType: config.mediaType, ...extentOf(config) },
      layers: layers.map((layer, index) => ({
        mediaType: layer.mediaType,
        ...extentOf(layer),
        annotations: { 'in-toto.io/predicate-type': statements[index]?.[0] },
      })),
    },
    null,
    2,
  )
  return {
    digest: sha256Digest(manifest),
    mediaType: MEDIA_TYPES.oci,
    manifest,
    platform: { os: 'unknown', architecture: 'unknown' },
    config,
    layers: layers.map((layer) => ({
      name: layer.digest,
      size: extentOf(layer).size,
      mediaType: layer.mediaType,
    })),
    children: [],
    blobs: [config, ...layers],
  }
}

/** Attestations follow the images that they are about, in the same order. */
function attested(image: SampleImage, images: readonly SampleImage[]) {
  if (image.platform.os !== 'unknown') return {}
  const real = images.filter(({ platform }) => platform.os !== 'unknown')
  const subject = real[images.indexOf(image) - real.length]
  return {
    annotations: {
      'vnd.docker.reference.digest': subject?.digest,
      'vnd.docker.reference.type': 'attestation-manifest',
    },
  }
}

function blob(mediaType: string, text: string): Blob {
  return { digest: sha256Digest(text), mediaType, text }
}
