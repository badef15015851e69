/**
 * The registries of the sample's company. `.test` is reserved (RFC 6761): the names resolve nowhere, and only
 * the importer knows that `sampleRegistry` answers for them.
 */
export const SAMPLE_REGISTRY_HOST = 'registry.acme.test'

/** Speaks another protocol than the registry API version 2. */
export const SAMPLE_LEGACY_HOST = 'legacy.acme.test:5000'

/** Speaks HTTP only: an import needs `insecure`. */
export const SAMPLE_PLAIN_HOST = 'plain.acme.test:5000'

const PATHS: Readonly<Record<string, string>> = {
  [SAMPLE_REGISTRY_HOST]: '',
  [SAMPLE_LEGACY_HOST]: '/legacy',
  [SAMPLE_PLAIN_HOST]: '',
}

/**
 * What to put behind the prefix of `sampleRegistry` for this host (`https://HOST/v2/…` is `PREFIX` + path +
 * `/v2/…`); undefined for a host that is not the sample's.
 */
export function samplePath(host: string): string | undefined {
  return Object.hasOwn(PATHS, host) ? PATHS[host] : undefined
}

/** Whether `https:` can be spoken with this host of the sample. */
export function speaksHttps(host: string): boolean {
  return host !== SAMPLE_PLAIN_HOST
}

/** How a repository of the sample's registry misbehaves. */
export type Trouble =
  | 'unauthorized'
  | 'forbidden'
  | 'missing'
  | 'broken'
  | 'rubbish'
  | 'busy'
  | 'hanging'

/** The repositories that never give an image, so that the sample's failures stay true. */
export const TROUBLED_REPOSITORIES: Readonly<Record<string, Trouble>> = {
  'partners/loyalty-widget': 'unauthorized',
  'partners/card-scheme-simulator': 'unauthorized',
  'vault/hsm-connector': 'forbidden',
  'library/retired': 'missing',
  'ci/jenkins-agent': 'broken',
  'labs/feature-store': 'rubbish',
  'labs/exchange-rates': 'busy',
  'logistics/carrier-rates': 'hanging',
}
