/** A key whose owner is public knowledge. It is recognised by this, and trusted by nobody for it. */
export interface KnownKey {
  /** Upper-case hexadecimal digits, as `KeyFacts.fingerprint` has them. */
  fingerprint: string
  vendor: string
  /** What it signs. */
  use: string
}

const openShift = 'OpenShift CI'

/**
 * Keys of vendors that sign container images or what is in them, by the fingerprints that they publish.
 * Whoever adds one names where its owner publishes it.
 */
export const knownKeys: readonly KnownKey[] = [
  // access.redhat.com/security/team/key, and the ConfigMap openshift-config-managed/release-verification
  {
    fingerprint: '567E347AD0044ADE55BA8A5F199E2F91FD431D51',
    vendor: 'Red Hat',
    use: 'release key 2: container images and releases',
  },
  {
    fingerprint: 'B08B659EE86AF623BC90E8DB938A80CAF21541EB',
    vendor: 'Red Hat',
    use: 'beta key 2: pre-releases',
  },
  {
    fingerprint: '7E4624258C406535D56D6F135054E4A45A6340B3',
    vendor: 'Red Hat',
    use: 'auxiliary key 3: kept in reserve',
  },
  {
    fingerprint: 'FCD355B305707A62DA143AB6E422397E50FE8467A2A95343D246D6276AFEDF8F',
    vendor: 'Red Hat',
    use: 'release key 4: post-quantum',
  },
  // github.com/openshift/cluster-update-keys
  {
    fingerprint: 'D04761B116203B0C0859B61628B76E05B923888E',
    vendor: openShift,
    use: 'CI releases, until 2021',
  },
  {
    fingerprint: '20CCC7AD272DCD3AA169F12A65C28371F55D29A9',
    vendor: openShift,
    use: 'CI releases, from 2021',
  },
  {
    fingerprint: 'FE526D8F6FEDC123BE219E45CF4B45E2071F0337',
    vendor: openShift,
    use: 'CI releases, from 2023',
  },
  {
    fingerprint: '6A9588F07F2D3AE7973AD2A9193E53CCD2E2F7A4',
    vendor: openShift,
    use: 'CI releases, from 2025',
  },
  // www.suse.com/support/security/keys
  {
    fingerprint: 'FEAB502539D846DB2C0961CA70AF9E8139DB7C82',
    vendor: 'SUSE',
    use: 'packages',
  },
  // docs.docker.com/engine/install
  {
    fingerprint: '9DC858229FC7DD38854AE2D88D81803C0EBFCD88',
    vendor: 'Docker',
    use: 'packages for Debian and Ubuntu',
  },
  {
    fingerprint: '060A61C51B558A7F742B77AAC52FEB6B621E9F35',
    vendor: 'Docker',
    use: 'packages for RHEL, CentOS and Fedora',
  },
  // google.com/linuxrepositories
  {
    fingerprint: 'EB4C1BFD4F042F6DDDCCEC917721F63BD38B4796',
    vendor: 'Google',
    use: 'Linux packages',
  },
  {
    fingerprint: '4CCA1EAF950CEE4AB83976DCA040830F7FAC5991',
    vendor: 'Google',
    use: 'Linux packages, until 2016',
  },
]

/** The vendor of the key with this fingerprint; undefined for all others. */
export function knownKey(fingerprint: string): KnownKey | undefined {
  return knownKeys.find((key) => key.fingerprint === fingerprint)
}

/** The vendor whose key has this long id, which a signature may name without a fingerprint. */
export function knownKeyById(keyId: string): KnownKey | undefined {
  if (keyId === '') return undefined
  // A version 4 fingerprint ends with the id; one of version 6 begins with it.
  return knownKeys.find(({ fingerprint }) =>
    fingerprint.length === 40 ? fingerprint.endsWith(keyId) : fingerprint.startsWith(keyId),
  )
}
