import type { ImageStream } from '@/domain/kinds/image-stream'
import type { StreamRow } from '@/domain/stream-row'
import { absoluteTime } from '@/domain/time'
import { asCount, asObjects, asText, asTextMap, readable } from '@/domain/untrusted'
import { DescriptionRows } from '@/ui/description-rows'
import { RelativeTime } from '@/ui/relative-time'
import { StreamLabels } from './stream-labels'
import { StreamStored } from './stream-stored'

/** What a stream is, apart from its tags [P1]. */
export function StreamDetails({ imageStream, row }: { imageStream: ImageStream; row: StreamRow }) {
  const { metadata, spec } = imageStream
  const labels = Object.entries(row.labels)
  const annotations = Object.entries(asTextMap(metadata.annotations))
  return (
    <div className="ts-grid">
      <section className="ts-sec">
        <h2>Stream</h2>
        <DescriptionRows
          label="Stream"
          rows={[
            {
              term: 'Lookup policy',
              help: 'Whether a pod may name a tag of the stream as if it were an image (spec.lookupPolicy.local).',
              value: row.localLookup ? (
                <>
                  Local lookup is on
                  <p>
                    Pods of project {row.namespace} may write {row.name}:TAG as their image.
                  </p>
                </>
              ) : (
                <>
                  Local lookup is off
                  <p>Pods have to name the image in full, or be changed by a trigger.</p>
                </>
              ),
            },
            {
              term: 'Imports',
              help: 'A whole registry repository that the stream takes all tags of (spec.dockerImageRepository).',
              value: row.importsRepository ? (
                <span className="ts-mono ts-clamp">{readable(row.importsRepository)}</span>
              ) : (
                'Single tags only'
              ),
            },
            {
              term: 'Inside',
              value: (
                <Repository text={row.repository} none="This cluster has no internal registry" />
              ),
            },
            {
              term: 'Outside',
              value: (
                <Repository text={row.publicRepository} none="The registry has no public name" />
              ),
            },
            {
              term: 'Labels',
              value:
                labels.length === 0 ? (
                  <span className="ts-muted">None</span>
                ) : (
                  <StreamLabels labels={row.labels} />
                ),
            },
            {
              term: 'Annotations',
              value:
                annotations.length === 0 ? (
                  <span className="ts-muted">None</span>
                ) : (
                  annotations.map(([name, value]) => (
                    <div key={name} className="ts-mono ts-clamp">
                      {readable(name)}={readable(value)}
                    </div>
                  ))
                ),
            },
          ]}
        />
      </section>
      <section className="ts-sec">
        <h2>Object</h2>
        <DescriptionRows
          label="Object"
          rows={[
            {
              term: 'Created',
              value: row.created ? (
                <>
                  {absoluteTime(row.created, 'minutes')}
                  <p>
                    <RelativeTime at={row.created} />
                  </p>
                </>
              ) : (
                'Not said'
              ),
            },
            {
              term: 'Storage',
              help: 'Layers and configurations of all images in the histories, compressed. What images share is kept once.',
              value: <StreamStored namespace={row.namespace} stream={row.name} />,
            },
            { term: 'Changed', value: <RelativeTime at={row.changed} /> },
            {
              term: 'Generation',
              help: 'Counts the changes of what is wished for.',
              value: asCount(metadata.generation) || 'Not said',
            },
            {
              term: 'Version',
              help: 'The server’s mark of this state (resourceVersion).',
              value: <Code text={asText(metadata.resourceVersion)} />,
            },
            { term: 'UID', value: <Code text={asText(metadata.uid)} /> },
            {
              term: 'Tags',
              value: `${row.tags.length} (${asObjects(spec?.tags).length} wished for, ${asObjects(imageStream.status?.tags).length} with a status)`,
            },
          ]}
        />
      </section>
    </div>
  )
}

function Repository({ text, none }: { text: string; none: string }) {
  if (!text) return <span className="ts-muted">{none}</span>
  return <span className="ts-mono ts-clamp">{readable(text)}</span>
}

function Code({ text }: { text: string }) {
  return text ? (
    <span className="ts-mono ts-clamp">{readable(text)}</span>
  ) : (
    <span className="ts-muted">Not said</span>
  )
}
