import { useMemo } from 'react'
import { dockerfileText } from '@/domain/dockerfile'
import type { HistoryStep } from '@/domain/image-config'
import { readable } from '@/domain/untrusted'
import { CopyButton } from '@/ui/copy-button'
import { useGrowingCount } from '@/ui/growing-count'
import { Note } from '@/ui/note'
import styles from './dockerfile-view.module.css'

/** What a browser lays out without a stutter; what is copied is whole. */
const mostLines = 3000

/** The Dockerfile that a build history amounts to, to read and to copy. */
export function DockerfileView({ steps }: { steps: readonly HistoryStep[] }) {
  const text = useMemo(() => dockerfileText(steps), [steps])
  const lines = text.replace(/\n$/, '').split('\n')
  const drawn = useGrowingCount(Math.min(lines.length, mostLines), 60, 60)
  return (
    <>
      <Note kind="plain" title="Rebuilt from the history of the image.">
        Files that were copied in, and build stages, are not in an image.
      </Note>
      <div className={styles.frame}>
        <span className={styles.copy}>
          <CopyButton text={text} label="Copy Dockerfile" />
        </span>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className="ts-code" tabIndex={0} aria-label="Dockerfile">
          {lines.slice(0, drawn).map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of a text is its number
            <div key={index}>
              <i aria-hidden="true">{index + 1}</i>
              <Line text={readable(line)} />
            </div>
          ))}
        </section>
      </div>
      {lines.length > mostLines && (
        <p className="ts-sub">
          The first {mostLines} of {lines.length} lines are shown. Copy takes all.
        </p>
      )}
    </>
  )
}

function Line({ text }: { text: string }) {
  if (text.startsWith('#')) return <span className="ts-cmt">{text}</span>
  const [, word = '', rest = text] = /^([A-Z]+)(\s[\s\S]*)$/.exec(text) ?? []
  return (
    <span>
      {word && <b>{word}</b>}
      {rest || ' '}
    </span>
  )
}
