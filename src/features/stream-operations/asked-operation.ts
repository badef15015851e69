/** Something that a person asked to do with a stream; the dialog for it is chosen by `kind`. */
export type AskedStreamOperation =
  | { kind: 'lookup' | 'metadata' | 'delete'; namespace: string; stream: string }
  | { kind: 'create'; namespace: string }
