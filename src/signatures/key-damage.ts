import {
  type AnyPacket,
  enums,
  type PublicKey,
  PublicSubkeyPacket,
  SignaturePacket,
  UserAttributePacket,
  UserIDPacket,
} from 'openpgp/lightweight'
import { type Bytes, hex } from '@/domain/signatures/bytes'
import { type Packet, readPackets } from '@/domain/signatures/open-pgp-packets'

/** What a public key is made of: keys, names, signatures, and what a keyring notes of its trust. */
const parts = new Set([2, 6, 12, 13, 14, 17])
const trust = 12

/**
 * What is damaged in a key; '' for a whole one. A library leaves out what it cannot read, and goes on
 * without a revocation of which one bit is wrong: a key of which a part is not what its owner signed
 * is not to be used at all.
 */
export async function damageOf(key: PublicKey, bytes: Bytes, rules: object): Promise<string> {
  const packets = readPackets(bytes).filter(({ tag }) => tag !== trust)
  if (packets.some(({ tag }) => !parts.has(tag))) return 'There is something else in the key.'
  const read = key.toPacketList()
  const written = new Set(readPackets(new Uint8Array(key.write())).map(contentText))
  const known = packets.filter((packet) => !isOldSignature(packet))
  // What is read and written again must be what it was: a number has one form only.
  const isRead = known.length === read.length && known.every((one) => written.has(contentText(one)))
  if (!isRead) return 'A part of the key cannot be read.'

  const primary = key.keyPacket
  const id = key.getKeyID()
  let part: AnyPacket = primary
  const unsigned = new Set<AnyPacket>()
  for (const packet of read) {
    if (!(packet instanceof SignaturePacket)) {
      part = packet
      if (packet !== primary) unsigned.add(packet)
      continue
    }
    const type = packet.signatureType
    if (!packet.issuerKeyID.equals(id)) {
      const isRevocation =
        type === enums.signature.keyRevocation || type === enums.signature.subkeyRevocation
      if (isRevocation) return 'A revocation of the key is by somebody who is not known.'
      continue
    }
    if (type === null || !(await isSigned(packet, type, primary, part, rules))) {
      return 'A part of the key is not what its owner signed.'
    }
    unsigned.delete(part)
  }
  return unsigned.size === 0 ? '' : 'A part of the key is not signed by its owner.'
}

function contentText({ tag, body }: Packet): string {
  return `${tag} ${hex(body)}`
}

/** Signatures of version 2 and 3 in a key are by others, and of long ago. */
function isOldSignature({ tag, body }: Packet): boolean {
  return tag === 2 && (body[0] === 2 || body[0] === 3)
}

async function isSigned(
  signature: SignaturePacket,
  type: enums.signature,
  primary: PublicKey['keyPacket'],
  part: AnyPacket,
  rules: object,
): Promise<boolean> {
  const data = {
    key: primary,
    ...(part instanceof UserIDPacket ? { userID: part } : {}),
    ...(part instanceof UserAttributePacket ? { userAttribute: part } : {}),
    ...(part instanceof PublicSubkeyPacket ? { bind: part } : {}),
  }
  const config = { ...rules, rejectHashAlgorithms: new Set() }
  try {
    const date = signature.created ?? undefined
    await signature.verify(primary, type, data, date, false, config as never)
    return true
  } catch {
    return false
  }
}
