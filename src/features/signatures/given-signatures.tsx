import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Bytes, utf8 } from '@/domain/signatures/bytes'
import { asMembers } from '@/domain/signatures/strict-json'
import { asText } from '@/domain/untrusted'
import { imageQueries } from '@/queries/images'
import { type CheckedImage, signatureCheckQueries } from '@/queries/signature-checks'
import { Button } from '@/ui/button'
import { Note } from '@/ui/note'
import { SkeletonRows } from '@/ui/skeleton'
import { type GivenBytes, TextOrFiles } from '@/ui/text-or-files'
import { SignatureCard } from './signature-card'
import styles from './signatures.module.css'

interface Given extends GivenBytes {
  id: string
}

/**
 * What a person has and the API does not: a Sigstore bundle, an attestation in its envelope, the
 * payload of one of cosign's signatures. It is checked against this image and sent nowhere.
 */
export function GivenSignatures({
  digest,
  checked,
  onPayload,
}: {
  digest: string
  checked: CheckedImage
  /** A payload or envelope, which may be what a signature above is about. */
  onPayload: (bytes: Bytes) => void
}) {
  const [text, setText] = useState('')
  const [isEmpty, setIsEmpty] = useState(false)
  const [given, setGiven] = useState<readonly Given[]>([])
  const { data: image } = useQuery(imageQueries.detail(digest))

  function add(files: GivenBytes[]) {
    const isNothing = files.every(({ bytes }) => bytes.length === 0)
    setIsEmpty(isNothing)
    if (isNothing) return
    for (const { bytes } of files) onPayload(bytes)
    const fresh = files.map((file) => ({
      ...file,
      id: globalThis.crypto.getRandomValues(new Uint32Array(2)).join(),
    }))
    setGiven((before) => [...fresh, ...before])
    setText('')
  }

  return (
    <section className="ts-sec">
      <h2>Check a file of yours</h2>
      <div className={styles.given}>
        <TextOrFiles
          label="A signature, bundle, attestation or payload to check"
          hint="A Sigstore bundle, an attestation, a signature file, or the payload that a signature above is about. It stays in this browser."
          placeholder='{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json", …}'
          text={text}
          onText={setText}
          onFiles={add}
          isMultiple
          problem={
            isEmpty
              ? { title: 'Nothing to check', details: ['Paste something, or choose a file.'] }
              : undefined
          }
        >
          <Button
            variant="secondary"
            onClick={() => add([{ bytes: utf8(text.trim()), source: 'What you pasted' }])}
          >
            Check
          </Button>
        </TextOrFiles>
      </div>
      <div className={styles.results}>
        {given.map((file) =>
          isBarePayload(file.bytes) ? (
            <div key={file.id} className={styles.note}>
              <Note kind="info" title={`${file.source}: the payload is taken.`}>
                It is no signature by itself. The signatures of cosign above that are about exactly
                these bytes are now checked with it; where none is, nothing changes.
              </Note>
            </div>
          ) : (
            <GivenSignature
              key={file.id}
              file={file}
              manifest={asText(image?.dockerImageManifest)}
              checked={checked}
            />
          ),
        )}
      </div>
    </section>
  )
}

/** A payload of cosign: the signature of it is elsewhere. */
function isBarePayload(bytes: Bytes): boolean {
  try {
    return asMembers(JSON.parse(new TextDecoder().decode(bytes)))?.critical !== undefined
  } catch {
    return false
  }
}

function GivenSignature({
  file: { id, bytes, source },
  manifest,
  checked,
}: {
  file: Given
  manifest: string
  checked: CheckedImage
}) {
  const { data, error } = useQuery(signatureCheckQueries.given({ id, bytes, manifest }, checked))
  const problem = error?.message ?? (data?.ok === false ? data.problem : '')
  if (problem) {
    return (
      <div className={styles.note}>
        <Note kind="bad" title={`${source} is not checked.`}>
          {problem}
        </Note>
      </div>
    )
  }
  if (!data?.ok) return <SkeletonRows rows={3} columns={2} />
  return <SignatureCard examination={data.value} subtitle={`${source}, not kept with the image`} />
}
