import { useState } from 'react'
import { isSameReference, type SeenTag } from '@/domain/tag-operations/seen-tag'

/** A tag as it was when somebody first looked at it here, and whether it has changed since. */
export interface Seen {
  tag: SeenTag | undefined
  isMoved: boolean
  /** Goes on from what is there now. */
  catchUp: () => void
}

/**
 * Keeps what a person saw of a tag for as long as they look at the same one. What is not known yet
 * (`isKnown`) is not seen either.
 */
export function useSeen(name: string, current: SeenTag | undefined, isKnown: boolean): Seen {
  const [kept, setKept] = useState<{ name: string; tag: SeenTag | undefined } | null>(null)
  const isKept = kept?.name === name
  if (isKnown && !isKept) setKept({ name, tag: current })
  const tag = isKept ? kept.tag : current
  return {
    tag,
    isMoved: isKept && isKnown && !isSame(tag, current),
    catchUp: () => setKept({ name, tag: current }),
  }
}

function isSame(a: SeenTag | undefined, b: SeenTag | undefined): boolean {
  if (!a || !b) return a === b
  return a.image === b.image && isSameReference(a.spec, b.spec)
}
