/**
 * Work that can be put aside between any two of its steps, so that a page goes on answering while a
 * hundred thousand rows are looked at: a generator that yields often (each step far below a frame)
 * and returns what came of it.
 */
export type Steps<T> = Generator<undefined, T, undefined>

/** All of the work at once: for what is known to be small, and for tests. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** How many items one step of a loop over plain items may take. */
export const STEP = 512

/** The items that pass, in their order. */
export function* filterInSteps<T>(items: readonly T[], passes: (item: T) => boolean): Steps<T[]> {
  const kept: T[] = []
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as T
    if (passes(item)) kept.push(item)
    if (at % STEP === STEP - 1) yield
  }
  return kept
}

/**
 * The items in order, equals as they stood. By runs, each sorted at once, which are then merged: a
 * sort of the engine's own cannot be put aside.
 */
export function* sortInSteps<T>(items: readonly T[], compare: (a: T, b: T) => number): Steps<T[]> {
  let runs: T[][] = []
  for (let at = 0; at < items.length; at += STEP) {
    runs.push(items.slice(at, at + STEP).sort(compare))
    yield
  }
  while (runs.length > 1) {
    const merged: T[][] = []
    for (let at = 0; at < runs.length; at += 2) {
      const [left = [], right = []] = [runs[at], runs[at + 1]]
      merged.push(right.length === 0 ? left : yield* mergeInSteps(left, right, compare))
    }
    runs = merged
  }
  return runs[0] ?? []
}

function* mergeInSteps<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
): Steps<T[]> {
  const all: T[] = []
  let l = 0
  let r = 0
  while (l < left.length && r < right.length) {
    const [a, b] = [left[l] as T, right[r] as T]
    // Equal ones stay as they stood: the left came first.
    if (compare(a, b) <= 0) {
      all.push(a)
      l++
    } else {
      all.push(b)
      r++
    }
    if (all.length % STEP === 0) yield
  }
  for (; l < left.length; l++) {
    all.push(left[l] as T)
    if (all.length % STEP === 0) yield
  }
  for (; r < right.length; r++) {
    all.push(right[r] as T)
    if (all.length % STEP === 0) yield
  }
  return all
}
