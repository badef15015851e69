import { RhUiCheckCircleFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-circle-fill-icon'
import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import { RhUiMinusCircleIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-minus-circle-icon'
import { RhUiQuestionMarkIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-question-mark-icon'
import { type ReactNode, useId } from 'react'
import { Link } from 'react-router'
import type { Examination, Fact } from '@/domain/signatures/examination'
import type { Check } from '@/domain/signatures/verdict'
import { absoluteTime } from '@/domain/time'
import { readable } from '@/domain/untrusted'
import { patterns } from '@/paths'
import styles from './signature-card.module.css'

const looks = {
  verified: { className: styles.verified, Icon: RhUiCheckCircleFillIcon },
  failed: { className: styles.failed, Icon: RhUiErrorFillIcon },
  'cannot-tell': { className: styles.unknown, Icon: RhUiQuestionMarkIcon },
}

/** One signature: the verdict in words first, then each check that led to it, then everything in it. */
export function SignatureCard({
  examination,
  subtitle,
  actions,
  children,
}: {
  examination: Examination
  /** Which of several it is: a tag, a file. */
  subtitle?: ReactNode
  actions?: ReactNode
  /** Further rows: what the API says of it, and its raw content. */
  children?: ReactNode
}) {
  const { outcome, title, kind, checks, facts, claims, warnings, payload } = examination
  const { className, Icon } = looks[outcome]
  const id = useId()
  return (
    <article className={`${styles.card} ${className}`} aria-labelledby={id}>
      <header className={styles.head}>
        <span className={styles.icon}>
          <Icon className="ts-i" />
        </span>
        <h3 id={id} className={styles.verdict}>
          {title}
        </h3>
        {actions}
        <div className={styles.why}>
          <Why examination={examination} />
        </div>
      </header>
      <div className={styles.body}>
        <dl className="ts-dl">
          <dt>Checks</dt>
          <dd>
            <Checks checks={checks} isKeyMissing={examination.verdict === 'unknown-key'} />
          </dd>
          {warnings.length > 0 && (
            <>
              <dt>Weak</dt>
              <dd>{warnings.join(' ')}</dd>
            </>
          )}
          <dt>Kind</dt>
          <dd>
            {readable(kind)}
            {subtitle && <p>{subtitle}</p>}
          </dd>
          {claims.length > 0 && (
            <>
              <dt>{outcome === 'verified' ? 'Claims' : 'Unproven claims'}</dt>
              <dd>
                {outcome !== 'verified' && (
                  <p className={styles.unproven}>
                    This is what it says. It is not verified: do not rely on it.
                  </p>
                )}
                <Facts facts={claims} />
              </dd>
            </>
          )}
          <dt>Details</dt>
          <dd>
            <details className="ts-more">
              <summary>Show what is in it</summary>
              <Facts facts={facts} />
              {payload && (
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
                <section className={styles.raw} tabIndex={0} aria-label="Payload">
                  {readable(payload)}
                </section>
              )}
            </details>
          </dd>
          {children}
        </dl>
      </div>
    </article>
  )
}

function Why({ examination }: { examination: Examination }) {
  const { outcome, signer, signedAt, reason } = examination
  if (outcome !== 'verified') return readable(reason)
  return (
    <>
      Signed by <b className="ts-strong">{readable(signer)}</b>
      {signedAt && (
        <>
          , <time dateTime={signedAt}>{absoluteTime(signedAt)}</time>
        </>
      )}
      {examination.verdict === 'valid-key-expired-since' && <>. {reason}</>}
    </>
  )
}

const checkLooks = {
  passed: { tone: 'ts-ok', word: 'Passed', Icon: RhUiCheckCircleFillIcon },
  failed: { tone: 'ts-bad', word: 'Failed', Icon: RhUiErrorFillIcon },
  'not-checked': { tone: 'ts-muted', word: 'Not checked', Icon: RhUiMinusCircleIcon },
} satisfies Record<Check['outcome'], unknown>

function Checks({ checks, isKeyMissing }: { checks: readonly Check[]; isKeyMissing: boolean }) {
  return (
    <ul className={styles.checks}>
      {checks.map(({ name, outcome, detail }) => {
        const { tone, word, Icon } = checkLooks[outcome]
        return (
          <li key={`${name} ${detail}`}>
            <Icon className={`ts-i ${tone}`} />
            <span>
              <span className="ts-sr">{word}: </span>
              {readable(detail)}
              {isKeyMissing && name === 'Signature' && (
                <>
                  {' '}
                  <Link className="ts-link" to={patterns.keys}>
                    Add the key
                  </Link>
                </>
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** Terms and values; terms may repeat, and nothing in them is to be believed by itself. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ term, value }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: terms repeat, and their places do not change
        <FactRow key={place} term={term} value={value} />
      ))}
    </dl>
  )
}

function FactRow({ term, value }: Fact) {
  return (
    <>
      <dt>{readable(term)}</dt>
      <dd>{readable(value)}</dd>
    </>
  )
}
