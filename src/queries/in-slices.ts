/** How long a thread works before whatever else it does gets a turn. */
const SLICE_MS = 12

/** What becomes of each, in order: made a slice at a time, so that a page goes on answering. Ends where it is aborted. */
export async function inSlices<Item, Made>(
  items: Iterable<Item>,
  make: (item: Item) => Made,
  signal: AbortSignal,
): Promise<Made[]> {
  const made: Made[] = []
  let began = performance.now()
  for (const item of items) {
    made.push(make(item))
    if (performance.now() - began < SLICE_MS) continue
    await new Promise((resolve) => setTimeout(resolve))
    signal.throwIfAborted()
    began = performance.now()
  }
  return made
}
