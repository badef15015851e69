import { EdgeSample } from './edge-list'
import styles from './reference-graph-view.module.css'

const legend = [
  ['live', 'Live: follows, restarts, pushes'],
  ['sched', 'Scheduled, about every 15 min'],
  ['once', 'Copied or imported once, never updates; or paused'],
  ['pin', 'Pinned to an image, or only named'],
  ['mixed', 'Several ways in one, folded'],
  ['bad', 'Import fails, source missing or without an image'],
] as const

/** What the lines of the drawing mean. */
export function GraphLegend() {
  return (
    <ul className={styles.legend} aria-label="How edges look">
      {legend.map(([look, words]) => (
        <li key={look}>
          <EdgeSample look={look} />
          <bdi dir="ltr">{words}</bdi>
        </li>
      ))}
    </ul>
  )
}
