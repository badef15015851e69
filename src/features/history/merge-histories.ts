/**
 * Merges the histories of several tags into one, newest first. Each tag keeps its own order, which is
 * the cluster's and not always that of the times (S-2): of the entries next in line, the newest goes
 * first.
 */
export function mergeHistories<Entry>(
  histories: readonly (readonly Entry[])[],
  createdOf: (entry: Entry) => string,
): Entry[] {
  const heads = histories
    .filter((entries) => entries.length > 0)
    .map((entries) => ({ entries, at: 0 }))
  const timeOf = (head: { entries: readonly Entry[]; at: number }) => {
    const entry = head.entries[head.at]
    return entry === undefined ? Number.NEGATIVE_INFINITY : Date.parse(createdOf(entry)) || 0
  }
  const queue = heads.map((head) => ({ head, time: timeOf(head) })).sort((a, b) => b.time - a.time)
  const merged: Entry[] = []
  while (queue.length > 0) {
    const first = queue[0]
    if (!first) break
    const entry = first.head.entries[first.head.at]
    if (entry === undefined) {
      queue.shift()
      continue
    }
    merged.push(entry)
    first.head.at += 1
    first.time = timeOf(first.head)
    // Sink it to its place: the queue is short and nearly sorted.
    let index = 0
    for (let next = queue[index + 1]; next && next.time > first.time; next = queue[index + 1]) {
      queue[index] = next
      index += 1
    }
    queue[index] = first
  }
  return merged
}
