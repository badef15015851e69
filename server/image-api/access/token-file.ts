import { readFileSync } from 'node:fs'
import type { UserInfo } from '../rest/resource-definition'

/** People by their tokens. */
export type TokenTable = ReadonlyMap<string, UserInfo>

/** A token file that cannot be read as one; the sentence says which line. */
export class TokenFileError extends Error {}

/** Reads a Kubernetes static token file. */
export function readTokenFile(path: string): TokenTable {
  return parseTokenFile(readFileSync(path, 'utf8'))
}

/**
 *     file  := { line }
 *     line  := token "," user "," uid [ "," group | "," '"' group { "," group } '"' ]
 *
 * Empty lines and lines that begin with # are left out.
 */
export function parseTokenFile(text: string): TokenTable {
  const table = new Map<string, UserInfo>()
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const columns = csvColumns(line).map((column) => column.trim())
    const [token = '', name = '', uid = '', groups = ''] = columns
    if (token === '' || name === '' || columns.length < 3) {
      throw new TokenFileError(`line ${index + 1} is not token,user,uid,"group1,group2"`)
    }
    table.set(token, {
      name,
      uid,
      groups: [...groups.split(',').map((group) => group.trim()), 'system:authenticated'].filter(
        (group) => group !== '',
      ),
    })
  }
  return table
}

function csvColumns(line: string): string[] {
  const columns: string[] = []
  for (const [, quoted, plain] of line.matchAll(
    /(?:^|,)\s*(?:"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g,
  )) {
    columns.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
  }
  return columns
}
