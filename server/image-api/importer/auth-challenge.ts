/** One challenge of a `WWW-Authenticate` header: its scheme in lower case, and its parameters. */
export interface AuthChallenge {
  scheme: string
  parameters: Record<string, string>
}

const TOKEN = /[\w!#$%&'*+.^`|~-]+/y
const QUOTED = /"((?:[^"\\]|\\.)*)"/y

/**
 * Reads `WWW-Authenticate` (RFC 9110, 11.6.1):
 *
 *     header    := challenge *( "," challenge )
 *     challenge := scheme [ parameter *( "," parameter ) ]
 *     parameter := token "=" ( token | quoted-string )
 *
 * What does not follow the grammar is left out: a registry may write anything here.
 */
export function parseAuthChallenges(header: string): AuthChallenge[] {
  const challenges: AuthChallenge[] = []
  let at = 0

  const take = (pattern: RegExp) => {
    pattern.lastIndex = at
    const match = pattern.exec(header)
    if (match) at = pattern.lastIndex
    return match
  }
  const skip = () => {
    while (at < header.length && /[\s,]/.test(header.charAt(at))) at++
  }

  for (skip(); at < header.length; skip()) {
    const word = take(TOKEN)?.[0]
    if (word === undefined) {
      at++
      continue
    }
    if (header.charAt(at) !== '=') {
      challenges.push({ scheme: word.toLowerCase(), parameters: {} })
      continue
    }
    at++
    const quoted = take(QUOTED)?.[1]?.replace(/\\(.)/g, '$1')
    const value = quoted ?? take(TOKEN)?.[0] ?? ''
    const current = challenges.at(-1)
    if (current) current.parameters[word.toLowerCase()] = value
  }
  return challenges
}
