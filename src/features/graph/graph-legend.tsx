import { EdgeSample } from './edge-list'
import styles from './reference-graph-view.module.css'

const legend = [
  ['live', 'Follows live'],
  ['sched', 'Scheduled, about every 15 min'],
  ['once', 'Copied or imported once, never updates'],
  ['pin', 'Pinned to an image, or only named'],
  ['bad', 'Import fails, or source missing'],
] as const

/** What the lines of the drawing mean. */
export function GraphLegend() {
  return (
    <ul className={styles.legend} aria-label="How edges look">
      {legend.map(([look, words]) => (
        <li key={look}>
          <EdgeSample look={look} />
          {words}
        </li>
      ))}
    </ul>
  )
}
