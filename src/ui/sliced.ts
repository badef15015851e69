import { useEffect, useReducer, useState } from 'react'
import type { Steps } from '@/domain/steps'

/** How long work may take at once: a frame has 16 ms, and the page wants some of them. */
const SLICE_MS = 8

export interface Sliced<T> {
  /** What came of the last work that was finished. */
  value: T
  /** Newer work is under way. */
  isBehind: boolean
}

/**
 * What comes of work that may be long. Short work is done while rendering, and nothing is ever
 * behind; long work goes on in slices between frames, and until it is done the value is the one
 * before (`first`, where there is none).
 *
 * Another `view` (a filter, an order) drops work that is under way, for it is not wanted any more.
 * Other new `steps` (the rows changed) wait until it is done, or a busy list would never get there.
 * Keep `steps` as it is (useCallback) where it would do the same again.
 */
export function useSliced<T>(steps: () => Steps<T>, view: string, first: T): Sliced<T> {
  const [work] = useState(() => new SlicedWork<T>(first))
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  work.ask(steps, view)

  useEffect(() => work.start(redraw), [work])
  useEffect(() => work.goOn())
  return { value: work.value, isBehind: work.isBehind }
}

interface Wanted<T> {
  steps: () => Steps<T>
  view: string
}

/** One value and the work that renews it. It goes on by itself between `start` and what that returns. */
export class SlicedWork<T> {
  value: T
  private wanted: Wanted<T> | undefined
  private running: { wanted: Wanted<T>; rest: Steps<T> } | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private onDone: (() => void) | undefined

  constructor(first: T) {
    this.value = first
  }

  get isBehind(): boolean {
    return this.running !== undefined
  }

  ask(steps: () => Steps<T>, view: string): void {
    if (this.wanted?.steps === steps && this.wanted.view === view) return
    const isNewView = this.wanted?.view !== view
    this.wanted = { steps, view }
    if (this.running && !isNewView) return
    this.running = { wanted: this.wanted, rest: steps() }
    this.slice()
  }

  start(onDone: () => void): () => void {
    this.onDone = onDone
    return () => {
      clearTimeout(this.timer)
      this.timer = undefined
      this.onDone = undefined
    }
  }

  /** Sees to it that what is unfinished is gone on with. */
  goOn(): void {
    if (!this.running || this.timer !== undefined || !this.onDone) return
    this.timer = setTimeout(() => {
      this.timer = undefined
      const before = this.value
      this.slice()
      if (this.value !== before || !this.running) this.onDone?.()
      this.goOn()
    })
  }

  private slice(): void {
    const until = performance.now() + SLICE_MS
    while (this.running) {
      const step = this.running.rest.next()
      if (step.done) {
        this.value = step.value
        const isNewest = this.running.wanted === this.wanted
        this.running =
          isNewest || !this.wanted ? undefined : { wanted: this.wanted, rest: this.wanted.steps() }
      }
      if (performance.now() >= until) return
    }
  }
}
