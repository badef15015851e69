import { readFileSync, statSync } from 'node:fs'
import { ConfigError } from '../config-error'

/**
 * The trimmed content of a file that others write anew from time to time, such as a token. It is
 * looked at on each call; while it cannot be read, the last content counts. Throws ConfigError where it
 * cannot be read from the start, in words that name the option.
 */
export function rotatingFile(option: string, path: string): () => string {
  let version = ''
  let content = ''
  const look = () => {
    const { mtimeMs, ino, size } = statSync(path)
    const found = `${mtimeMs} ${ino} ${size}`
    if (found === version) return
    content = readFileSync(path, 'utf8').trim()
    version = found
  }
  try {
    look()
  } catch {
    throw new ConfigError(`${option}: the file "${path}" cannot be read.`)
  }
  return () => {
    try {
      look()
    } catch {
      // Being replaced at this moment.
    }
    return content
  }
}
