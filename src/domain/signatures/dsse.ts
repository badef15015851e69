import type { Parsed } from '@/domain/parsed'
import { refused } from '@/domain/refused'
import { asObjects, asText, asTextMap } from '@/domain/untrusted'
import { type Bytes, concat, fromBase64, utf8, utf8Text } from './bytes'
import { asMembers, parseStrictJson } from './strict-json'

/** A signed envelope (DSSE), read and not verified. */
export interface Envelope {
  payloadType: string
  payload: Bytes
  signatures: Bytes[]
}

/** What an attestation says of what (in-toto). */
export interface Statement {
  type: string
  predicateType: string
  subjects: { name: string; digest: Record<string, string> }[]
  predicate: unknown
}

type Json = Record<string, unknown>

/** Reads the text of an envelope. */
export function parseEnvelope(text: string): Parsed<Envelope> {
  const parsed = parseStrictJson(text)
  if (!parsed.ok) return parsed
  return readEnvelope(parsed.value)
}

/** Reads an envelope that is part of another document. */
export function readEnvelope(value: unknown): Parsed<Envelope> {
  const envelope = asMembers(value)
  const payload = fromBase64(envelope?.payload)
  if (!envelope || !payload || typeof envelope.payloadType !== 'string') {
    return refused('The envelope has no payload.')
  }
  const signatures = asObjects(envelope.signatures as Json[]).map(({ sig }) => fromBase64(sig))
  const known = signatures.filter((signature) => signature !== undefined)
  if (known.length === 0 || known.length < signatures.length) {
    return refused('The envelope has no signature that can be read.')
  }
  return { ok: true, value: { payloadType: envelope.payloadType, payload, signatures: known } }
}

/** What the signatures of an envelope are over: type and payload, each with its length in bytes. */
export function preAuthEncoding({ payloadType, payload }: Envelope): Bytes {
  const type = utf8(payloadType)
  return concat(utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload)
}

/** The in-toto statement that the envelope carries. */
export function readStatement({ payloadType, payload }: Envelope): Parsed<Statement> {
  if (payloadType !== 'application/vnd.in-toto+json') {
    return refused(`The envelope carries ${payloadType || 'nothing'}, and no in-toto statement.`)
  }
  const parsed = parseStrictJson(utf8Text(payload) ?? '')
  const statement = parsed.ok ? asMembers(parsed.value) : undefined
  const type = asText(statement?._type)
  if (!statement || !/^https:\/\/in-toto\.io\/Statement\/v[01](?:\.\d+)?$/.test(type)) {
    return refused('The payload is not an in-toto statement.')
  }
  return {
    ok: true,
    value: {
      type,
      predicateType: asText(statement.predicateType),
      subjects: asObjects(statement.subject as Json[]).map(({ name, digest }) => ({
        name: asText(name),
        digest: asTextMap(digest),
      })),
      predicate: statement.predicate,
    },
  }
}

/** Whether the statement is about the thing with this digest, `sha256:…`. */
export function isAbout({ subjects }: Statement, digest: string): boolean {
  const [algorithm = '', value = ''] = digest.split(':')
  return value !== '' && subjects.some((subject) => subject.digest[algorithm] === value)
}
