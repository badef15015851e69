import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReadFile } from './vector'

/** Reads the files of a folder, in place. */
export function folderReader(folder: string): ReadFile {
  return (path) => new Uint8Array(readFileSync(join(folder, path)))
}
