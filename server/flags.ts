import { parseArgs } from 'node:util'
import { ConfigError } from './config-error'

interface Flag {
  /** What stands after the flag in the help; absent for a switch. */
  value?: string
  help: string
}

const flags: Record<string, Flag> = {
  host: { value: 'HOST', help: 'address to listen on (127.0.0.1)' },
  port: { value: 'PORT', help: 'port to listen on (9000); 0 takes any free one' },
  'public-url': {
    value: 'URL',
    help: 'where people find the gateway, when something stands in front of it',
  },
  'tls-cert': {
    value: 'FILE',
    help: 'certificate to serve with (PEM); read again when it changes',
  },
  'tls-key': { value: 'FILE', help: 'its private key (PEM)' },
  'metrics-port': { value: 'PORT', help: 'port for /metrics, /healthz and /readyz (none)' },
  'metrics-host': { value: 'HOST', help: 'address for them (127.0.0.1)' },
  'request-timeout': {
    value: 'SECONDS',
    help: 'how long a request may take to arrive, its headers half of it (60)',
  },
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
  kubeconfig: { value: 'FILE', help: 'forward to the cluster of this file, as its user' },
  context: {
    value: 'NAME',
    help: 'context to take of it, or of KUBECONFIG (the current one)',
  },
  upstream: { value: 'URL', help: 'forward to this API server, in place of the embedded API' },
  'upstream-ca': { value: 'FILE', help: 'certificate authorities to trust for it (PEM)' },
  'upstream-token-file': {
    value: 'FILE',
    help: 'bearer token for it; without, each request brings the token of its person',
  },
  'secret-file': {
    value: 'FILE',
    help: 'secret of whoever uses --kubeconfig or --upstream-token-file; made where missing',
  },
  'oauth-client': {
    value: 'ID',
    help: 'people log in at OpenShift; this is our OAuthClient there',
  },
  'oauth-client-secret-file': { value: 'FILE', help: 'file with its secret' },
  'oauth-ca': { value: 'FILE', help: 'authorities of the OAuth server, beside the system’s (PEM)' },
  'session-key-file': {
    value: 'FILE',
    help: 'keys of the session cookie, a line each; the first one encrypts',
  },
  'log-level': { value: 'LEVEL', help: 'trace, debug, info, warn, error, silent (info)' },
}

/** What was given, by the name of the option. */
export type Given = Record<string, string>

/** What `--help` prints. */
export function helpText(): string {
  const lines = Object.entries(flags).map(([name, { value, help }]) => {
    const left = value ? `--${name} ${value}` : `--${name}`
    return `  ${left.padEnd(33)}${help}`
  })
  return [
    'Tagstream: a dashboard for OpenShift image streams.',
    '',
    'npm start -- [options]',
    '',
    ...lines,
    `  ${'--help'.padEnd(33)}say this`,
    '',
    'Each option can be set in the environment too: --log-level is TAGSTREAM_LOG_LEVEL. An option',
    'on the command line wins. docs/configuration.md says more.',
    '',
  ].join('\n')
}

/** Whether `--help` is among the words. */
export function wantsHelp(argv: readonly string[]): boolean {
  return argv.includes('--help') || argv.includes('-h')
}

/** The options of the command line and the environment; the former win. */
export function readGiven(argv: readonly string[], env: NodeJS.ProcessEnv): Given {
  return { ...fromEnvironment(env), ...fromCommandLine(argv) }
}

function fromCommandLine(argv: readonly string[]): Given {
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

function fromEnvironment(env: NodeJS.ProcessEnv): Given {
  const given: Given = {}
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
