import { RhUiCheckCircleFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-circle-fill-icon'
import type { DigestCheck } from '@/domain/digest-check'
import { formatCount } from '@/domain/format-count'
import { readable } from '@/domain/untrusted'
import { DescriptionRows } from '@/ui/description-rows'
import { Note } from '@/ui/note'
import styles from './image-manifests.module.css'

/** Said at the top of the page: these are other bytes than the ones that the digest names. */
export function DigestAlarm({
  what,
  expected,
  check,
}: {
  what: 'manifest' | 'configuration'
  expected: string
  check: DigestCheck | undefined
}) {
  if (check?.verdict !== 'different') return null
  return (
    <div className={styles.alarm} role="alert">
      <Note kind="bad" title={`This is not the ${what} that the digest names.`}>
        <p>
          The digest of the {formatCount(check.bytes)} bytes that were read is another one. They
          were changed, cut, or mixed up on their way. Do not rely on what they say.
        </p>
        <DescriptionRows
          label={`Digests of the ${what}`}
          rows={[
            { term: 'Expected', value: <Digest text={expected} /> },
            { term: 'Computed', value: <Digest text={check.computed} /> },
          ]}
        />
      </Note>
    </div>
  )
}

function Digest({ text }: { text: string }) {
  return <span className="ts-mono ts-clamp">{readable(text)}</span>
}

/** What became of the digest of the text that is shown, beside it. */
export function DigestVerdict({ check }: { check: DigestCheck | undefined }) {
  return (
    <p className={styles.verdict} role="status">
      {check === undefined ? (
        <span className="ts-muted">Computing the digest again…</span>
      ) : check.verdict === 'same' ? (
        <>
          <RhUiCheckCircleFillIcon className="ts-i ts-ok" />
          <span>
            Digest computed again from{' '}
            {check.isOfSignedPart
              ? 'the part that its signatures are about'
              : `all ${formatCount(check.bytes)} bytes`}
            : it is the same.
          </span>
        </>
      ) : check.verdict === 'different' ? (
        <strong className={styles.bad}>
          Digest computed again: it is another one than the expected.
        </strong>
      ) : (
        <span>
          The digest was not compared: there is none to compare with, or its algorithm is not known
          here.
        </span>
      )}
    </p>
  )
}
