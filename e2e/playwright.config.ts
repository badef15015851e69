import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { apiToken, gatewayUrl, mode, port, secret, signedInFile } from './mode'

const data = process.env.E2E_DATA ?? join(tmpdir(), 'tagstream-e2e-data')
const embedded = `node scripts/start.js --port ${port} --data ${data} --reset --log-level error`
const before = `node scripts/test-cluster/serve.js --mode ${mode} --port ${port} --data ${data}`

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './sign-in.ts',
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  // A test that passes only at times is a fault, of the test or of the product: none is tried again.
  retries: 0,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
  use: {
    baseURL: gatewayUrl,
    ignoreHTTPSErrors: mode === 'login',
    ...(mode === 'login' || mode === 'kubeconfig' ? { storageState: signedInFile } : {}),
    // As an authenticating proxy adds it.
    ...(mode === 'token' || mode === 'server'
      ? { extraHTTPHeaders: { authorization: `Bearer ${apiToken}` } }
      : {}),
    viewport: { width: 1280, height: 900 },
    // Recording takes a third of the time of each test: only to look into one.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: mode === 'embedded' ? embedded : before,
    cwd: '..',
    url: `${gatewayUrl}/readyz`,
    ignoreHTTPSErrors: true,
    env: { E2E_SECRET: secret, E2E_TOKEN: apiToken },
    timeout: 120_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
})
