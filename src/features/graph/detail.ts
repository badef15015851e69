/**
 * How much of a drawing is drawn: all of it; names alone, larger, where words would be too small; or from
 * very far, where no letter could be read, the shapes of nodes and edges.
 */
export type Detail = 'all' | 'names' | 'shapes'

/** Below these scales the letters of words, and those of names, are smaller than about six pixels. */
const least = { words: 0.45, names: 0.25 }

/** What can be told apart at a scale. */
export function detailAt(scale: number): Detail {
  if (scale < least.names) return 'shapes'
  return scale < least.words ? 'names' : 'all'
}
