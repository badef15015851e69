import { useMemo } from 'react'
import { isManifestList } from '@/domain/image-config'
import type { Image } from '@/domain/kinds/image'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { listedEntries } from '@/domain/manifest-entries'
import { mediaTypeWords } from '@/domain/media-type'
import { asText, readable } from '@/domain/untrusted'
import { Note } from '@/ui/note'
import { useConfigDigest } from './build-history'
import { useDigestCheck } from './digest-check'
import { DigestAlarm } from './digest-verdict'
import { useImageDocuments } from './image-documents'
import styles from './image-manifests.module.css'
import { ImageReferrers } from './image-referrers'
import { ManifestAnnotations } from './manifest-annotations'
import { ManifestFacts } from './manifest-facts'
import { NestedList } from './nested-list'
import { PlatformEntries } from './platform-entries'
import { RawDocuments } from './raw-documents'

/**
 * The manifest of an image [M3]: for a list its platforms with their attestations, for a single image
 * what it consists of; what refers to it; and the exact texts with their digests computed again [M4].
 */
export function ImageManifests({
  namespace,
  stream,
  digest,
  image,
  imageStream,
}: {
  namespace: string
  stream: string
  digest: string
  image: Image
  imageStream: ImageStream
}) {
  const documents = useImageDocuments({ imageStream, digest, image })
  const configDigest = useConfigDigest(documents.manifest, image)
  const manifestCheck = useDigestCheck(documents.manifest, digest, true)
  const configCheck = useDigestCheck(documents.config, configDigest, false)
  // What is not the document that the digest names tells nothing about the image.
  const trusted = manifestCheck?.verdict === 'different' ? '' : documents.manifest
  const isList = isManifestList(image)
  const entries = useMemo(
    () => listedEntries(image, trusted, documents.children),
    [image, trusted, documents.children],
  )
  return (
    <>
      <DigestAlarm what="manifest" expected={digest} check={manifestCheck} />
      <DigestAlarm what="configuration" expected={configDigest} check={configCheck} />
      {isList && (
        <>
          <div className={styles.lead}>
            <Note
              kind="info"
              title={`A list of ${platformCount(entries.platforms.length)} (${readable(
                mediaTypeWords(asText(image.dockerImageManifestMediaType)),
              )}), kept as it is.`}
            >
              Each node pulls its own.
            </Note>
          </div>
          <PlatformEntries
            namespace={namespace}
            stream={stream}
            entries={entries}
            ancestors={[digest]}
            nested={(inner) => (
              <NestedList
                namespace={namespace}
                stream={stream}
                digest={inner}
                ancestors={[digest]}
              />
            )}
          />
        </>
      )}
      <div className="ts-grid">
        <div>
          <ManifestFacts
            namespace={namespace}
            stream={stream}
            image={image}
            manifest={trusted}
            bytes={manifestCheck?.bytes}
          />
        </div>
        <div>
          <ImageReferrers imageStream={imageStream} source={documents.source} />
          <ManifestAnnotations manifest={trusted} />
        </div>
      </div>
      <RawDocuments
        name={`${stream}@${digest}`}
        documents={documents}
        isList={isList}
        manifestCheck={manifestCheck}
        configCheck={configCheck}
      />
    </>
  )
}

function platformCount(count: number): string {
  return count === 1 ? 'one platform' : `${count} platforms`
}
