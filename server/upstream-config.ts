import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ConfigError } from './config-error'
import type { Given } from './flags'

/** An API server to forward to, and how people prove who they are. */
export interface Upstream {
  cluster: ServerAddress | KubeconfigContext
  people: People
}

export interface ServerAddress {
  /** Scheme, host and port, without a path. */
  url: string
  /** PEM file of the authorities to trust. */
  caFile?: string
}

export interface KubeconfigContext {
  /** Files, merged as kubectl merges them. */
  kubeconfig: readonly string[]
  /** Absent: the current one. */
  context?: string
}

/**
 * `own`: the gateway has credentials, and whoever knows its secret uses them. `token`: each request
 * brings the token of its person. `login`: people log in at the cluster.
 */
export type People =
  | { by: 'own'; tokenFile?: string; secretFile?: string }
  | { by: 'token' }
  | ({ by: 'login' } & Login)

export interface Login {
  clientId: string
  clientSecretFile: string
  sessionKeyFile: string
  caFile?: string
}

/** Reads which cluster is meant; undefined for the embedded API. */
export function readUpstream(given: Given, env: NodeJS.ProcessEnv): Upstream | undefined {
  const cluster = readCluster(given, env)
  if (!cluster) {
    for (const name of ['upstream-ca', 'upstream-token-file', 'oauth-client']) {
      if (given[name] !== undefined) {
        throw new ConfigError(`--${name} goes with --upstream URL.`)
      }
    }
    if (given['secret-file'] !== undefined) {
      throw new ConfigError('--secret-file goes with --kubeconfig or --upstream-token-file.')
    }
    return undefined
  }
  return { cluster, people: readPeople(given, cluster) }
}

function readCluster(
  given: Given,
  env: NodeJS.ProcessEnv,
): ServerAddress | KubeconfigContext | undefined {
  const { upstream, kubeconfig, context } = given
  if (upstream === undefined) {
    if (kubeconfig === undefined && context === undefined) return undefined
    return {
      kubeconfig: kubeconfig === undefined ? usualKubeconfig(env) : [kubeconfig],
      ...(context === undefined ? {} : { context }),
    }
  }
  if (kubeconfig !== undefined || context !== undefined) {
    throw new ConfigError('--upstream and --kubeconfig both say which cluster; give one of them.')
  }
  const caFile = given['upstream-ca']
  return {
    url: readServer('upstream', upstream).origin,
    ...(caFile === undefined ? {} : { caFile }),
  }
}

/** As kubectl finds it. */
function usualKubeconfig(env: NodeJS.ProcessEnv): string[] {
  const files = (env.KUBECONFIG ?? '').split(delimiter).filter((file) => file !== '')
  return files.length > 0 ? files : [join(env.HOME ?? homedir(), '.kube', 'config')]
}

function readServer(option: string, text: string): URL {
  const parsed = URL.canParse(text) ? new URL(text) : undefined
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol) || parsed.pathname !== '/') {
    throw new ConfigError(
      `--${option} is the address of an API server, such as https://api.example.com:6443, not "${text}".`,
    )
  }
  if (parsed.username || parsed.password || parsed.search || parsed.hash) {
    throw new ConfigError(`--${option} is an address without login, query or fragment.`)
  }
  return parsed
}

function readPeople(given: Given, cluster: ServerAddress | KubeconfigContext): People {
  const tokenFile = given['upstream-token-file']
  const secretFile = given['secret-file']
  const clientId = given['oauth-client']
  if ('kubeconfig' in cluster || tokenFile !== undefined) {
    if (clientId !== undefined) {
      throw new ConfigError('With --oauth-client people have tokens of their own: give no other.')
    }
    if ('kubeconfig' in cluster && tokenFile !== undefined) {
      throw new ConfigError('--kubeconfig says who asks; give no --upstream-token-file.')
    }
    return {
      by: 'own',
      ...(tokenFile === undefined ? {} : { tokenFile }),
      ...(secretFile === undefined ? {} : { secretFile }),
    }
  }
  if (secretFile !== undefined) {
    throw new ConfigError('--secret-file goes with --kubeconfig or --upstream-token-file.')
  }
  return clientId === undefined ? { by: 'token' } : readLogin(given, clientId)
}

function readLogin(given: Given, clientId: string): People {
  const need = (name: string) => {
    const value = given[name]
    if (value === undefined) throw new ConfigError(`--oauth-client needs --${name} too.`)
    return value
  }
  if (!need('public-url').startsWith('https:')) {
    throw new ConfigError('--public-url begins with https: where people log in.')
  }
  const caFile = given['oauth-ca']
  return {
    by: 'login',
    clientId,
    clientSecretFile: need('oauth-client-secret-file'),
    sessionKeyFile: need('session-key-file'),
    ...(caFile === undefined ? {} : { caFile }),
  }
}
