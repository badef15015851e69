import { parseArgs } from 'node:util'

/** How the gateway runs. Read once, at the start; nothing else reads the environment. */
export interface Config {
  host: string
  /** 0 takes any free port. */
  port: number
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
  logLevel: LogLevel
}

export interface Upstream {
  /** Scheme, host and port, without a path. */
  url: string
  /** PEM file of the authorities to trust. */
  caFile?: string
  /** Holds the bearer token; read again when it changes. */
  tokenFile?: string
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/** What is wrong with the configuration, in a sentence for the person at the terminal. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

interface Flag {
  /** What stands after the flag in the help; absent for a switch. */
  value?: string
  help: string
}

const flags: Record<string, Flag> = {
  host: { value: 'HOST', help: 'address to listen on (127.0.0.1)' },
  port: { value: 'PORT', help: 'port to listen on (9000); 0 takes any free one' },
  data: { value: 'DIR', help: 'where the embedded API stores what it knows (.data)' },
  empty: { help: 'start without the sample projects' },
  reset: { help: 'throw away what is stored, and begin anew' },
  'token-file': {
    value: 'FILE',
    help: 'people of the embedded API: lines of token,user,uid,"group1,group2"',
  },
  'roles-file': {
    value: 'FILE',
    help: 'their roles: a YAML list of {user or group, role, project}',
  },
  'internal-registry': {
    value: 'HOST',
    help: 'registry as the cluster reaches it (image-registry.openshift-image-registry.svc:5000)',
  },
  'public-registry': { value: 'HOST', help: 'registry as everyone else reaches it (none)' },
  'import-private-networks': {
    value: 'on|off',
    help: 'import from private and loopback addresses (on while listening on loopback)',
  },
  upstream: { value: 'URL', help: 'forward to this API server, in place of the embedded API' },
  'upstream-ca': { value: 'FILE', help: 'certificate authorities to trust for it (PEM)' },
  'upstream-token-file': { value: 'FILE', help: 'file with the bearer token for it' },
  'log-level': { value: 'LEVEL', help: `${logLevels.join(', ')} (info)` },
}

const loopbackHosts = new Set(['127.0.0.1', '::1', 'localhost'])

/** Whether only this machine can reach what listens on `host`. */
export function isLoopback(host: string): boolean {
  return loopbackHosts.has(host) || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** What `--help` prints. */
export function helpText(): string {
  const lines = Object.entries(flags).map(([name, { value, help }]) => {
    const left = value ? `--${name} ${value}` : `--${name}`
    return `  ${left.padEnd(28)}${help}`
  })
  return [
    'Tagstream: a dashboard for OpenShift image streams.',
    '',
    'npm start -- [options]',
    '',
    ...lines,
    `  ${'--help'.padEnd(28)}say this`,
    '',
    'Each option can be set in the environment too: --log-level is TAGSTREAM_LOG_LEVEL. An option',
    'on the command line wins. docs/configuration.md says more.',
    '',
  ].join('\n')
}

/**
 * Reads the command line (without node and script) and the environment. Throws ConfigError, whose
 * message says what is wrong and what would be right.
 */
export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv): Config {
  const given = { ...fromEnvironment(env), ...fromCommandLine(argv) }
  const text = (name: string, otherwise: string) => given[name] ?? otherwise
  const isOn = (name: string) => given[name] === 'true'

  const host = text('host', '127.0.0.1')
  const tokenFile = given['token-file']
  const rolesFile = given['roles-file']
  const upstream = readUpstream(given)
  if (rolesFile && !tokenFile) {
    throw new ConfigError(
      '--roles-file gives roles to the people of --token-file; without them there is one person, who may do everything.',
    )
  }
  if (!isLoopback(host) && upstream) {
    throw new ConfigError(
      `--upstream hands the rights of its token to everyone who can reach the gateway, so it works on loopback only, not on --host ${host}.`,
    )
  }
  if (!isLoopback(host) && !tokenFile) {
    throw new ConfigError(
      `--host ${host} can be reached from other machines, and without --token-file everyone there may do everything. Give --token-file, or listen on 127.0.0.1.`,
    )
  }
  const logLevel = logLevels.find((level) => level === text('log-level', 'info'))
  if (!logLevel) {
    throw new ConfigError(
      `--log-level is one of ${logLevels.join(', ')}, not "${given['log-level']}".`,
    )
  }
  return {
    host,
    port: readPort(text('port', '9000')),
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
    logLevel,
  }
}

/** Whether `--help` is among the words. */
export function wantsHelp(argv: readonly string[]): boolean {
  return argv.includes('--help') || argv.includes('-h')
}

function fromCommandLine(argv: readonly string[]): Record<string, string> {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { value }]) => [
      name,
      { type: value ? ('string' as const) : ('boolean' as const) },
    ]),
  )
  try {
    const { values } = parseArgs({ args: [...argv], options, allowPositionals: false })
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)
    throw new ConfigError(`${said}. "npm start -- --help" lists what there is.`)
  }
}

function fromEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const given: Record<string, string> = {}
  for (const [name, { value }] of Object.entries(flags)) {
    const variable = `TAGSTREAM_${name.toUpperCase().replaceAll('-', '_')}`
    const found = env[variable]
    if (found === undefined || found === '') continue
    if (!value && !['true', 'false', '1', '0'].includes(found)) {
      throw new ConfigError(`${variable} is true or false, not "${found}".`)
    }
    given[name] = value ? found : String(found === 'true' || found === '1')
  }
  return given
}

function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new ConfigError(`--port is a number from 0 to 65535, not "${text}".`)
  }
  return port
}

function readRegistry(name: string, text: string): string {
  if (text === '' || /^[a-z0-9.-]+(:\d+)?$/i.test(text) || /^\[[0-9a-f:]+\](:\d+)?$/i.test(text)) {
    return text
  }
  throw new ConfigError(`--${name} is a host, with or without a port, not "${text}".`)
}

function readPrivateNetworks(given: Record<string, string>): { importPrivateNetworks?: boolean } {
  const text = given['import-private-networks']
  if (text === undefined) return {}
  if (text !== 'on' && text !== 'off') {
    throw new ConfigError(`--import-private-networks is on or off, not "${text}".`)
  }
  return { importPrivateNetworks: text === 'on' }
}

function readUpstream(given: Record<string, string>): Upstream | undefined {
  const url = given.upstream
  const caFile = given['upstream-ca']
  const tokenFile = given['upstream-token-file']
  if (url === undefined) {
    if (caFile || tokenFile) {
      throw new ConfigError('--upstream-ca and --upstream-token-file go with --upstream URL.')
    }
    return undefined
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol) || parsed.pathname !== '/') {
    throw new ConfigError(
      `--upstream is the address of an API server, such as https://api.example.com:6443, not "${url}".`,
    )
  }
  if (parsed.username || parsed.password || parsed.search || parsed.hash) {
    throw new ConfigError('--upstream is an address without login, query or fragment.')
  }
  return { url: parsed.origin, ...(caFile ? { caFile } : {}), ...(tokenFile ? { tokenFile } : {}) }
}
