import type { FastifyInstance } from 'fastify'
import type { Login, People, Upstream } from '../upstream-config'
import { kubeconfigCluster } from './kubeconfig/kubeconfig-cluster'
import { CALLBACK_PATH, loginCredentials, loginSession } from './login/login-session'
import { OpenShiftOAuth } from './login/open-shift-oauth'
import { SessionKeys } from './login/session-keys'
import { OwnSecret, readSecret } from './own-secret'
import { assertKnowsSecret, ownSession } from './own-session'
import { rotatingFile } from './rotating-file'
import { simpleSession } from './simple-session'
import { tokenCredentials } from './token-credentials'
import { type Credentials, upstreamApi } from './upstream'
import type { TlsSettings } from './upstream-pools'

export interface Terminal {
  /** The code with which a browser comes in, and again when it was used; and the secret for programs. */
  tell(code: string, secret: string): void
}

interface Cluster {
  url: string
  tls: () => TlsSettings
  authorization?: () => Promise<string | undefined>
  refused?: () => void
}

/** Serves the API of another server, to the people who may. */
export async function forwardedApi(
  app: FastifyInstance,
  { cluster: where, people }: Upstream,
  { publicUrl, terminal }: { publicUrl: string | undefined; terminal: Terminal },
): Promise<void> {
  const cluster: Cluster =
    'kubeconfig' in where ? kubeconfigCluster(where) : serverCluster(where.url, where.caFile)
  const credentials =
    people.by === 'login'
      ? await loginAt(app, people, { ...cluster, publicUrl: publicUrl ?? '' })
      : await credentialsOf(app, people, cluster, terminal)
  await app.register((api) => upstreamApi(api, { url: cluster.url, tls: cluster.tls, credentials }))
}

function serverCluster(url: string, caFile: string | undefined): Cluster {
  const authorities = caFile === undefined ? undefined : rotatingFile('--upstream-ca', caFile)
  return { url, tls: () => (authorities === undefined ? {} : { ca: authorities() }) }
}

async function loginAt(
  app: FastifyInstance,
  login: Login,
  { url, tls, publicUrl }: Cluster & { publicUrl: string },
): Promise<Credentials> {
  const keys = new SessionKeys(login.sessionKeyFile)
  const redirectUri = publicUrl + CALLBACK_PATH
  const oauth = new OpenShiftOAuth({ ...login, url, tls, redirectUri })
  app.addHook('onClose', () => oauth.close())
  await app.register((session) => loginSession(session, { oauth, keys }))
  return loginCredentials(keys)
}

async function credentialsOf(
  app: FastifyInstance,
  people: Exclude<People, { by: 'login' }>,
  cluster: Cluster,
  terminal: Terminal,
): Promise<Credentials> {
  if (people.by === 'token') {
    await app.register(simpleSession, { by: 'token' })
    return tokenCredentials
  }
  const secret = readSecret(people.secretFile)
  const own = new OwnSecret(secret, (code) => terminal.tell(code, secret))
  await app.register((session) => ownSession(session, own))
  const { tokenFile } = people
  const token =
    tokenFile === undefined ? undefined : rotatingFile('--upstream-token-file', tokenFile)
  return {
    async authorize(request) {
      assertKnowsSecret(request, own)
      return token === undefined ? cluster.authorization?.() : `Bearer ${token()}`
    },
    refused: () => cluster.refused?.(),
  }
}
