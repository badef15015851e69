import { ConfigError } from '../../config-error'
import type { KubeconfigContext } from '../../upstream-config'
import { rotatingFile } from '../rotating-file'
import type { TlsSettings } from '../upstream-pools'
import { ExecPlugin } from './exec-plugin'
import { type KubeCluster, type KubeUser, readKubeconfig } from './read-kubeconfig'

/** A cluster and who we are there. */
export interface KubeconfigCluster {
  url: string
  tls: () => TlsSettings
  /** The `Authorization` to send; undefined where a certificate says it all. */
  authorization: () => Promise<string | undefined>
  /** The API server did not accept them. */
  refused: () => void
}

/** What a context of a kubeconfig stands for. Files that others write anew are read anew. */
export function kubeconfigCluster(context: KubeconfigContext): KubeconfigCluster {
  const { cluster, user } = readKubeconfig(context)
  const plugin = user.exec && new ExecPlugin(user.exec, cluster)
  const clusterTls = tlsOfCluster(cluster)
  const userTls = tlsOfUser(user)
  const authorization = authorizationOf(user)
  return {
    url: cluster.server,
    tls: () => ({
      ...clusterTls(),
      ...userTls(),
      ...tlsOfPlugin(plugin),
    }),
    async authorization() {
      const own = authorization()
      if (!plugin || own !== undefined) return own
      const { token } = await plugin.credential()
      return token === undefined ? undefined : `Bearer ${token}`
    },
    refused: () => plugin?.forget(),
  }
}

function tlsOfCluster(cluster: KubeCluster): () => TlsSettings {
  const authorities = pem(
    'certificate-authority',
    cluster['certificate-authority-data'],
    cluster['certificate-authority'],
  )
  const proxyUrl = cluster['proxy-url']
  if (proxyUrl && !/^https?:\/\//.test(proxyUrl)) {
    throw new ConfigError(`--kubeconfig: only HTTP proxies are supported, not "${proxyUrl}".`)
  }
  return () => {
    const ca = authorities()
    return {
      ...(ca === undefined ? {} : { ca }),
      ...(cluster['tls-server-name'] ? { servername: cluster['tls-server-name'] } : {}),
      ...(cluster['insecure-skip-tls-verify'] ? { isInsecure: true } : {}),
      ...(proxyUrl ? { proxyUrl } : {}),
    }
  }
}

function tlsOfUser(user: KubeUser): () => TlsSettings {
  const certificate = pem(
    'client-certificate',
    user['client-certificate-data'],
    user['client-certificate'],
  )
  const privateKey = pem('client-key', user['client-key-data'], user['client-key'])
  return () => {
    const cert = certificate()
    const key = privateKey()
    return cert === undefined || key === undefined ? {} : { cert, key }
  }
}

function tlsOfPlugin(plugin: ExecPlugin | undefined): TlsSettings {
  const { clientCertificateData: cert, clientKeyData: key } = plugin?.current ?? {}
  return cert === undefined || key === undefined ? {} : { cert, key }
}

/** PEM text that stands in the kubeconfig in base64, or in a file that it names. */
function pem(
  name: string,
  data: string | undefined,
  file: string | undefined,
): () => string | undefined {
  if (data) {
    const text = Buffer.from(data, 'base64').toString('utf8')
    if (!text.includes('-----BEGIN')) {
      throw new ConfigError(`--kubeconfig: "${name}-data" is not PEM in base64.`)
    }
    return () => text
  }
  return file ? rotatingFile(`--kubeconfig, ${name}`, file) : () => undefined
}

/** A token file counts before a token, as kubectl has it. */
function authorizationOf(user: KubeUser): () => string | undefined {
  if (user.tokenFile) {
    const token = rotatingFile('--kubeconfig, tokenFile', user.tokenFile)
    return () => `Bearer ${token()}`
  }
  if (user.token) return () => `Bearer ${user.token}`
  if (user.username) {
    const login = Buffer.from(`${user.username}:${user.password ?? ''}`).toString('base64')
    return () => `Basic ${login}`
  }
  return () => undefined
}
