/** Something that a person asked to do with a tag; the dialog for it is chosen by `kind`. */
export interface AskedTagOperation {
  kind: 'copy' | 'alias' | 'pin' | 'rollBack' | 'resume' | 'untrack' | 'delete' | 'keep'
  namespace: string
  stream: string
  tag: string
  /** Of rollBack and keep: which revision of the history, counted from the oldest, from 1. */
  revision?: number
}

/** The same for a tag that is to be: it has no name yet. */
export interface AskedAddition {
  kind: 'add'
  namespace: string
  stream: string
}

export type AskedOperation = AskedTagOperation | AskedAddition
