import type { Parsed } from '@/domain/parsed'
import { refused } from '@/domain/refused'
import { asObjects, asText } from '@/domain/untrusted'
import { type Bytes, fromBase64, isSameBytes } from './bytes'
import { type Certificate, readCertificate } from './certificate'
import { readSpki, type WebPublicKey } from './public-key'
import { asMembers, membersAt } from './strict-json'

/** From when to when something is trusted; both ends belong to it. */
export interface Period {
  start: Date
  /** Null for one that has no end yet. */
  end: Date | null
}

/** A log of signatures or certificates. */
export interface TrustedLog {
  id: Bytes
  key: WebPublicKey
  period: Period
}

/** An authority for certificates or timestamps, the issuing certificate first, the root last. */
export interface TrustedAuthority {
  chain: Certificate[]
  period: Period
}

/** Whom a person trusts to vouch for signers: Sigstore's `trusted_root.json`. */
export interface TrustedRoot {
  logs: TrustedLog[]
  certificateLogs: TrustedLog[]
  certificateAuthorities: TrustedAuthority[]
  timestampAuthorities: TrustedAuthority[]
}

type Json = Record<string, unknown>

/** Reads a trusted root. What of it cannot be used here, such as keys of old kinds, is left out. */
export async function parseTrustedRoot(text: string): Promise<Parsed<TrustedRoot>> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refused('The trusted root is not JSON.')
  }
  const root = asMembers(json)
  if (!root || !asText(root.mediaType).startsWith('application/vnd.dev.sigstore.trustedroot')) {
    return refused('This is not a trusted root of Sigstore.')
  }
  return {
    ok: true,
    value: {
      logs: await logs(root.tlogs),
      certificateLogs: await logs(root.ctlogs),
      certificateAuthorities: await authorities(root.certificateAuthorities),
      timestampAuthorities: await authorities(root.timestampAuthorities),
    },
  }
}

/** Whether the moment is in the period. */
export function isIn({ start, end }: Period, moment: Date): boolean {
  return moment >= start && (end === null || moment <= end)
}

/** The logs of this id that were trusted at the moment. */
export function logsOf(logs: readonly TrustedLog[], id: Bytes, moment: Date): TrustedLog[] {
  return logs.filter((log) => isSameBytes(log.id, id) && isIn(log.period, moment))
}

async function logs(value: unknown): Promise<TrustedLog[]> {
  const read = asObjects(value as Json[]).map(async (log) => {
    const publicKey = asMembers(log.publicKey)
    const spki = fromBase64(publicKey?.rawBytes)
    const id = fromBase64(membersAt(log, 'logId')?.keyId)
    const key = spki && (await readSpki(spki))
    const period = readPeriod(publicKey?.validFor)
    return key?.ok && id && period ? [{ id, key: key.value, period }] : []
  })
  return (await Promise.all(read)).flat()
}

async function authorities(value: unknown): Promise<TrustedAuthority[]> {
  const read = asObjects(value as Json[]).map(async (authority) => {
    const period = readPeriod(authority.validFor)
    const certificates = asObjects(
      membersAt(authority, 'certChain')?.certificates as Json[] | undefined,
    )
    const chain = await Promise.all(
      certificates.map(async ({ rawBytes }) => {
        const bytes = fromBase64(rawBytes)
        const certificate = bytes && (await readCertificate(bytes))
        return certificate?.ok ? [certificate.value] : []
      }),
    )
    const whole = chain.flat()
    return period && whole.length > 0 && whole.length === certificates.length
      ? [{ chain: whole, period }]
      : []
  })
  return (await Promise.all(read)).flat()
}

function readPeriod(value: unknown): Period | undefined {
  const period = asMembers(value)
  const start = new Date(asText(period?.start))
  const end = period?.end === undefined ? null : new Date(asText(period.end))
  if (Number.isNaN(start.getTime()) || (end && Number.isNaN(end.getTime()))) return undefined
  return { start, end }
}
