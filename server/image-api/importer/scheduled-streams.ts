import { isImportable, needsImport } from '../registry/tag-history'
import type { StreamDraft } from '../registry/tag-lists'
import { parsePullSpec } from './pull-spec'

/**
 * When streams with scheduled tags are to be imported again (S-43): each so long after it was imported last, and no
 * more than so many images a minute in all.
 */
export class ScheduledStreams {
  readonly #intervalMs: number
  readonly #perMinute: number
  /** In the order of their times. */
  readonly #due = new Map<string, number>()
  #spent: { minute: number; images: number } = { minute: 0, images: 0 }

  constructor({ intervalMs, perMinute }: { intervalMs: number; perMinute: number }) {
    this.#intervalMs = intervalMs
    this.#perMinute = perMinute
  }

  /** Takes note of a stream as it is now. */
  see(key: string, stream: StreamDraft | undefined, now: number): void {
    if (!stream || scheduledTags(stream).length === 0) this.#due.delete(key)
    else if (!this.#due.has(key)) this.#due.set(key, now + this.#intervalMs)
  }

  /** The stream has just been imported, whoever asked for it: its time begins anew. */
  delay(key: string, now: number): void {
    if (this.#due.delete(key)) this.#due.set(key, now + this.#intervalMs)
  }

  /** Takes out the streams whose time has come, as far as the images of this minute go. */
  take(now: number, images: (key: string) => number): string[] {
    const minute = Math.floor(now / 60_000)
    if (this.#spent.minute !== minute) this.#spent = { minute, images: 0 }
    const taken: string[] = []
    for (const [key, time] of this.#due) {
      if (time > now) break
      const count = images(key)
      // A stream with more tags than the whole budget still has its turn, in a minute of its own.
      const isTooMuch = this.#spent.images + count > this.#perMinute && this.#spent.images > 0
      if (isTooMuch) break
      this.#spent.images += count
      taken.push(key)
    }
    for (const key of taken) this.delay(key, now)
    return taken
  }
}

/** The tags that are imported again and again; one named by digest only until it is there. */
export function scheduledTags(stream: StreamDraft): string[] {
  return stream.spec.tags
    .filter(
      (tag) =>
        isImportable(tag) &&
        tag.importPolicy?.scheduled === true &&
        (!parsePullSpec(tag.from?.name ?? '')?.digest || needsImport(stream, tag)),
    )
    .map(({ name }) => name)
}
