import { lookup as lookUp } from 'node:dns'
import { BlockList, isIP, type LookupFunction, type Socket } from 'node:net'
import { Agent, buildConnector } from 'undici'

/** Never asked, whatever the settings: metadata services live here, and nothing to import from. */
const FORBIDDEN = blockList([
  ['0.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  ['192.0.0.192', 32, 'ipv4'],
  ['100.100.100.200', 32, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
  ['fd00:ec2::254', 128, 'ipv6'],
])

/** Asked only where private networks are open: this machine, and networks behind the firewall. */
const PRIVATE = blockList([
  ['127.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
])

function blockList(subnets: [string, number, 'ipv4' | 'ipv6'][]): BlockList {
  const list = new BlockList()
  for (const [address, prefix, family] of subnets) list.addSubnet(address, prefix, family)
  return list
}

/** Why the importer does not speak to an address. */
export class AddressRefused extends Error {
  override name = 'AddressRefused'
}

/**
 * Whether the importer may speak to `address` (an IPv4 or IPv6 literal): never to link-local,
 * multicast and cloud metadata addresses, to private and loopback ones only where `allowPrivate`.
 * An IPv4 address inside an IPv6 one (mapped, 6to4, NAT64) is judged as the IPv4 address.
 */
export function isAllowedAddress(address: string, allowPrivate: boolean): boolean {
  const plain = embeddedIpv4(address) ?? address
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4'
  if (isIP(plain) === 0 || FORBIDDEN.check(plain, family)) return false
  return allowPrivate || !PRIVATE.check(plain, family)
}

function embeddedIpv4(address: string): string | undefined {
  if (isIP(address) !== 6) return undefined
  const groups = expand(address)
  const words = (high: number, low: number) =>
    [high >> 8, high & 255, low >> 8, low & 255].join('.')
  const [a = 0, b = 0, c = 0] = groups
  const high = groups[6] ?? 0
  const low = groups[7] ?? 0
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  const isTranslated = a === 0x64 && b === 0xff9b
  if (isMapped || isTranslated) return words(high, low)
  return a === 0x2002 ? words(b, c) : undefined
}

/** The eight groups of an IPv6 literal. */
function expand(address: string): number[] {
  const bare = address.replace(/%.*$/, '')
  const dotted = /(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(bare)
  const hex = dotted
    ? bare.slice(0, dotted.index) +
      [1, 3].map((at) => (Number(dotted[at]) * 256 + Number(dotted[at + 1])).toString(16)).join(':')
    : bare
  const [head = '', tail] = hex.split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const middle = tail === undefined ? 0 : 8 - left.length - right.length
  return [...left, ...Array<string>(Math.max(0, middle)).fill('0'), ...right].map((group) =>
    Number.parseInt(group, 16),
  )
}

/**
 * A dispatcher that opens connections to allowed addresses only. What is judged is the address
 * that is connected to, not a name that could resolve differently a moment later (DNS rebinding);
 * a redirect opens a connection of its own, and is judged like the first.
 */
export function guardedAgent({
  allowPrivate,
  verifyCertificates,
  connectTimeoutMs,
}: {
  allowPrivate: boolean
  verifyCertificates: boolean
  connectTimeoutMs: number
}): Agent {
  const lookup: LookupFunction = (hostname, options, callback) =>
    lookUp(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0)
      const allowed = addresses.filter(({ address }) => isAllowedAddress(address, allowPrivate))
      const [first] = allowed
      if (!first) return callback(refusal(hostname), '', 0)
      if (options.all) return callback(null, allowed)
      return callback(null, first.address, first.family)
    })

  const connect = buildConnector({
    rejectUnauthorized: verifyCertificates,
    timeout: connectTimeoutMs,
    lookup,
  })

  return new Agent({
    connections: 4,
    connect(options, callback) {
      // A literal address is never looked up, so it is judged here.
      const literal = options.hostname.replace(/^\[|\]$/g, '')
      if (isIP(literal) !== 0 && !isAllowedAddress(literal, allowPrivate)) {
        return callback(refusal(literal), null)
      }
      return connect(options, (...[error, socket]) => {
        if (error) return callback(error, null)
        const { remoteAddress = '' } = socket as Socket
        if (isAllowedAddress(remoteAddress, allowPrivate)) return callback(null, socket)
        socket.destroy()
        return callback(refusal(remoteAddress), null)
      })
    },
  })
}

function refusal(where: string): AddressRefused {
  return new AddressRefused(`${where} is not an address that images are imported from`)
}
