import { chromium } from '@playwright/test'

/** The browser starts pages of its own; a person's has done so long before the visit. */
const SETTLE_MS = 1_500

/**
 * A browser with an empty cache that has finished its own start.
 *
 * @param {string | undefined} executablePath
 */
export async function settledBrowser(executablePath) {
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  })
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
  return browser
}
