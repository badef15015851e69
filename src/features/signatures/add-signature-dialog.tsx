import { Modal } from '@patternfly/react-core/dist/esm/components/Modal/Modal'
import { useQuery } from '@tanstack/react-query'
import { useId, useMemo, useState } from 'react'
import { type Bytes, utf8 } from '@/domain/signatures/bytes'
import { parseSignatureContent } from '@/domain/signatures/signature-content'
import { useAddSignature } from '@/mutations/add-signature'
import { useRemoveSignature } from '@/mutations/remove-signature'
import { type CheckedImage, signatureCheckQueries } from '@/queries/signature-checks'
import { Button } from '@/ui/button'
import { Note } from '@/ui/note'
import { TextOrFiles } from '@/ui/text-or-files'
import { useToasts } from '@/ui/toasts'
import styles from './add-signature-dialog.module.css'
import { SignatureCard } from './signature-card'

/**
 * Puts a signature beside an image [S5]. The cluster takes any bytes (S-47) and honours no dry run
 * (S-28), so what they are is shown before they are sent.
 */
export function AddSignatureDialog({
  digest,
  checked,
  onClose,
}: {
  digest: string
  checked: CheckedImage
  onClose: () => void
}) {
  const [text, setText] = useState('')
  const [file, setFile] = useState<{ bytes: Bytes; source: string } | null>(null)
  const [isAsked, setIsAsked] = useState(false)
  const { addToast } = useToasts()
  const add = useAddSignature(digest)
  const remove = useRemoveSignature(digest)
  const titleId = useId()

  const content = useMemo(
    () => parseSignatureContent(file && text === '' ? file.bytes : utf8(text)),
    [file, text],
  )
  const { data } = useQuery({
    ...signatureCheckQueries.atomic(content.ok ? [content.value] : [], checked),
  })
  const [examination] = content.ok ? (data ?? []) : []
  const isGiven = text !== '' || file !== null
  const problem =
    !content.ok && (isAsked || isGiven)
      ? { title: 'This is no signature that the API keeps', details: [content.problem] }
      : undefined

  function save() {
    setIsAsked(true)
    if (!content.ok || add.isPending) return
    add.mutate(
      { content: content.value },
      {
        onSuccess: ({ metadata: { name } }) => {
          addToast({
            kind: 'ok',
            title: 'Added the signature',
            action: { label: 'Undo', onClick: () => remove.mutate({ name }) },
          })
          onClose()
        },
      },
    )
  }

  return (
    <Modal
      isOpen
      aria-labelledby={titleId}
      className={`ts-dialog ${styles.dialog}`}
      elementToFocus={`.${styles.form} textarea`}
      onClose={() => !add.isPending && onClose()}
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <header className={`ts-dialog__head ${styles.head}`}>
          <h2 id={titleId}>Add a signature</h2>
        </header>
        <div className={styles.body}>
          <p>
            An atomic container signature of this image, as podman, skopeo or a lookaside store
            write it. The cluster keeps whatever it is given and does not check it.
          </p>
          <TextOrFiles
            label="Signature"
            hint="The file itself, or its base64 or hexadecimal digits"
            placeholder="owGbwMvMwMEoOU9/4l9n2UDGtYzJSWLxOWWpRcWZ+XkKBkZ6BkBW…"
            text={text}
            onText={(next) => {
              setText(next)
              setFile(null)
              if (add.isError) add.reset()
            }}
            onFiles={([next]) => {
              if (!next) return
              setFile(next)
              setText('')
              if (add.isError) add.reset()
            }}
            problem={problem}
          >
            {file && <span className="ts-mono">{file.source}</span>}
          </TextOrFiles>
          {examination && (
            <div className={styles.preview}>
              <SignatureCard examination={examination} subtitle="Not added yet" />
            </div>
          )}
          {add.error && (
            <div className={styles.preview} role="alert">
              <Note kind="bad" title="The signature was not added.">
                {add.error.message}
              </Note>
            </div>
          )}
        </div>
        <footer className="ts-dialog__foot">
          <Button
            variant="primary"
            type="submit"
            {...(!content.ok && isGiven && { disabledReason: content.problem })}
          >
            {add.isPending ? 'Adding…' : 'Add signature'}
          </Button>
          <Button variant="link" onClick={() => !add.isPending && onClose()}>
            Cancel
          </Button>
        </footer>
      </form>
    </Modal>
  )
}
