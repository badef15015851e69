import type { PlacedGraph } from './graph-placement'
import { shortName } from './graph-words'

/** What letting go would do. */
export function DragTip({
  placed: { graph },
  edge,
  drop,
  namespace,
}: {
  placed: PlacedGraph
  edge: { to: string }
  drop: string
  namespace: string
}) {
  const target = graph.nodes.get(drop)
  const tag = graph.nodes.get(edge.to)
  if (!tag) return null
  const name = <b className="ts-strong">{shortName(tag, namespace)}</b>
  if (!target) return <>Drag to what {name} should point at. Escape ends it.</>
  return (
    <>
      Let go to point {name} at <b className="ts-strong">{shortName(target, namespace)}</b>
    </>
  )
}
