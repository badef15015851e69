import { parseManifestDocument } from '@/domain/manifest-document'
import { mediaTypeWords } from '@/domain/media-type'
import { predicateWords } from '@/domain/signatures/predicate-type'

/** What the manifest names, each once in words, and how large it is. */
export function keptContent(manifest: string): { details: string[]; size: number | undefined } {
  const parsed = parseManifestDocument(manifest)
  if (!parsed.ok) return { details: [parsed.problem], size: undefined }
  const document = parsed.value
  if (document.type === 'manifest') {
    const details = document.layers.map(({ annotations, mediaType }) =>
      annotations.predicateType
        ? predicateWords(annotations.predicateType)
        : mediaTypeWords(mediaType),
    )
    return { details: [...new Set(details)], size: document.totalLayerBytes }
  }
  if (document.type === 'index') {
    const details = document.entries.map(({ artifactType, mediaType, digest }) => {
      const type = mediaTypeWords(artifactType || mediaType)
      return `${type}, ${digest.slice(0, 19)}`
    })
    return {
      details,
      size: document.entries.reduce((sum, entry) => sum + entry.size, 0),
    }
  }
  return { details: [], size: undefined }
}
