import { RhUiArrowRightIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-arrow-right-icon'
import { RhUiEditIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-edit-icon'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { type ComparedSide, formatComparedSide } from '@/domain/compared-side'
import { shortDigest } from '@/domain/digest'
import { imageSize, isManifestList, platform } from '@/domain/image-config'
import { formatBytes } from '@/domain/size'
import { dayOf } from '@/domain/time'
import { readable } from '@/domain/untrusted'
import { imagePath, tagPath } from '@/paths'
import { Button } from '@/ui/button'
import { DigestText } from '@/ui/digest-text'
import { Note } from '@/ui/note'
import styles from './compared-sides.module.css'
import { SidePicker } from './side-picker'
import type { SideState } from './side-state'

interface Side {
  /** As the address has it. */
  text: string
  state: SideState
  onPick: (side: string) => void
}

/** The two images that are compared, each with the way to another one. */
export function ComparedSides({ left, right }: { left: Side; right: Side }) {
  return (
    <div className={styles.sides}>
      <SideCard label="Left image" {...left} />
      <div className={styles.between}>
        <RhUiArrowRightIcon className="ts-i" />
      </div>
      <SideCard label="Right image" {...right} />
    </div>
  )
}

function SideCard({ label, text, state, onPick }: Side & { label: string }) {
  const [isPicking, setIsPicking] = useState(false)
  const card = useRef<HTMLElement>(null)
  const wantsFocus = useRef(false)

  // What was picked is on screen only once the address has changed.
  useEffect(() => {
    const change = card.current?.querySelector<HTMLElement>('[data-change]')
    if (!wantsFocus.current || !change) return
    wantsFocus.current = false
    change.focus()
  })

  function handleOpen() {
    setIsPicking(true)
    requestAnimationFrame(() =>
      card.current?.querySelector<HTMLElement>('[role="combobox"]')?.focus(),
    )
  }

  function handleClose() {
    setIsPicking(false)
    wantsFocus.current = true
  }

  const picker = (onCancel?: () => void) => (
    <SidePicker
      key={text}
      label={label}
      value={text}
      onPick={(side) => {
        onPick(side)
        handleClose()
      }}
      {...(onCancel && { onCancel })}
    />
  )

  return (
    <section ref={card} className={`ts-card ${styles.card}`} aria-label={label}>
      {state.status === 'unread' ? (
        picker()
      ) : isPicking ? (
        picker(handleClose)
      ) : (
        <>
          <div className={styles.head}>
            <SideName side={state.side} />
            <button
              type="button"
              className="ts-iconbtn ts-iconbtn--s"
              data-change
              aria-label={`Choose another ${label.toLowerCase()}`}
              onClick={handleOpen}
            >
              <RhUiEditIcon className="ts-i" />
            </button>
          </div>
          <SideFacts state={state} />
        </>
      )}
    </section>
  )
}

function SideName({ side }: { side: ComparedSide }) {
  const { namespace, stream, tag, digest } = side
  const name = tag ? formatComparedSide(side) : `${namespace}/${stream}@${shortDigest(digest)}`
  const to = tag ? tagPath(namespace, stream, tag) : imagePath(namespace, stream, digest)
  return (
    <Link className="ts-name ts-clamp" to={to} title={readable(name)}>
      {readable(name)}
    </Link>
  )
}

function SideFacts({ state }: { state: Exclude<SideState, { status: 'unread' }> }) {
  switch (state.status) {
    case 'loading':
      return (
        <div className="ts-sub ts-late" role="status">
          Reading the image…
        </div>
      )
    case 'absent':
      return (
        <div role="alert">
          <Note kind="warn" title={readable(state.what)}>
            {readable(state.why)}
          </Note>
        </div>
      )
    case 'failed':
      return (
        <div role="alert">
          <Note kind="bad" title={state.title}>
            <p className="ts-mono ts-clamp">{readable(state.detail)}</p>
            {state.onRetry && (
              <Button variant="link" onClick={state.onRetry}>
                Try again
              </Button>
            )}
          </Note>
        </div>
      )
    case 'ready':
      return (
        <>
          <div>
            <DigestText digest={state.digest} withAlgorithm />
          </div>
          <div className="ts-print ts-mono">{state.digest}</div>
          <div className="ts-sub">{factWords(state)}</div>
        </>
      )
  }
}

function factWords({ image }: Extract<SideState, { status: 'ready' }>): string {
  const created = image.dockerImageMetadata?.Created
  if (isManifestList(image)) return 'A list of platforms, each node takes its own'
  return [
    platform(image),
    formatBytes(imageSize(image)).replace('unknown', ''),
    created ? `built ${dayOf(created)}` : '',
  ]
    .filter(Boolean)
    .join(', ')
}
