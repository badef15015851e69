import { accessoryTags } from '../accessory-tags'
import { javaApp, nodeApp, proxyImage, pythonApp } from '../app-images'
import { notFound, unauthorized } from '../failures'
import type { SampleImage } from '../oci-image'
import {
  type Arrival,
  copied,
  failing,
  follows,
  imported,
  pinned,
  pullSpec,
  pushed,
  releases,
  type SampleStream,
  type SampleTag,
} from '../sample-stream'
import { DAY, HOUR } from '../sample-time'

const namespace = 'shop'
const labels = (component: string, tier: string) => ({
  app: component,
  'app.kubernetes.io/part-of': 'web-shop',
  team: 'storefront',
  tier,
})

const frontendAges: Record<string, number> = {
  'v2.2.0': 140 * DAY,
  'v2.3.0': 96 * DAY,
  'v2.4.0': 61 * DAY,
  'v2.5.0': 33 * DAY,
  'v2.5.1': 26 * DAY,
  'v2.6.0': 12 * DAY,
  'v2.7.0-rc.1': 2 * DAY,
}
const frontendRelease = (version: string): SampleImage =>
  nodeApp('shop/frontend', { version, age: frontendAges[version] ?? 0 })

/** The image that customers see; it is signed. */
export const frontendInProduction = frontendRelease('v2.5.1')

const frontend: SampleStream = {
  namespace,
  name: 'frontend',
  labels: labels('frontend', 'web'),
  annotations: {
    'openshift.io/display-name': 'Shop front end',
    'openshift.io/provider-display-name': 'Storefront team',
  },
  localLookup: true,
  age: 190 * DAY,
  madeBy: 'apply',
  tags: [
    ...Object.entries(frontendAges).map(
      ([version, age]): SampleTag => pushed(version, [frontendRelease(version), age]),
    ),
    pushed(
      'main',
      ...Array.from({ length: 14 }, (_, index): Arrival => {
        const age = 25 + index * 9 * HOUR
        return [nodeApp('shop/frontend', { version: '2.7.0-dev', age }), age]
      }),
    ),
    follows('latest', 'main', 150 * DAY),
    // 2.6.0 broke the basket: back to 2.5.1, which therefore occurs twice.
    pinned(
      'prod',
      'shop/frontend',
      {
        referencePolicy: 'Local',
        annotations: {
          'acme.test/change': 'CHG-20418',
          'acme.test/reason': 'Rolled back: the basket was empty after a sign-in.',
        },
      },
      [frontendInProduction, 9 * DAY],
      [frontendRelease('v2.6.0'), 11 * DAY],
      [frontendInProduction, 24 * DAY],
      [frontendRelease('v2.5.0'), 31 * DAY],
      [frontendRelease('v2.4.0'), 58 * DAY],
      [frontendRelease('v2.3.0'), 90 * DAY],
    ),
    pinned(
      'stage',
      'shop/frontend',
      {},
      [frontendRelease('v2.7.0-rc.1'), 2 * DAY - 45],
      [frontendRelease('v2.6.0'), 12 * DAY - 30],
    ),
    pushed('pr-4711-basket-remembers-its-items-after-sign-in-and-across-devices-for-guests', [
      nodeApp('shop/frontend', { version: '2.7.0-pr4711', age: 5 * HOUR }),
      5 * HOUR,
    ]),
    ...accessoryTags('shop/frontend', frontendInProduction, 26 * DAY - 5),
  ],
}

const apiVersions: Record<string, number> = { '1.4': 210, '1.5': 120, '2.0': 49, '2.1': 8 }
const apiBuild = (version: string, dayCount: number) =>
  javaApp('shop/api', { version: `${version}.0`, age: dayCount * DAY })

const api: SampleStream = {
  namespace,
  name: 'api',
  labels: labels('api', 'backend'),
  annotations: { 'openshift.io/display-name': 'Shop API' },
  age: 260 * DAY,
  madeBy: 'apply',
  tags: [
    ...Object.entries(apiVersions).map(([version, dayCount]) =>
      imported(version, pullSpec(`shop/api:${version}`), { referencePolicy: 'Local' }, [
        apiBuild(version, dayCount),
        dayCount * DAY - 40,
      ]),
    ),
    imported(
      'latest',
      pullSpec('shop/api:latest'),
      { scheduled: true },
      [apiBuild('2.1', 8), 8 * DAY - 15],
      [apiBuild('2.0', 49), 49 * DAY - 22],
      [apiBuild('1.5', 120), 120 * DAY - 9],
      [apiBuild('1.4', 210), 210 * DAY - 31],
    ),
    follows('stable', '2.0', 40 * DAY, { annotations: { description: 'What production runs.' } }),
    follows('next', '2.2', 3 * DAY),
  ],
}

