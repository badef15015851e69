import { expect, expectAccessible, test } from './fixtures'
import { gatewayUrl, mode, secret } from './mode'

const nobody = { cookies: [], origins: [] }

test.describe('people who log in at the cluster', () => {
  test.skip(mode !== 'login', 'needs a gateway before a cluster: E2E_MODE=login')
  test.use({ storageState: nobody })

  test('are asked to, and come back to where they wanted to go', async ({ page, cluster }) => {
    await cluster.createStream('web')
    await page.goto(`/ns/${cluster.project}/image-streams?q=we`)
    const dialog = page.getByRole('dialog', { name: 'Sign in' })
    await expect(dialog).toContainText('has to know who you are')
    await expectAccessible(page)
    await dialog.getByRole('link', { name: 'Sign in' }).click()
    await page.getByLabel('Username').fill('admin')
    await page.getByRole('button', { name: 'Log in' }).click()
    await expect(page).toHaveURL(`${gatewayUrl}/ns/${cluster.project}/image-streams?q=we`)
    await expect(page.getByRole('link', { name: 'web', exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Signed in as admin' }).click()
    await expectAccessible(page)
    // Neither the page nor its storage holds a token.
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, document.cookie]))
    expect(kept).not.toMatch(/sha256~|eyJ/)

    await page.getByRole('menuitem', { name: 'Sign out admin' }).click()
    await expect(page.getByRole('dialog', { name: 'Sign in' })).toBeVisible()
    await page.goto(`/ns/${cluster.project}/image-streams`)
    await expect(page.getByRole('dialog', { name: 'Sign in' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'web', exact: true })).toHaveCount(0)
  })

  test('lose nothing that they typed when their session ends', async ({
    page,
    context,
    cluster,
  }) => {
    await cluster.createStream('web')
    await cluster.push('web', 'prod', 1)
    await cluster.push('web', 'dev', 2)
    const path = `/ns/${cluster.project}/image-streams/web/tags/prod`
    await page.goto(`/session/sign-in?to=${encodeURIComponent(path)}`)
    await page.getByLabel('Username').fill('admin')
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.getByRole('button', { name: 'Retarget', exact: true }).click()
    const editor = page.getByRole('dialog', { name: 'Retarget web:prod' })
    const reference = editor.getByRole('combobox').first()
    await reference.fill('web:dev')
    await expect(editor.getByText('The server accepts it (dry run)')).toBeVisible()

    const ended = await page.request.post('/session/sign-out', { headers: { origin: gatewayUrl } })
    expect(await ended.json()).toEqual({ isDeleted: true })
    await editor.getByRole('button', { name: 'Retarget prod' }).click()
    const dialog = page.getByRole('dialog', { name: 'Sign in again' })
    await expect(dialog).toContainText('What you typed is still here.')
    const opened = context.waitForEvent('page')
    await dialog.getByRole('link', { name: 'Sign in in a new tab' }).click()
    const tab = await opened
    await tab.getByLabel('Username').fill('admin')
    await tab.getByRole('button', { name: 'Log in' }).click()
    await expect(tab.getByRole('heading', { level: 1 })).toHaveText('You are signed in')
    await expectAccessible(tab)
    await tab.close()

    await expect(dialog).toBeHidden()
    await expect(reference).toHaveValue('web:dev')
    await editor.getByRole('button', { name: 'Retarget prod' }).click()
    await expect(editor).toBeHidden()
    expect((await cluster.tag('web', 'prod')).tag?.from?.name).toBe('web:dev')
  })
})

test.describe('whoever uses the credentials of a kubeconfig', () => {
  test.skip(mode !== 'kubeconfig', 'needs a gateway with a kubeconfig: E2E_MODE=kubeconfig')
  test.use({ storageState: nobody })

  test('types the secret, and a wrong one is said', async ({ page, cluster }) => {
    await cluster.createStream('web')
    await page.goto(`/ns/${cluster.project}/image-streams`)
    const dialog = page.getByRole('dialog', { name: 'Sign in' })
    await expectAccessible(page)
    await dialog.getByLabel('Secret').fill('guess')
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await expect(dialog.getByRole('alert')).toHaveText('This is not the secret of this gateway.')
    await expect(dialog.getByLabel('Secret')).toHaveValue('guess')
    await expectAccessible(page)
    await dialog.getByLabel('Secret').fill(secret)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('link', { name: 'web', exact: true })).toBeVisible()
    await expect(dialog).toBeHidden()
  })

  test('may look around without it, and sign in later', async ({ page, cluster }) => {
    await page.goto(`/ns/${cluster.project}/image-streams`)
    const dialog = page.getByRole('dialog', { name: 'Sign in' })
    await expect(dialog).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('main')).toContainText('You are not signed in')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(dialog).toBeVisible()
  })
})

test.describe('who may only read', () => {
  test.skip(mode !== 'login' && mode !== 'token', 'needs people of a cluster: login or token')
  test.use(
    mode === 'token'
      ? { extraHTTPHeaders: { authorization: 'Bearer e2e-viewer' } }
      : { storageState: nobody },
  )

  test('is told which right the cluster does not give, and changes nothing', async ({
    page,
    cluster,
  }) => {
    await cluster.createStream('web')
    await cluster.push('web', 'prod', 1)
    const path = `/ns/${cluster.project}/image-streams/web/tags/prod`
    if (mode === 'login') {
      await page.goto(`/session/sign-in?to=${encodeURIComponent(path)}`)
      await page.getByLabel('Username').fill('viewer')
      await page.getByRole('button', { name: 'Log in' }).click()
    } else await page.goto(path)
    await expect(page.getByRole('button', { name: 'Signed in as viewer' })).toBeVisible()
    const retarget = page.getByRole('button', { name: 'Retarget' }).first()
    await expect(retarget).toHaveAttribute('aria-disabled', 'true')
    await retarget.focus()
    await expect(page.getByText(/patch imagestreamtags/i).first()).toBeVisible()
    await expectAccessible(page)
  })
})
