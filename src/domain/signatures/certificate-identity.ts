import { type Certificate, certificateUses, trustedPath } from './certificate'
import { isInCertificateLog } from './certificate-log'
import { isIn, type TrustedRoot } from './trusted-root'
import type { Check } from './verdict'

/** Who is expected to have signed. */
export interface Identity {
  /** Who knows the person or the machine: `https://accounts.google.com`. */
  issuer: string
  /** The name in the certificate, without its kind. */
  subjectAlternativeName: string
}

/**
 * Checks a certificate of Fulcio: issued by a trusted authority, good at every moment at which the
 * signature was seen, shown in a certificate log, for signing, and of the identity that is expected.
 * Without a moment nothing is good: such certificates live for ten minutes.
 */
export async function checkCertificate(
  certificate: Certificate,
  moments: readonly Date[],
  root: TrustedRoot,
  identity: Identity | null,
): Promise<Check[]> {
  const isForSigning =
    certificate.uses.includes(certificateUses.codeSigning) && !certificate.isAuthority
  const checks: Check[] = [
    check('Purpose', isForSigning, 'The certificate is for signing.', 'It is not for signing.'),
  ]
  const paths = await Promise.all(moments.map((moment) => pathAt(certificate, moment, root)))
  const isTrusted = paths.length > 0 && paths.every((path) => path !== undefined)
  checks.push(
    check(
      'Certificate',
      isTrusted,
      'A trusted authority issued it, and it was good when the signature was made.',
      'No trusted authority issued it, or it was not good when the signature was made.',
    ),
  )
  if (root.certificateLogs.length > 0) {
    const issuer = paths[0]?.[1]
    const isLogged = issuer !== undefined && (await isInCertificateLog(certificate, issuer, root))
    checks.push(
      check('Certificate log', isLogged, 'A trusted log has it.', 'No trusted log has it.'),
    )
  }
  if (identity) {
    const isExpected =
      certificate.identityIssuer === identity.issuer &&
      certificate.names.some(
        (name) => name.slice(name.indexOf(':') + 1) === identity.subjectAlternativeName,
      )
    checks.push(
      check('Identity', isExpected, 'It is of the expected identity.', 'It is of somebody else.'),
    )
  }
  return checks
}

/** One check with the sentence for either outcome. */
export function check(name: string, isGood: boolean, good: string, bad: string): Check {
  return { name, outcome: isGood ? 'passed' : 'failed', detail: isGood ? good : bad }
}

async function pathAt(certificate: Certificate, moment: Date, root: TrustedRoot) {
  for (const { chain, period } of root.certificateAuthorities) {
    if (!isIn(period, moment)) continue
    const path = await trustedPath(certificate, chain, moment)
    if (path) return path
  }
  return undefined
}
