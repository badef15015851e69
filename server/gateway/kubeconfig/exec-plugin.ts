import { execFile } from 'node:child_process'
import { ConfigError } from '../../config-error'
import { StatusError } from '../../image-api/rest/status-error'
import type { KubeCluster, KubeExec } from './read-kubeconfig'

/** What an exec plugin answers with. */
export interface ExecCredential {
  token?: string
  clientCertificateData?: string
  clientKeyData?: string
  expirationTimestamp?: string
}

const VERSIONS = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1']
const PATIENCE_MS = 60_000
/** Credentials are renewed this much before they end. */
const EARLY_MS = 10_000

/** Asks a program for credentials, and keeps them until they end. Requests that come meanwhile wait. */
export class ExecPlugin {
  readonly #exec: KubeExec
  readonly #cluster: KubeCluster
  #current: ExecCredential | undefined
  #asking: Promise<ExecCredential> | undefined

  constructor(exec: KubeExec, cluster: KubeCluster) {
    if (!VERSIONS.includes(exec.apiVersion)) {
      throw new ConfigError(
        `--kubeconfig: the exec plugin speaks "${exec.apiVersion}"; understood are ${VERSIONS.join(' and ')}.`,
      )
    }
    if (exec.interactiveMode === 'Always') {
      throw new ConfigError(
        `--kubeconfig: "${exec.command}" asks questions at a terminal, and the gateway has none to give it.`,
      )
    }
    this.#exec = exec
    this.#cluster = cluster
  }

  /** What was answered last; undefined before the first answer. */
  get current(): ExecCredential | undefined {
    return this.#current
  }

  /** Credentials that are good now. */
  async credential(): Promise<ExecCredential> {
    if (this.#current && !hasEnded(this.#current)) return this.#current
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  /** The API server did not accept them. */
  forget(): void {
    this.#current = undefined
  }

  async #ask(): Promise<ExecCredential> {
    const { apiVersion, command, args, env, installHint } = this.#exec
    const info = {
      apiVersion,
      kind: 'ExecCredential',
      spec: { interactive: false, ...this.#clusterInfo() },
    }
    const own = Object.fromEntries((env ?? []).map(({ name, value }) => [name, value]))
    const output = await new Promise<string>((resolve, reject) => {
      const child = execFile(
        command,
        args ?? [],
        {
          env: { ...process.env, ...own, KUBERNETES_EXEC_INFO: JSON.stringify(info) },
          timeout: PATIENCE_MS,
        },
        (error, stdout) => {
          if (!error) return resolve(stdout)
          const isMissing = error.code === 'ENOENT'
          const why = isMissing ? 'there is no such program' : 'it failed'
          const hint = isMissing && installHint ? ` ${installHint.trim()}` : ''
          return reject(noCredentials(command, `${why}.${hint}`))
        },
      )
      child.stdin?.end()
      // What it says is for the person at the terminal.
      child.stderr?.pipe(process.stderr, { end: false })
    })
    this.#current = parseCredential(output, this.#exec)
    return this.#current
  }

  #clusterInfo() {
    if (!this.#exec.provideClusterInfo) return {}
    const cluster = this.#cluster
    return {
      cluster: {
        server: cluster.server,
        'tls-server-name': cluster['tls-server-name'],
        'insecure-skip-tls-verify': cluster['insecure-skip-tls-verify'],
        'certificate-authority-data': cluster['certificate-authority-data'],
        'proxy-url': cluster['proxy-url'],
      },
    }
  }
}

function parseCredential(output: string, { command, apiVersion }: KubeExec): ExecCredential {
  let answer: { kind?: string; apiVersion?: string; status?: ExecCredential } | null
  try {
    answer = JSON.parse(output)
  } catch {
    throw noCredentials(command, 'what it said is not JSON.')
  }
  if (answer?.kind !== 'ExecCredential' || answer.apiVersion !== apiVersion) {
    throw noCredentials(command, `it did not answer with an ExecCredential of ${apiVersion}.`)
  }
  const { status } = answer
  if (!status?.token && !(status?.clientCertificateData && status.clientKeyData)) {
    throw noCredentials(command, 'its answer holds neither a token nor a certificate with its key.')
  }
  return status
}

function hasEnded({ expirationTimestamp }: ExecCredential): boolean {
  if (!expirationTimestamp) return false
  const end = Date.parse(expirationTimestamp)
  return !(end - Date.now() > EARLY_MS)
}

/** What it printed is not told: it may hold a part of a token. */
function noCredentials(command: string, why: string): StatusError {
  return new StatusError(
    503,
    'ServiceUnavailable',
    `The gateway got no credentials from the command "${command}": ${why}`,
  )
}
