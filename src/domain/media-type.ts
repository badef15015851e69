/** What the media types of manifests, configurations, layers and their companions are called. */
const words: Readonly<Record<string, string>> = {
  'application/vnd.docker.distribution.manifest.v1+json': 'Docker manifest, schema 1',
  'application/vnd.docker.distribution.manifest.v1+prettyjws': 'Docker manifest, schema 1 (signed)',
  'application/vnd.docker.distribution.manifest.v2+json': 'Docker manifest, schema 2',
  'application/vnd.docker.distribution.manifest.list.v2+json': 'Docker manifest list',
  'application/vnd.docker.container.image.v1+json': 'Docker image configuration',
  'application/vnd.docker.container.image.rootfs.diff+x-gtar': 'Docker layer',
  'application/vnd.docker.image.rootfs.diff.tar': 'Docker layer, not compressed',
  'application/vnd.docker.image.rootfs.diff.tar.gzip': 'Docker layer, gzip',
  'application/vnd.docker.image.rootfs.diff.tar.zstd': 'Docker layer, zstd',
  'application/vnd.docker.image.rootfs.foreign.diff.tar': 'Foreign Docker layer, not compressed',
  'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip': 'Foreign Docker layer, gzip',
  'application/vnd.oci.image.manifest.v1+json': 'OCI manifest',
  'application/vnd.oci.image.index.v1+json': 'OCI index',
  'application/vnd.oci.image.config.v1+json': 'OCI image configuration',
  'application/vnd.oci.artifact.manifest.v1+json': 'OCI artifact manifest',
  'application/vnd.oci.empty.v1+json': 'Empty OCI object',
  'application/vnd.oci.image.layer.v1.tar': 'OCI layer, not compressed',
  'application/vnd.oci.image.layer.v1.tar+gzip': 'OCI layer, gzip',
  'application/vnd.oci.image.layer.v1.tar+zstd': 'OCI layer, zstd',
  'application/vnd.oci.image.layer.v1.tar+encrypted': 'Encrypted OCI layer, not compressed',
  'application/vnd.oci.image.layer.v1.tar+gzip+encrypted': 'Encrypted OCI layer, gzip',
  'application/vnd.oci.image.layer.v1.tar+zstd+encrypted': 'Encrypted OCI layer, zstd',
  'application/vnd.oci.image.layer.nondistributable.v1.tar': 'Foreign OCI layer, not compressed',
  'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip': 'Foreign OCI layer, gzip',
  'application/vnd.oci.image.layer.nondistributable.v1.tar+zstd': 'Foreign OCI layer, zstd',
  'application/vnd.dev.cosign.simplesigning.v1+json': 'Cosign signature',
  'application/vnd.dev.cosign.artifact.sig.v1+json': 'Cosign signature',
  'application/vnd.dev.cosign.artifact.sbom.v1+json': 'Cosign SBOM',
  'application/vnd.dsse.envelope.v1+json': 'Signed attestation (DSSE)',
  'application/vnd.in-toto+json': 'In-toto statement',
  'application/vnd.dev.sigstore.bundle+json;version=0.1': 'Sigstore bundle 0.1',
  'application/vnd.dev.sigstore.bundle+json;version=0.2': 'Sigstore bundle 0.2',
  'application/vnd.dev.sigstore.bundle.v0.3+json': 'Sigstore bundle 0.3',
  'application/vnd.cncf.helm.config.v1+json': 'Helm chart',
  'application/vnd.cncf.helm.chart.content.v1.tar+gzip': 'Helm chart archive',
  'application/vnd.wasm.config.v0+json': 'WebAssembly module',
  'application/spdx+json': 'SPDX SBOM',
  'text/spdx': 'SPDX SBOM',
  'text/spdx+json': 'SPDX SBOM',
  'application/vnd.cyclonedx+json': 'CycloneDX SBOM',
  'application/vnd.cyclonedx+xml': 'CycloneDX SBOM',
  'application/json': 'JSON',
}

/** A media type in words; the type itself where it is unknown, 'Media type not given' for none. */
export function mediaTypeWords(type: string): string {
  if (typeof type !== 'string' || type.trim() === '') return 'Media type not given'
  const name = type.trim()
  return Object.hasOwn(words, name) ? (words[name] ?? name) : name
}

export type LayerTrait = 'foreign' | 'encrypted' | 'zstd'

/** What is uncommon about a layer of this media type (OCI image spec, ocicrypt, Docker schema 2). */
export function layerTraits(type: string): LayerTrait[] {
  const name = typeof type === 'string' ? type : ''
  return [
    ...(/\.(?:foreign\.diff|nondistributable)\./.test(name) ? (['foreign'] as const) : []),
    ...(/\+encrypted$/.test(name) ? (['encrypted'] as const) : []),
    ...(/[.+]zstd(?:\+|$)/.test(name) ? (['zstd'] as const) : []),
  ]
}

const predicates: readonly [start: string, words: string][] = [
  ['https://spdx.dev/', 'SBOM (SPDX)'],
  ['https://cyclonedx.org/', 'SBOM (CycloneDX)'],
  ['https://slsa.dev/provenance/', 'Provenance (SLSA)'],
  ['https://slsa.dev/verification_summary/', 'Verification summary (SLSA)'],
  ['https://in-toto.io/attestation/vulns', 'Vulnerability scan'],
  ['https://cosign.sigstore.dev/attestation/vuln/', 'Vulnerability scan'],
  ['https://openvex.dev/', 'Exploitability statement (OpenVEX)'],
]

/** What an attestation is about, by its predicate type; the type itself where it is unknown. */
export function predicateWords(type: string): string {
  return predicates.find(([start]) => type.startsWith(start))?.[1] ?? type
}
