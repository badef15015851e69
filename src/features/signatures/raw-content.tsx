import { useState } from 'react'
import { type Bytes, hex } from '@/domain/signatures/bytes'
import { formatBytes } from '@/domain/size'
import { Button } from '@/ui/button'
import { CopyButton } from '@/ui/copy-button'
import { download } from '@/ui/download'
import styles from './signature-card.module.css'

/** More than this is not read by eye: it is copied or downloaded. */
const shownBytes = 4096

/** The bytes of a signature as they are kept, to read, copy and download. */
export function RawContent({
  content,
  bytes,
  fileName,
}: {
  /** Base64, as the API has it. */
  content: string
  /** Undefined where the content is not base64. */
  bytes: Bytes | undefined
  fileName: string
}) {
  const [form, setForm] = useState<'base64' | 'hex'>('base64')
  const text = form === 'base64' || !bytes ? content : hexLines(bytes.subarray(0, shownBytes))
  const size = bytes ? formatBytes(bytes.length) : 'not base64'
  return (
    <details className="ts-more">
      <summary>Show the bytes ({size})</summary>
      <div className={styles.rawbar}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a box and a legend */}
        <div className="ts-seg" role="group" aria-label="Form of the bytes">
          <button type="button" aria-pressed={form === 'base64'} onClick={() => setForm('base64')}>
            Base64
          </button>
          <button
            type="button"
            aria-pressed={form === 'hex'}
            {...(!bytes && { 'aria-disabled': true, title: 'It is not base64' })}
            onClick={() => bytes && setForm('hex')}
          >
            Hex
          </button>
        </div>
        <span className="ts-row">
          Copy all
          <CopyButton
            text={form === 'hex' && bytes ? hex(bytes) : content}
            label={`Copy as ${form === 'hex' ? 'hexadecimal digits' : 'base64'}`}
          />
        </span>
        {bytes && (
          <Button variant="link" onClick={() => download(fileName, bytes)}>
            Download
          </Button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.raw} tabIndex={0} aria-label="Bytes of the signature">
        {text.slice(0, shownBytes * 4)}
      </section>
    </details>
  )
}

/** `0000  a3 01 5b …`: sixteen bytes a line. */
function hexLines(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let start = 0; start < bytes.length; start += 16) {
    const digits = hex(bytes.subarray(start, start + 16)).replaceAll(/(..)(?=.)/g, '$1 ')
    lines.push(`${start.toString(16).padStart(4, '0')}  ${digits}`)
  }
  return lines.join('\n')
}
