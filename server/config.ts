import { ConfigError } from './config-error'
import { type Given, readGiven } from './flags'
import { readUpstream, type Upstream } from './upstream-config'

/** How the gateway runs. Read once, at the start; nothing else reads the environment. */
export interface Config {
  host: string
  /** 0 takes any free port. */
  port: number
  /** Where people find the gateway (`https://tags.example.com`), where that is not where it listens. */
  publicUrl?: string
  /** PEM files to serve TLS with. */
  tls?: { certFile: string; keyFile: string }
  /** Where metrics and health are told. */
  metrics?: { host: string; port: number }
  /** Where the embedded API keeps what it stores. */
  dataDir: string
  /** A first start makes no sample. */
  empty: boolean
  /** What is stored is thrown away first. */
  reset: boolean
  /** A Kubernetes static token file: people of the embedded API. */
  tokenFile?: string
  /** Who of them has which role in which project; YAML. */
  rolesFile?: string
  /** `host[:port]` under which the cluster reaches its registry. */
  internalRegistry: string
  /** The same for everyone else; '' where the registry is not exposed. */
  publicRegistry: string
  /** An API server to forward to, in place of the embedded API. */
  upstream?: Upstream
  /** Whether images are imported from private and loopback addresses; absent: while listening on loopback. */
  importPrivateNetworks?: boolean
  /** A request has arrived after so many seconds, its headers after half of them. */
  requestTimeout: number
  logLevel: LogLevel
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

const loopbackHosts = new Set(['127.0.0.1', '::1', 'localhost'])

/** Whether only this machine can reach what listens on `host`. */
export function isLoopback(host: string): boolean {
  return loopbackHosts.has(host) || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/**
 * Reads the command line (without node and script) and the environment. Throws ConfigError, whose
 * message says what is wrong and what would be right.
 */
export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv): Config {
  const given = readGiven(argv, env)
  const text = (name: string, otherwise: string) => given[name] ?? otherwise
  const isOn = (name: string) => given[name] === 'true'

  const host = text('host', '127.0.0.1')
  const tokenFile = given['token-file']
  const rolesFile = given['roles-file']
  const upstream = readUpstream(given, env)
  const publicUrl = readPublicUrl(given)
  if (rolesFile && !tokenFile) {
    throw new ConfigError(
      '--roles-file gives roles to the people of --token-file; without them there is one person, who may do everything.',
    )
  }
  if (!isLoopback(host)) mayBeReached({ host, tokenFile, upstream, publicUrl })
  const logLevel = logLevels.find((level) => level === text('log-level', 'info'))
  if (!logLevel) {
    throw new ConfigError(
      `--log-level is one of ${logLevels.join(', ')}, not "${given['log-level']}".`,
    )
  }
  return {
    host,
    port: readPort('port', text('port', '9000')),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...readTls(given),
    ...readMetrics(given),
    dataDir: text('data', '.data'),
    empty: isOn('empty'),
    reset: isOn('reset'),
    ...(tokenFile ? { tokenFile } : {}),
    ...(rolesFile ? { rolesFile } : {}),
    internalRegistry: readRegistry(
      'internal-registry',
      text('internal-registry', 'image-registry.openshift-image-registry.svc:5000'),
    ),
    publicRegistry: readRegistry('public-registry', text('public-registry', '')),
    ...(upstream ? { upstream } : {}),
    ...readPrivateNetworks(given),
    requestTimeout: readSeconds('request-timeout', text('request-timeout', '60')),
    logLevel,
  }
}

/** Whether it is safe that other machines reach the gateway. */
function mayBeReached({
  host,
  tokenFile,
  upstream,
  publicUrl,
}: {
  host: string
  tokenFile: string | undefined
  upstream: Upstream | undefined
  publicUrl: string | undefined
}): void {
  if (upstream?.people.by === 'own') {
    throw new ConfigError(
      `The gateway hands the rights of its own credentials to who uses it, so it works on loopback only, not on --host ${host}.`,
    )
  }
  if (upstream && publicUrl === undefined) {
    throw new ConfigError(
      `--host ${host} can be reached from other machines: give --public-url, the address that people use, so that requests for other names are refused.`,
    )
  }
  if (!upstream && !tokenFile) {
    throw new ConfigError(
      `--host ${host} can be reached from other machines, and without --token-file everyone there may do everything. Give --token-file, or listen on 127.0.0.1.`,
    )
  }
}

function readPublicUrl(given: Given): string | undefined {
  const text = given['public-url']
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || `${url.origin}/` !== url.href) {
    throw new ConfigError(
      `--public-url is an address without a path, such as https://tags.example.com, not "${text}".`,
    )
  }
  return url.origin
}

function readTls(given: Given): Pick<Config, 'tls'> {
  const certFile = given['tls-cert']
  const keyFile = given['tls-key']
  if (certFile === undefined && keyFile === undefined) return {}
  if (certFile === undefined || keyFile === undefined) {
    throw new ConfigError('--tls-cert and --tls-key go together.')
  }
  return { tls: { certFile, keyFile } }
}

function readMetrics(given: Given): Pick<Config, 'metrics'> {
  const port = given['metrics-port']
  if (port === undefined) return {}
  return {
    metrics: { host: given['metrics-host'] ?? '127.0.0.1', port: readPort('metrics-port', port) },
  }
}

function readPort(option: string, text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new ConfigError(`--${option} is a number from 0 to 65535, not "${text}".`)
  }
  return port
}

function readSeconds(option: string, text: string): number {
  const seconds = Number(text)
  if (!/^\d+$/.test(text) || seconds < 1 || seconds > 3600) {
    throw new ConfigError(`--${option} is a number of seconds from 1 to 3600, not "${text}".`)
  }
  return seconds
}

function readRegistry(name: string, text: string): string {
  if (text === '' || /^[a-z0-9.-]+(:\d+)?$/i.test(text) || /^\[[0-9a-f:]+\](:\d+)?$/i.test(text)) {
    return text
  }
  throw new ConfigError(`--${name} is a host, with or without a port, not "${text}".`)
}

function readPrivateNetworks(given: Given): { importPrivateNetworks?: boolean } {
  const text = given['import-private-networks']
  if (text === undefined) return {}
  if (text !== 'on' && text !== 'off') {
    throw new ConfigError(`--import-private-networks is on or off, not "${text}".`)
  }
  return { importPrivateNetworks: text === 'on' }
}
