const pauses = [500, 1_000, 2_000, 5_000]
/** How often the code may be missing although the server is there. */
const mostMissing = 3

/**
 * Loads a part of the dashboard's own code when it is first wanted, and waits where the server is
 * away: an error here would take the page with all that was typed into it. Fails where the server
 * is there and the part is not, as after another version was installed.
 */
export async function patiently<Module>(load: () => Promise<Module>): Promise<Module> {
  let missing = 0
  let hasFailed = false
  for (let tries = 0; ; tries++) {
    try {
      // Styles are asked for once only: those that failed are asked for again here, and come first.
      if (hasFailed) await reloadStyles()
      return await load()
    } catch (error) {
      hasFailed = true
      if (await isServerThere()) missing += 1
      if (missing >= mostMissing) throw error
      await pause(pauses[tries] ?? 5_000)
    }
  }
}

async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).ok
  } catch {
    return false
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    addEventListener('online', done)
  })
}

async function reloadStyles(): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')]
  await Promise.all(links.filter(isBroken).map(reload))
}

/** What could not be loaded has no sheet, or in Chromium one that tells nothing of its rules. */
function isBroken({ sheet }: HTMLLinkElement): boolean {
  try {
    return sheet === null || sheet.cssRules.length === 0
  } catch {
    return true
  }
}

function reload(link: HTMLLinkElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const again = link.cloneNode()
    again.addEventListener('load', () => resolve())
    again.addEventListener('error', () => reject(new Error(`${link.href} could not be loaded`)))
    link.replaceWith(again)
  })
}
