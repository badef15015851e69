const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]]|,|:|[^\s"{}[\],:]+/gs

/**
 * JSON with every member on a line of its own. Tokens stay as they are written: numbers keep their
 * digits, and a member that is there twice stays there twice. A text that is no JSON comes out as
 * readable as it can be.
 */
export function prettyJson(text: string): string {
  const lines: string[] = []
  let depth = 0
  let line = ''
  let before = ''
  function newLine() {
    lines.push(line)
    line = '  '.repeat(Math.min(depth, 200))
  }
  for (const [token] of text.matchAll(tokens)) {
    if (token === '}' || token === ']') {
      depth = Math.max(0, depth - 1)
      if (before !== '{' && before !== '[') newLine()
      line += token
    } else {
      if (before === '{' || before === '[' || before === ',') newLine()
      line += token === ':' ? ': ' : token
      if (token === '{' || token === '[') depth += 1
    }
    before = token
  }
  lines.push(line)
  return lines.join('\n')
}
