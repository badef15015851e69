import { type Bytes, concat, utf8Text } from './bytes'
import { readArmor } from './open-pgp-armor'
import { type Packet, PacketError, packetTags, readPackets } from './open-pgp-packets'

/** The keys of a keyring, each as the packets that it is made of, not yet looked into. */
export interface KeyringFile {
  form: 'armored' | 'binary'
  /** How many armored blocks there are, readable or not; null for a binary file. */
  blocks: number | null
  keys: Bytes[]
  /** What could not be read, in sentences. */
  problems: string[]
}

/**
 * Cuts a file of OpenPGP public keys into its keys: armored or binary, several blocks and several
 * keys in one. Secret keys are refused: they are not to be shown to anybody. Never throws.
 */
export function readKeyringFile(file: Bytes): KeyringFile {
  const text = utf8Text(file)
  if (text?.includes('-----BEGIN PGP ') !== true) {
    return { form: 'binary', blocks: null, ...keysOf([file]) }
  }
  const blocks = readArmor(text)
  const readable = blocks.filter((block) => block.bytes !== null)
  const isKey = (label: string) => label === 'PUBLIC KEY BLOCK'
  const problems = blocks.flatMap(({ label, problem }) => {
    if (!isKey(label)) return [`A block ${label} is no public key.`]
    return problem ? [problem] : []
  })
  const found = keysOf(readable.flatMap(({ label, bytes }) => (isKey(label) ? [bytes] : [])))
  return {
    form: 'armored',
    blocks: blocks.length,
    keys: found.keys,
    problems: [...problems, ...found.problems],
  }
}

function keysOf(parts: readonly Bytes[]): { keys: Bytes[]; problems: string[] } {
  const keys: Bytes[] = []
  const problems: string[] = []
  for (const part of parts) {
    const { packets, problem } = packetsOf(part)
    if (problem) problems.push(problem)
    if (packets.some(({ tag }) => tag === 5 || tag === 7)) {
      problems.push('There is a secret key in it: only public keys are taken.')
      continue
    }
    const found = grouped(packets)
    // The last key is not whole: what is missing could be its revocation.
    for (const key of problem ? found.slice(0, -1) : found) {
      keys.push(concat(...key.map(({ bytes }) => bytes)))
    }
  }
  if (keys.length === 0 && problems.length === 0) problems.push('There is no public key in it.')
  return { keys, problems }
}

function packetsOf(part: Bytes): { packets: readonly Packet[]; problem: string } {
  try {
    return { packets: readPackets(part), problem: '' }
  } catch (error) {
    if (!(error instanceof PacketError)) throw error
    return { packets: error.packets, problem: `Not all of it can be read: ${error.message}` }
  }
}

function grouped(packets: readonly Packet[]): Packet[][] {
  const keys: Packet[][] = []
  for (const packet of packets) {
    if (packet.tag === packetTags.publicKey) keys.push([packet])
    else keys.at(-1)?.push(packet)
  }
  return keys
}
