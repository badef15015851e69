import styles from './facts-strip.module.css'

/** A number with its word, and what is said of it beside; null where it is not known. */
export interface Fact {
  name: string
  value: string | number | null
  more?: string
}

/** A few numbers that say what a page is about, side by side. */
export function FactsStrip({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value, more }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value ?? <small>not known</small>}
            {more && <small> {more}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
