import { stringify } from 'yaml'
import type { KubeObject } from '@/domain/kinds/meta'
import { CopyButton } from '@/ui/copy-button'
import styles from './yaml-view.module.css'

/** Longer texts are shown up to here: a browser lays out no more without a stutter. */
const shownLines = 5000

/**
 * An API object as YAML, to read and to copy. `managedFields` are left out: they are the server's
 * bookkeeping and most of the text.
 */
export function YamlView({ object, name }: { object: KubeObject; name: string }) {
  const text = yamlText(object)
  const lines = text.split('\n')
  return (
    <section aria-label={`YAML of ${name}`}>
      <div className="ts-bar">
        <span className="ts-muted">Read only. Managed fields are left out.</span>
        <div className="ts-bar__end">
          <span>Copy all</span>
          <CopyButton text={text} label="Copy YAML" />
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={styles.box} aria-label="YAML text" tabIndex={0}>
        <pre className={styles.text}>
          <code>{lines.slice(0, shownLines).join('\n')}</code>
        </pre>
      </section>
      {lines.length > shownLines && (
        <p className="ts-sub">
          The first {shownLines} of {lines.length} lines are shown. Copy takes all.
        </p>
      )}
    </section>
  )
}

/** Without long-line folding, so that what is copied is what the API would take back. */
export function yamlText(object: KubeObject): string {
  const { managedFields: _, ...metadata } = object.metadata ?? {}
  return stringify(
    { ...object, metadata },
    { lineWidth: 0, aliasDuplicateObjects: false },
  ).trimEnd()
}
