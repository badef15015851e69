import type { GraphInput } from './graph-geometry'
import { layoutGraph } from './layout-graph'

/** Lays graphs out beside the page: what takes longer than a frame must not hold it up. */
self.addEventListener('message', ({ data }: MessageEvent<GraphInput>) => {
  self.postMessage(layoutGraph(data))
})
