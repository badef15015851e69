import { asText, isObject } from '@/domain/untrusted'
import type { StoredObject } from '../storage/store'
import type { Credentials } from './registry-client'

/** A secret as the store keeps it. */
export interface Secret extends StoredObject {
  type?: string
  /** Base64. */
  data?: Record<string, string>
  immutable?: boolean
}

/** A login for a registry, or for what is below a path of it. */
export interface RegistryLogin extends Credentials {
  /** `host` or `host:port`; may begin with `*.`. */
  host: string
  /** '' or a path without a slash at its ends. */
  path: string
}

const EXCLUDED = 'openshift.io/image.excludeSecret'

/** Where the configurations of Docker clients are in secrets, by their type. */
const KEYS: Readonly<Record<string, string>> = {
  'kubernetes.io/dockercfg': '.dockercfg',
  'kubernetes.io/dockerconfigjson': '.dockerconfigjson',
}

/** Whether a secret is one that imports of its namespace use (S-42). */
export function isPullSecret({ type = '', metadata }: Secret): boolean {
  return Object.hasOwn(KEYS, type) && metadata.annotations?.[EXCLUDED] !== 'true'
}

/** The logins that the secrets hold. What cannot be read is left out. */
export function registryLogins(secrets: readonly Secret[]): RegistryLogin[] {
  return secrets.filter(isPullSecret).flatMap(({ type = '', data }) => {
    const config = parsed(data?.[KEYS[type] ?? ''] ?? '')
    const entries = type === 'kubernetes.io/dockercfg' ? config : config?.auths
    if (!isObject(entries)) return []
    return Object.entries(entries).flatMap(([place, entry]) => loginOf(place, entry))
  })
}

/** The logins for a repository of a registry, the most particular first. */
export function loginsFor(
  logins: readonly RegistryLogin[],
  host: string,
  repository: string,
): Credentials[] {
  return logins
    .filter(
      ({ host: where, path }) =>
        isHost(where, host) && (path === '' || `${repository}/`.startsWith(`${path}/`)),
    )
    .sort((a, b) => b.path.length - a.path.length)
    .map(({ username, password }) => ({ username, password }))
}

function loginOf(place: string, entry: unknown): RegistryLogin[] {
  if (!isObject(entry)) return []
  const { username, password, auth } = entry as Record<string, unknown>
  const pair = Buffer.from(asText(auth), 'base64').toString('utf8')
  const colon = pair.indexOf(':')
  const login =
    colon > 0
      ? { username: pair.slice(0, colon), password: pair.slice(colon + 1).replace(/\0+$/, '') }
      : { username: asText(username), password: asText(password) }
  if (login.username === '') return []
  // Keys are hosts, or URLs as old clients write them: https://index.docker.io/v1/
  const [host = '', ...path] = place
    .replace(/^https?:\/\//, '')
    .replace(/\/v[12]\/?$/, '')
    .replace(/\/+$/, '')
    .split('/')
  return host === '' ? [] : [{ host, path: path.join('/'), ...login }]
}

const HUB = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io'])

function isHost(pattern: string, host: string): boolean {
  if (pattern === host || (HUB.has(pattern) && HUB.has(host))) return true
  if (!pattern.startsWith('*.')) return false
  // One star is one part of the name.
  const [, ...rest] = host.split('.')
  return rest.join('.') === pattern.slice(2)
}

function parsed(base64: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))
    return isObject(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
