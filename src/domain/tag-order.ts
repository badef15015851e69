/**
 * The order in which the cluster ranks tags (S-6, library-go's PrioritizeTags):
 *
 *     1  latest
 *     2  minor versions, newest first:  [ "v" ] N "." N [ "-" word ]
 *     3  full versions, newest first:   [ "v" ] semantic version 2.0.0
 *     4  all others, byte by byte
 *
 * Equal versions: without the `v` first. Equal still (they differ in build metadata only): by name,
 * where the cluster leaves it open.
 */
interface Rank {
  group: 1 | 2 | 3 | 4
  version: Version | null
  hasPrefix: boolean
}

interface Version {
  core: readonly string[]
  /** Identifiers of the pre-release; none for a release, which is newer than all of them. */
  pre: readonly string[]
}

const semantic =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/
const minor = /^(\d+\.\d+)(-[0-9A-Za-z_]+)?$/

/** For sorting tag names: negative where `a` comes first. */
export function compareTagNames(a: string, b: string): number {
  if (a === b) return 0
  const left = rankOf(a)
  const right = rankOf(b)
  if (left.group !== right.group) return left.group - right.group
  if (left.version && right.version) {
    const order = compareVersions(right.version, left.version)
    if (order !== 0) return order
    if (left.hasPrefix !== right.hasPrefix) return left.hasPrefix ? 1 : -1
  }
  return a < b ? -1 : 1
}

const known = new Map<string, Rank>()

/** Ranks are kept: a list of 100,000 tags has few different names, and sorting asks for each often. */
function rankOf(tag: string): Rank {
  const found = known.get(tag)
  if (found) return found
  const rank = computeRank(tag)
  if (known.size >= 20_000) known.clear()
  if (tag.length <= 128) known.set(tag, rank)
  return rank
}

function computeRank(tag: string): Rank {
  if (tag === 'latest') return { group: 1, version: null, hasPrefix: false }
  const hasPrefix = tag.startsWith('v')
  const text = hasPrefix ? tag.slice(1) : tag
  // A real tag has 128 characters at most, and nothing longer is a version that anyone reads.
  if (text.length > 256) return { group: 4, version: null, hasPrefix }

  const full = parseVersion(text)
  if (full) return { group: 3, version: full, hasPrefix }
  const [, numbers, rest = ''] = minor.exec(text) ?? []
  const short = numbers ? parseVersion(`${numbers}.0${rest}`) : null
  if (short) return { group: 2, version: short, hasPrefix }
  return { group: 4, version: null, hasPrefix }
}

function parseVersion(text: string): Version | null {
  const match = semantic.exec(text)
  if (!match) return null
  const core = match.slice(1, 4)
  const pre = match[4]?.split('.') ?? []
  const numbers = [...core, ...pre.filter((part) => /^\d+$/.test(part))]
  // Numbers have no leading zero and fit into 64 bits, or the server does not take it for a version.
  const isSound = numbers.every((part) => !/^0\d/.test(part) && fitsUint64(part))
  return isSound ? { core, pre } : null
}

const maxUint64 = '18446744073709551615'

function fitsUint64(decimal: string): boolean {
  return compareNumbers(decimal, maxUint64) <= 0
}

function compareVersions(a: Version, b: Version): number {
  for (let index = 0; index < 3; index += 1) {
    const order = compareNumbers(a.core[index] ?? '', b.core[index] ?? '')
    if (order !== 0) return order
  }
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length
  for (let index = 0; index < Math.min(a.pre.length, b.pre.length); index += 1) {
    const order = compareIdentifiers(a.pre[index] ?? '', b.pre[index] ?? '')
    if (order !== 0) return order
  }
  return a.pre.length - b.pre.length
}

function compareIdentifiers(a: string, b: string): number {
  const isNumber = [/^\d+$/.test(a), /^\d+$/.test(b)]
  if (isNumber[0] && isNumber[1]) return compareNumbers(a, b)
  if (isNumber[0] !== isNumber[1]) return isNumber[0] ? -1 : 1
  return compareText(a, b)
}

/** Decimal numbers without leading zeros, of any length. */
function compareNumbers(a: string, b: string): number {
  return a.length - b.length || compareText(a, b)
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
