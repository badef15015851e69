import type { HistoryStep } from './image-config'

/**
 * One step of a build history as a line of a Dockerfile. `created_by` has many forms:
 *
 *     RUN /bin/sh -c make # buildkit            → RUN make
 *     RUN |1 V=2 /bin/sh -c make # buildkit     → RUN make            (build arguments)
 *     /bin/sh -c #(nop)  CMD ["app"]            → CMD ["app"]         (classic, no layer)
 *     /bin/sh -c #(nop) COPY file:1a2b in /     → COPY file:1a2b /
 *     /bin/sh -c make, |1 V=2 /bin/sh -c make   → RUN make
 *     anything else                             → a comment
 *
 * '' where the step says nothing at all.
 */
export function instructionText({ created_by, comment }: HistoryStep): string {
  const written = created_by.trim()
  if (written === '') return comment.trim() === '' ? '' : `# ${oneLine(comment)}`
  const text = written.replace(/\s*# buildkit$/, '')

  const nop = afterShell(text, '#(nop)')
  if (nop !== null) return tidy(nop)
  const command = afterShell(text, '')
  if (command !== null) return `RUN ${command}`
  if (/^run\s/i.test(text)) {
    const run = text.slice(4).trim()
    return `RUN ${afterShell(run, '') ?? run}`
  }
  return isInstruction(text) ? tidy(text) : `# ${oneLine(text)}`
}

/**
 * The Dockerfile that a history amounts to: its instructions in order, long commands broken at
 * `&&`. It is a way to read an image, not to build it: copied files are known by checksum only.
 */
export function dockerfileText(history: readonly HistoryStep[]): string {
  const lines = history.map(instructionText).filter((line) => line !== '')
  return lines.length === 0 ? '' : `${lines.map(broken).join('\n')}\n`
}

const shells = ['/bin/sh -c', '/bin/bash -c', '/bin/bash -o pipefail -c', 'cmd /S /C']

/** What follows the shell, with build arguments before it or not; null where no shell is named. */
function afterShell(text: string, marker: string): string | null {
  const start = text.startsWith('|') ? text : ` ${text}`
  for (const shell of shells) {
    const words = ` ${shell} `
    const at = start.startsWith('|') ? start.indexOf(words) : start.startsWith(words) ? 0 : -1
    if (at < 0) continue
    const command = start.slice(at + words.length).trim()
    if (marker === '') return command.startsWith('#(nop)') ? null : command
    return command.startsWith(marker) ? command.slice(marker.length).trim() : null
  }
  return null
}

const keywords = new Set(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  ),
)

function isInstruction(text: string): boolean {
  return keywords.has(text.slice(0, 12).split(/\s/, 1)[0] ?? '')
}

/** Classic builds write `COPY file:… in /app`; a Dockerfile has no `in`. */
function tidy(instruction: string): string {
  const isCopy = /^(?:COPY|ADD)\s/.test(instruction)
  return isCopy ? instruction.replace(/^(\w+\s+\S+) in /, '$1 ') : instruction
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}

/** A long RUN with each `&&` outside quotes on a line of its own. */
function broken(line: string): string {
  if (!line.startsWith('RUN ') || line.length <= 80 || line.includes('\n')) return line
  let quote = ''
  let text = ''
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index] ?? ''
    if (character === '\\') {
      text += character + (line[index + 1] ?? '')
      index += 1
      continue
    }
    if (quote === '' && line.startsWith('&& ', index)) {
      text = `${text.trimEnd()} \\\n    && `
      index += 2
      continue
    }
    if (character === quote) quote = ''
    else if (quote === '' && (character === '"' || character === "'")) quote = character
    text += character
  }
  return text
}
