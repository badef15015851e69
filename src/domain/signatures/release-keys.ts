import { asText, asTextMap, asTexts } from '@/domain/untrusted'
import { type Bytes, fromBase64, utf8Text } from './bytes'
import { membersAt } from './strict-json'

/** A ConfigMap by which OpenShift ships the keys of its releases. */
export interface ReleaseKeys {
  dataKeys: string[]
  /** Where signatures are to be had, by the name of the entry (`store-…`). */
  stores: Record<string, string>
  /** Armored keys (`verifier-public-key-…`). */
  keyrings: string[]
}

/** Reads such a ConfigMap; empty lists for any other object. */
export function readReleaseKeys(object: unknown): ReleaseKeys {
  const data = asTextMap(membersAt(object, 'data'))
  const entries = Object.entries(data)
  return {
    dataKeys: entries.map(([name]) => name).sort(),
    stores: Object.fromEntries(entries.filter(([name]) => name.startsWith('store-'))),
    keyrings: entries
      .filter(([, text]) => text.includes('-----BEGIN PGP PUBLIC KEY BLOCK-----'))
      .map(([, text]) => text),
  }
}

/** A policy of the cluster that demands signatures (config.openshift.io, ClusterImagePolicy). */
export interface ImagePolicy {
  name: string
  /** The registries, repositories and images that it is about. */
  scopes: readonly string[]
  policyType: string
  /** The text of the public key, in PEM; '' where the policy trusts something else. */
  publicKey: string
  /** The key of the log that the policy demands besides; '' for none. */
  rekorKey: string
  /** How the claimed reference must match; '' where the policy does not say. */
  matchPolicy: string
}

/** Reads an ImagePolicy or ClusterImagePolicy; what is missing is ''. */
export function readImagePolicy(object: unknown): ImagePolicy {
  const policy = membersAt(object, 'spec', 'policy')
  const root = membersAt(policy, 'rootOfTrust')
  const key = membersAt(root, 'publicKey')
  return {
    name: asText(membersAt(object, 'metadata')?.name),
    scopes: asTexts(membersAt(object, 'spec')?.scopes),
    policyType: asText(root?.policyType),
    publicKey: decodedText(key?.keyData),
    rekorKey: decodedText(key?.rekorKeyData),
    matchPolicy: asText(membersAt(policy, 'signedIdentity')?.matchPolicy),
  }
}

function decodedText(data: unknown): string {
  const bytes: Bytes | undefined = fromBase64(data, { hasLines: true })
  return (bytes && utf8Text(bytes)) ?? ''
}
