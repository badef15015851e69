import type { Image } from '@/domain/kinds/image'
import { absoluteTime } from '@/domain/time'
import { asText, asTextMap, asTexts, isObject, readable } from '@/domain/untrusted'
import { DescriptionRows } from '@/ui/description-rows'

/** The image as an object of the API: what it is kept under, and with what beside the image itself. */
export function ImageRecord({ image }: { image: Image }) {
  const metadata = isObject(image.metadata) ? image.metadata : { name: '' }
  const signatures = asTexts(image.dockerImageSignatures)
  return (
    <section className="ts-sec">
      <h2>How the API keeps it</h2>
      <DescriptionRows
        label="How the API keeps the image"
        rows={[
          {
            term: 'Object',
            // The API leaves kind and version out where an object is part of another.
            value: `${asText(image.kind) || 'Image'} of ${asText(image.apiVersion) || 'image.openshift.io/v1'}`,
          },
          { term: 'Object name', value: <Mono text={asText(metadata.name)} /> },
          {
            term: 'Kept since',
            value: metadata.creationTimestamp
              ? absoluteTime(asText(metadata.creationTimestamp), 'minutes')
              : 'Not said',
          },
          {
            term: 'Reference',
            help: 'Where the image was first pulled from or pushed to (dockerImageReference).',
            value: <Mono text={asText(image.dockerImageReference)} />,
          },
          {
            term: 'Metadata version',
            help: 'The version of the record that the configuration is read from (dockerImageMetadataVersion).',
            value: asText(image.dockerImageMetadataVersion) || '1.0, the default',
          },
          { term: 'Object labels', value: <Pairs of={metadata.labels} /> },
          { term: 'Object annotations', value: <Pairs of={metadata.annotations} /> },
          {
            term: 'Schema 1 signatures',
            help: 'Signatures inside of an old Docker manifest (dockerImageSignatures). Nothing checks them.',
            value:
              signatures.length === 0 ? (
                <span className="ts-muted">None</span>
              ) : (
                <details className="ts-more">
                  <summary>Show {signatures.length}, in base64</summary>
                  {signatures.slice(0, 20).map((signature, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the same may be there twice, and none moves
                    <p key={index} className="ts-mono ts-clamp">
                      {readable(signature)}
                    </p>
                  ))}
                </details>
              ),
          },
        ]}
      />
    </section>
  )
}

function Mono({ text }: { text: string }) {
  if (!text) return <span className="ts-muted">Not said</span>
  return <span className="ts-mono ts-clamp">{readable(text)}</span>
}

function Pairs({ of }: { of: Record<string, string> | undefined }) {
  const pairs = Object.entries(asTextMap(of))
  if (pairs.length === 0) return <span className="ts-muted">None</span>
  return pairs.map(([name, value]) => (
    <div key={name} className="ts-mono ts-clamp">
      {readable(name)}={readable(value)}
    </div>
  ))
}
