import { CopyButton } from '@/ui/copy-button'
import { Note } from '@/ui/note'
import styles from './dockerfile-view.module.css'

/** The Dockerfile that a build history amounts to, to read and to copy. */
export function DockerfileView({ text }: { text: string }) {
  const lines = text.replace(/\n$/, '').split('\n')
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
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of a text is its number
            <div key={index}>
              <i aria-hidden="true">{index + 1}</i>
              <Line text={line} />
            </div>
          ))}
        </section>
      </div>
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
