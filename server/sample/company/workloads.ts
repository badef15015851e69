import { DAY, HOUR } from '../sample-time'
import type { SampleWorkload } from '../sample-workload'

const storefront = { 'app.kubernetes.io/part-of': 'web-shop', team: 'storefront' }

const shop: SampleWorkload[] = [
  {
    namespace: 'shop',
    kind: 'Deployment',
    name: 'frontend',
    labels: storefront,
    age: 180 * DAY,
    replicas: 6,
    sources: { web: { tag: 'frontend:prod' } },
  },
  {
    namespace: 'shop',
    kind: 'Deployment',
    name: 'frontend-preview',
    labels: storefront,
    age: 60 * DAY,
    paused: true,
    sources: { web: { tag: 'frontend:latest', behind: 3 } },
  },
  {
    namespace: 'shop',
    kind: 'Deployment',
    name: 'api',
    labels: storefront,
    age: 240 * DAY,
    replicas: 4,
    // Set by hand, and no trigger has run since.
    sources: {
      api: { tag: 'api:latest', behind: 1 },
      metrics: { tag: 'platform/edge-proxy:prod' },
    },
  },
  {
    namespace: 'shop',
    kind: 'Deployment',
    name: 'search',
    labels: storefront,
    age: 130 * DAY,
    // A text in the place of a truth value: the cluster ignores the whole annotation.
    paused: 'false',
    sources: { search: { tag: 'search:prod', behind: 1 } },
  },
  {
    namespace: 'shop',
    kind: 'Deployment',
    name: 'gift-cards',
    labels: storefront,
    age: 3 * DAY,
    // The tag is not there (yet).
    sources: { web: { tag: 'frontend:gift-cards', image: 'frontend:gift-cards' } },
  },
  {
    namespace: 'shop',
    kind: 'CronJob',
    name: 'search-reindex',
    labels: storefront,
    age: 120 * DAY,
    sources: { reindex: { tag: 'search:latest' } },
  },
  {
    namespace: 'shop',
    kind: 'DeploymentConfig',
    name: 'checkout',
    labels: storefront,
    age: 290 * DAY,
    replicas: 3,
    sources: { checkout: { tag: 'checkout:prod' } },
  },
  {
    namespace: 'shop',
    kind: 'DeploymentConfig',
    name: 'checkout-canary',
    labels: storefront,
    age: 20 * DAY,
    paused: true,
    sources: { checkout: { tag: 'checkout:3.8' } },
  },
  {
    namespace: 'shop',
    kind: 'BuildConfig',
    name: 'frontend',
    labels: storefront,
    age: 190 * DAY,
    sources: { builder: { tag: 'platform/nodejs:22-el9' } },
    output: 'frontend:main',
  },
  {
    namespace: 'shop',
    kind: 'BuildConfig',
    name: 'frontend-end-to-end',
    labels: storefront,
    age: 90 * DAY,
    sources: { builder: { tag: 'frontend:latest', behind: 1 } },
  },
]

const others: SampleWorkload[] = [
  {
    namespace: 'payments',
    kind: 'Deployment',
    name: 'pay-page',
    age: 75 * DAY,
    replicas: 2,
    sources: { web: { tag: 'shop/frontend:prod', behind: 1 } },
  },
  {
    namespace: 'payments',
    kind: 'StatefulSet',
    name: 'ledger-db',
    age: 200 * DAY,
    sources: { postgresql: { tag: 'platform/postgresql:16' } },
  },
  {
    namespace: 'platform',
    kind: 'DaemonSet',
    name: 'edge-proxy',
    age: 220 * DAY,
    replicas: 5,
    sources: { proxy: { tag: 'edge-proxy:prod' } },
  },
  {
    namespace: 'platform',
    kind: 'BuildConfig',
    name: 'edge-proxy',
    age: 220 * DAY,
    paused: true,
    sources: { builder: { tag: 'base:9' } },
    output: 'edge-proxy:edge',
  },
  {
    namespace: 'release-tools',
    kind: 'CronJob',
    name: 'nightly-report',
    age: 30 * DAY + HOUR,
    sources: { report: { tag: 'cli:latest' } },
  },
]

/** What runs and builds the company's images. */
export const sampleWorkloads: readonly SampleWorkload[] = [...shop, ...others]
