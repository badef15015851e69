import type { IncomingMessage } from 'node:http'

/** Every value of a header, as often as it is there: Node keeps the first of some, and joins others. */
export function headerValues({ rawHeaders }: IncomingMessage, name: string): string[] {
  return rawHeaders.filter(
    (_value, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name,
  )
}
