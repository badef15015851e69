import { useMemo } from 'react'
import { parseManifestDocument } from '@/domain/manifest-document'
import { PairTable } from './pair-table'

/** The annotations of a manifest; nothing while its text is not here, for then they are not known. */
export function ManifestAnnotations({ manifest }: { manifest: string }) {
  const annotations = useMemo(() => {
    const parsed = manifest === '' ? undefined : parseManifestDocument(manifest)
    return parsed?.ok ? Object.entries(parsed.value.annotations) : undefined
  }, [manifest])
  if (!annotations) return null
  return (
    <section className="ts-sec">
      <h2>
        Annotations <span className="ts-count">{annotations.length}</span>
      </h2>
      <PairTable
        caption="Annotations of the manifest"
        names={['Annotation', 'Value']}
        pairs={annotations}
        empty="The manifest has no annotations."
      />
    </section>
  )
}
