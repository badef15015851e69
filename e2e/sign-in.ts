import { writeFileSync } from 'node:fs'
import { request } from '@playwright/test'
import { gatewayUrl, mode, secret, signedInFile } from './mode'

/** Signs in once for all tests; what their browsers keep of it is in a file. */
export default async function signIn(): Promise<void> {
  if (mode !== 'login' && mode !== 'kubeconfig') {
    writeFileSync(signedInFile, '{"cookies":[],"origins":[]}')
    return
  }
  const browser = await request.newContext({ baseURL: gatewayUrl, ignoreHTTPSErrors: true })
  if (mode === 'kubeconfig') {
    await browser.post('/session/sign-in', { data: { secret } })
  } else {
    const form = await browser.get('/session/sign-in')
    await browser.post(form.url(), { form: { username: 'admin', answer: 'yes' } })
  }
  const session = await (await browser.get('/session')).json()
  if (!session.isSignedIn) throw new Error('Signing in did not work.')
  await browser.storageState({ path: signedInFile })
  await browser.dispose()
}
