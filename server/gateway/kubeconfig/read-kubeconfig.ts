import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { parse } from 'yaml'
import { ConfigError } from '../../config-error'
import type { KubeconfigContext } from '../../upstream-config'

/** A cluster of a kubeconfig, as kubectl knows its members. */
export interface KubeCluster {
  server: string
  'certificate-authority'?: string
  'certificate-authority-data'?: string
  'insecure-skip-tls-verify'?: boolean
  'tls-server-name'?: string
  'proxy-url'?: string
}

export interface KubeUser {
  token?: string
  tokenFile?: string
  username?: string
  password?: string
  'client-certificate'?: string
  'client-certificate-data'?: string
  'client-key'?: string
  'client-key-data'?: string
  exec?: KubeExec
}

export interface KubeExec {
  apiVersion: string
  command: string
  args?: string[] | null
  env?: { name: string; value: string }[] | null
  installHint?: string
  interactiveMode?: string
  provideClusterInfo?: boolean
}

/** Who asks which cluster. Files in it have whole paths. */
export interface KubeContext {
  /** The name of the context. */
  name: string
  cluster: KubeCluster
  user: KubeUser
}

/** Members that name files, relative to the file that they stand in. */
const CLUSTER_FILES = ['certificate-authority'] as const
const USER_FILES = ['tokenFile', 'client-certificate', 'client-key'] as const

/**
 * Reads kubeconfig files as kubectl does: of several, the first one that names a cluster, a user, a
 * context or the current context counts. Throws ConfigError where there is nothing to go by.
 */
export function readKubeconfig({ kubeconfig, context }: KubeconfigContext): KubeContext {
  const found = kubeconfig.map(readFile).filter((file) => file !== undefined)
  if (found.length === 0) {
    throw new ConfigError(`--kubeconfig: the file "${kubeconfig.join(', ')}" cannot be read.`)
  }
  const name = context ?? found.map(({ current }) => current).find((each) => each !== '')
  if (name === undefined) {
    throw new ConfigError('--kubeconfig: no context is the current one; give --context NAME.')
  }
  const pick = <T>(kind: 'contexts' | 'clusters' | 'users', wanted: string): T => {
    for (const file of found) {
      const value = file[kind].get(wanted)
      if (value !== undefined) return value as T
    }
    const known = found.flatMap((file) => [...file[kind].keys()]).join(', ')
    throw new ConfigError(
      `--kubeconfig: there is no "${wanted}" among the ${kind}; there are: ${known || 'none'}.`,
    )
  }
  const chosen = pick<{ cluster?: string; user?: string }>('contexts', name)
  const cluster = pick<KubeCluster>('clusters', chosen.cluster ?? '')
  const user = chosen.user ? pick<KubeUser>('users', chosen.user) : {}
  return { name, cluster: sound(cluster), user: understood(user) }
}

interface KubeFile {
  current: string
  contexts: Map<string, object>
  clusters: Map<string, object>
  users: Map<string, object>
}

/** Undefined where there is no such file: one of several may be missing. */
function readFile(path: string): KubeFile | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  let config: unknown
  try {
    config = parse(text)
  } catch {
    throw new ConfigError(`--kubeconfig: the file "${path}" is not YAML.`)
  }
  const folder = dirname(path)
  const member = (key: string) => (isRecord(config) ? config[key] : undefined)
  const current = member('current-context')
  return {
    current: typeof current === 'string' ? current : '',
    contexts: named(member('contexts'), 'context'),
    clusters: named(member('clusters'), 'cluster', (cluster) =>
      withPaths(cluster, CLUSTER_FILES, folder),
    ),
    users: named(member('users'), 'user', (user) =>
      withCommand(withPaths(user, USER_FILES, folder), folder),
    ),
  }
}

/** `[{ name, [member]: value }]` by name; the first of a name counts. */
function named(
  list: unknown,
  member: string,
  change: (value: Record<string, unknown>) => object = (value) => value,
): Map<string, object> {
  const found = new Map<string, object>()
  for (const entry of Array.isArray(list) ? list : []) {
    if (!isRecord(entry) || typeof entry.name !== 'string' || found.has(entry.name)) continue
    const value = entry[member]
    found.set(entry.name, change(isRecord(value) ? value : {}))
  }
  return found
}

function withPaths(
  value: Record<string, unknown>,
  names: readonly string[],
  folder: string,
): Record<string, unknown> {
  const changed = { ...value }
  for (const name of names) {
    const path = changed[name]
    if (typeof path === 'string' && path !== '' && !isAbsolute(path)) {
      changed[name] = join(folder, path)
    }
  }
  return changed
}

/** A command with a slash is a file beside the kubeconfig, one without is looked for in the PATH. */
function withCommand(user: Record<string, unknown>, folder: string): object {
  const { exec } = user
  if (!isRecord(exec) || typeof exec.command !== 'string') return user
  const isPath = exec.command.includes('/') && !isAbsolute(exec.command)
  return isPath ? { ...user, exec: { ...exec, command: join(folder, exec.command) } } : user
}

function sound(cluster: KubeCluster): KubeCluster {
  const url = URL.canParse(cluster.server) ? new URL(cluster.server) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new ConfigError(`--kubeconfig: "${cluster.server ?? ''}" is no address of an API server.`)
  }
  return cluster
}

/** Credentials that we would otherwise leave out without a word, and so ask as somebody else. */
function understood(user: KubeUser): KubeUser {
  if ('auth-provider' in user) {
    throw new ConfigError(
      '--kubeconfig: "auth-provider" is gone from Kubernetes; an exec plugin takes its place.',
    )
  }
  if ('as' in user || 'as-uid' in user || 'as-groups' in user || 'as-user-extra' in user) {
    throw new ConfigError('--kubeconfig: this user acts as another one, which is not supported.')
  }
  return user
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
