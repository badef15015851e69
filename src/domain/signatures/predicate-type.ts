const words: readonly [start: string, words: string][] = [
  ['https://slsa.dev/provenance/', 'SLSA provenance'],
  ['https://slsa.dev/verification_summary/', 'SLSA verification summary'],
  ['https://spdx.dev/Document', 'SPDX SBOM'],
  ['https://cyclonedx.org/bom', 'CycloneDX SBOM'],
  ['https://cyclonedx.org/schema', 'CycloneDX SBOM'],
  ['https://in-toto.io/attestation/vulns', 'Vulnerability scan'],
  ['https://cosign.sigstore.dev/attestation/vuln/', 'Vulnerability scan'],
  ['https://cosign.sigstore.dev/attestation/', 'Cosign statement'],
  ['https://sigstore.dev/cosign/sign/', 'Cosign signature'],
  ['https://in-toto.io/attestation/link/', 'In-toto link'],
  ['https://openvex.dev/ns', 'OpenVEX statement'],
]

/** The type of an attestation in words with the type itself; the type alone where it is unknown. */
export function predicateWords(predicateType: string): string {
  if (predicateType === '') return 'not said'
  const known = words.find(([start]) => predicateType.startsWith(start))
  return known ? `${known[1]} (${predicateType})` : predicateType
}
