// Long runs against built gateways of its own: SIGKILL in a loop, very many watchers, a page in a
// storm of changes, random requests.
//
//   npm run soak -- [--short] [--part crashes|watchers|people|storm|fuzz]… [--restarts N]
//                   [--watchers N] [--people N] [--requests N | --minutes N] [--seed N] [--json FILE]
//   npm run soak -- --part modes [--mode token|server|login|kubeconfig]…
//   npm run soak -- --figures
//
// The modes, an hour, only where they are asked for: the whole end to end suite before a cluster, in each of them.
// In full: 200 restarts, 1,000 watchers, 500 people with two watches each before a cluster, a page in a storm of 1,000 changes a second and 24 hours of
// changes in minutes, ten minutes of random requests. --short, a part of npm test: 20 restarts, 100
// watchers, 50 people, 3 seconds of storm, 2,000 requests. --figures measures and checks nothing.
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildWhenNeeded } from './build.js'
import { Checks } from './soak/checks.js'
import { soakCrashes } from './soak/crashes.js'
import { printFigures } from './soak/figures.js'
import { soakWithFuzz } from './soak/fuzz.js'
import { MODES, soakModes } from './soak/modes.js'
import { soakPeople } from './soak/people.js'
import { SoakGateway } from './soak/soak-gateway.js'
import { soakStorm } from './soak/storm.js'
import { soakWatchers } from './soak/watchers.js'

const { values: options } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    figures: { type: 'boolean', default: false },
    part: {
      type: 'string',
      multiple: true,
      default: ['crashes', 'watchers', 'people', 'storm', 'fuzz'],
    },
    restarts: { type: 'string' },
    watchers: { type: 'string' },
    people: { type: 'string' },
    requests: { type: 'string' },
    minutes: { type: 'string' },
    seed: { type: 'string', default: '20261123' },
    mode: { type: 'string', multiple: true, default: MODES },
    json: { type: 'string' },
  },
})
process.chdir(resolve(import.meta.dirname, '..'))
buildWhenNeeded()
const checks = new Checks()

/** @type {Record<string, () => Promise<void>>} */
const parts = {
  crashes: () => soakCrashes(checks, Number(options.restarts ?? (options.short ? 20 : 200))),
  watchers: () => soakWatchers(checks, Number(options.watchers ?? (options.short ? 100 : 1000))),
  people: () => soakPeople(checks, Number(options.people ?? (options.short ? 50 : 500))),
  modes: () => soakModes(checks, options.mode),
  // 24 hours of a change a second, in minutes.
  storm: () =>
    soakStorm(
      checks,
      options.short
        ? { seconds: 3, perSecond: 300, events: 0, withOutage: false }
        : { seconds: 30, perSecond: 1000, events: 86_400, withOutage: true },
    ),
  fuzz: () =>
    soakWithFuzz(checks, {
      seed: Number(options.seed),
      requests: Number(options.requests ?? (options.short ? 2000 : Number.POSITIVE_INFINITY)),
      minutes: Number(options.minutes ?? 10),
    }),
}

try {
  if (options.figures) await printFigures()
  else for (const part of options.part) await runPart(part)
} finally {
  SoakGateway.clean()
}
if (!options.figures) {
  const { passed, failed } = checks
  if (options.json) writeFileSync(options.json, JSON.stringify({ passed, failed, skipped: 0 }))
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}

/** @param {string} name */
async function runPart(name) {
  const part = parts[name]
  if (!part) throw new Error(`There is no part "${name}"; there are ${Object.keys(parts)}.`)
  const started = Date.now()
  try {
    await part()
  } catch (error) {
    checks.add(name, [error instanceof Error ? (error.stack ?? error.message) : String(error)])
  }
  console.log(`${name}: ${((Date.now() - started) / 1000).toFixed(1)} s`)
}
