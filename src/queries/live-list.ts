import type { WatchTarget } from '@/api/watch'
import type { KubeList, KubeObject } from '@/domain/kinds/meta'
import { applyEvents } from '@/domain/watch-event'
import type { LiveSource } from './live'

/** How a list that is kept as the API sends it is live: for few objects, as one is a list of one. */
export function listSource<T extends KubeObject>(
  target: WatchTarget<T>,
  read: (signal: AbortSignal) => Promise<KubeList<T>>,
): LiveSource<KubeList<T>, T> {
  return {
    target,
    versionOf: (data) => data.metadata.resourceVersion ?? '',
    fold: (data, events) => applyEvents(data, events),
    relist: (_known, signal) => read(signal),
  }
}