const checkoutBuild = (version: string, age: number) => javaApp('shop/checkout', { version, age })

const checkout: SampleStream = {
  namespace,
  name: 'checkout',
  labels: { ...labels('checkout', 'backend'), 'acme.test/pci': 'in-scope' },
  age: 300 * DAY,
  madeBy: 'tag',
  tags: [
    {
      // A hotfix was pushed over the imported release: diverged.
      name: 'prod',
      acts: [
        { does: 'push', at: 7 * HOUR, image: checkoutBuild('3.8.2-hotfix1', 7 * HOUR) },
        ...imported('prod', pullSpec('shop/checkout:3.8'), { referencePolicy: 'Local' }, [
          checkoutBuild('3.8.2', 20 * DAY),
          20 * DAY,
        ]).acts,
      ],
    },
    imported('3.8', pullSpec('shop/checkout:3.8'), { scheduled: true }, [
      checkoutBuild('3.8.2', 20 * DAY),
      19 * DAY,
    ]),
    imported('3.7', pullSpec('shop/checkout:3.7'), {}, [
      checkoutBuild('3.7.9', 80 * DAY),
      79 * DAY,
    ]),
    ...releases(({ version, age }) => checkoutBuild(version, age), { '3.9.0-beta.1': 4 }),
    copied('gateway-contract', 'payments/gateway:2.3', { reference: true }, 6 * DAY),
  ],
}

const searchBuild = (dayCount: number) =>
  pythonApp('shop/search', { version: `0.${70 - dayCount}.0`, age: dayCount * DAY }, 6)

const search: SampleStream = {
  namespace,
  name: 'search',
  labels: labels('search', 'backend'),
  age: 140 * DAY,
  madeBy: 'apply',
  tags: [
    imported(
      'latest',
      pullSpec('shop/search:latest'),
      { scheduled: true, referencePolicy: 'Local' },
      ...[3, 17, 38, 66].map((dayCount): Arrival => [searchBuild(dayCount), dayCount * DAY - 12]),
    ),
    pinned(
      'prod',
      'shop/search',
      { referencePolicy: 'Local' },
      [searchBuild(17), 15 * DAY],
      [searchBuild(66), 60 * DAY],
    ),
    pinned('previous', 'shop/search', {}, [searchBuild(66), 15 * DAY - 2]),
    failing(
      'elastic-8',
      pullSpec('library/retired:8.17'),
      { at: 16 * DAY, ...notFound(pullSpec('library/retired:8.17')) },
      { scheduled: true },
      [proxyImage('library/retired', { version: '8.17', age: 100 * DAY }), 100 * DAY],
    ),
  ],
}

const loyalty: SampleStream = {
  namespace,
  name: 'loyalty-widget',
  labels: { ...labels('loyalty-widget', 'web'), vendor: 'partner' },
  age: 44 * DAY,
  madeBy: 'tag',
  tags: [
    failing(
      '1',
      pullSpec('partners/loyalty-widget:1'),
      { at: 5 * DAY, ...unauthorized(pullSpec('partners/loyalty-widget:1')) },
      { scheduled: true },
      [nodeApp('partners/loyalty-widget', { version: '1.9.4', age: 43 * DAY }, 20), 43 * DAY],
    ),
    failing('2', pullSpec('partners/loyalty-widget:2'), {
      at: 5 * DAY - 20,
      ...unauthorized(pullSpec('partners/loyalty-widget:2')),
    }),
  ],
}

/** Made a minute ago, and its registry is slow to answer: importing. */
const carrierRates: SampleStream = {
  namespace,
  name: 'carrier-rates',
  labels: labels('carrier-rates', 'backend'),
  age: 2,
  madeBy: 'tag',
  tags: ['latest', '2026-11'].map((tag) => ({
    name: tag,
    acts: [{ does: 'ask', at: 1, from: pullSpec(`logistics/carrier-rates:${tag}`) }],
  })),
}

export const shop: SampleStream[] = [frontend, api, checkout, search, loyalty, carrierRates]
