/** One step of a JSON Patch (RFC 6902); of the six, edits need these four. */
export type JsonPatchOperation =
  | { op: 'test' | 'add' | 'replace'; path: string; value: unknown }
  | { op: 'remove'; path: string }

/** Applied in order, all or none. */
export type JsonPatch = readonly JsonPatchOperation[]
