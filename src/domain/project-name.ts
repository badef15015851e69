import type { Parsed } from './parsed'
import { quoted, refused } from './refused'

const projectName = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** The name of a project: a label of RFC 1123, as for every namespace. */
export function parseProjectName(text: string): Parsed<string> {
  if (projectName.test(text)) return { ok: true, value: text }
  if (text === '') return refused('Write the name of the project.')
  if (text.length > 63) return refused('The name of a project has at most 63 characters.')
  return refused(
    `${quoted(text)} is not the name of a project: lower-case letters and digits, with - between them.`,
  )
}
