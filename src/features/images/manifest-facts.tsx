import { useMemo } from 'react'
import { Link } from 'react-router'
import { shortDigest } from '@/domain/digest'
import { isManifestList } from '@/domain/image-config'
import type { Image } from '@/domain/kinds/image'
import { type ManifestDocument, parseManifestDocument } from '@/domain/manifest-document'
import { mediaTypeWords } from '@/domain/media-type'
import { formatBytes } from '@/domain/size'
import { asText, readable } from '@/domain/untrusted'
import { imagePath } from '@/paths'
import { type DescriptionRow, DescriptionRows } from '@/ui/description-rows'
import { DigestText } from '@/ui/digest-text'

/** What a manifest says of itself: its kind, configuration, layers, subject. */
export function ManifestFacts({
  namespace,
  stream,
  image,
  manifest,
  bytes,
}: {
  namespace: string
  stream: string
  image: Image
  /** Its exact text; '' where it is not here. */
  manifest: string
  /** How long it is, where it was read. */
  bytes: number | undefined
}) {
  const document = useMemo(() => {
    const parsed = manifest === '' ? undefined : parseManifestDocument(manifest)
    return parsed?.ok ? parsed.value : undefined
  }, [manifest])
  const type = document?.mediaType || asText(image.dockerImageManifestMediaType)
  const rows: DescriptionRow[] = [
    {
      term: 'Media type',
      value: <span title={type}>{readable(mediaTypeWords(type))}</span>,
    },
    ...(bytes === undefined ? [] : [{ term: 'Length', value: formatBytes(bytes) }]),
    ...(document?.artifactType
      ? [
          {
            term: 'Artifact type',
            value: (
              <span title={document.artifactType}>
                {readable(mediaTypeWords(document.artifactType))}
              </span>
            ),
          },
        ]
      : []),
    ...(document?.subject
      ? [
          {
            term: 'About',
            help: 'The manifest that this one refers to: it is its signature, attestation or the like.',
            value: (
              <Link className="ts-link" to={imagePath(namespace, stream, document.subject)}>
                {stream}@{shortDigest(document.subject)}
              </Link>
            ),
          },
        ]
      : []),
    ...(document ? contentRows(document, image) : []),
  ]
  return (
    <section className="ts-sec">
      <h2>{isManifestList(image) ? 'The list itself' : 'Manifest'}</h2>
      <DescriptionRows label="Manifest" rows={rows} />
    </section>
  )
}

function contentRows(document: ManifestDocument, image: Image): DescriptionRow[] {
  if (document.type === 'index') {
    return [{ term: 'Entries', value: String(document.entries.length) }]
  }
  if (document.type === 'schema1') {
    return [
      {
        term: 'Name',
        value: [document.name, document.tag].filter(Boolean).join(':') || 'Not said',
      },
      { term: 'Architecture', value: document.architecture || 'Not said' },
      {
        term: 'Layers',
        value: `${document.layers.length}, empty ones among them`,
      },
      {
        term: 'Signatures',
        help: 'Written by the registry over its own manifest. They say nothing about who built the image.',
        value: document.signatures === 0 ? 'None' : String(document.signatures),
      },
    ]
  }
  const { config, layers, totalLayerBytes } = document
  const types = [...new Set(layers.map(({ mediaType }) => mediaTypeWords(mediaType)))]
  return [
    {
      term: 'Configuration',
      value: config ? (
        <>
          <DigestText digest={config.digest} withAlgorithm />{' '}
          <span className="ts-muted" title={config.mediaType}>
            {readable(mediaTypeWords(config.mediaType))}, {formatBytes(config.size)}
          </span>
        </>
      ) : (
        'None'
      ),
    },
    {
      term: image.dockerImageLayers?.length ? 'Layers' : 'Parts',
      value: `${layers.length}, ${formatBytes(totalLayerBytes)}${types.length > 0 ? `: ${types.slice(0, 6).join('; ')}` : ''}`,
    },
  ]
}
