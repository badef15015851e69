import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { isRoleName, ROLES, type RoleName } from './roles'

/** A role that somebody has: in one project, or without one everywhere. */
export interface RoleBinding {
  readonly role: RoleName
  readonly subject: { readonly kind: 'User' | 'Group'; readonly name: string }
  readonly project?: string
}

/** A roles file that cannot be read as one; the sentence says which entry. */
export class RolesFileError extends Error {}

export function readRolesFile(path: string): RoleBinding[] {
  return parseRolesFile(readFileSync(path, 'utf8'))
}

/** Reads YAML: a list of `{ user | group, role, project? }`. */
export function parseRolesFile(text: string): RoleBinding[] {
  const list = parsed(text)
  if (!Array.isArray(list)) throw new RolesFileError('it is not a YAML list of roles')
  return list.map((entry, index) => {
    const wrong = (why: string) => new RolesFileError(`entry ${index + 1} ${why}`)
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      throw wrong('is not {user or group, role, project}')
    }
    const { user, group, role, project, ...others } = entry as Record<string, unknown>
    const [unknown] = Object.keys(others)
    if (unknown !== undefined) throw wrong(`has "${unknown}", which means nothing here`)
    if ((user === undefined) === (group === undefined)) throw wrong('needs a user or a group')
    const name = user ?? group
    if (typeof name !== 'string' || name === '') throw wrong('needs a name for its user or group')
    if (!isRoleName(role)) throw wrong(`needs a role: ${Object.keys(ROLES).join(', ')}`)
    if (project !== undefined && (typeof project !== 'string' || project === '')) {
      throw wrong('has a project without a name')
    }
    return {
      role,
      subject: { kind: user === undefined ? ('Group' as const) : ('User' as const), name },
      ...(project === undefined ? {} : { project }),
    }
  })
}

function parsed(text: string): unknown {
  try {
    return parse(text, { schema: 'core', maxAliasCount: 100 }) ?? []
  } catch {
    throw new RolesFileError('it is not YAML')
  }
}
