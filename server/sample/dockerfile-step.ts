/** One instruction of a Dockerfile that an image of the sample was built with. */
export interface Step {
  instruction: string
  /** What follows the keyword, as a person wrote it. */
  text: string
  /** Compressed bytes of the layer that it made; absent where it made none. */
  bytes?: number
  /** CMD, ENTRYPOINT, SHELL: the words. */
  words?: string[]
  /** ENV and LABEL. */
  pairs?: Record<string, string>
}

/** Who wrote the history: each tool has its own way to tell the same instruction. */
export type HistoryStyle = 'buildkit' | 'classic' | 'buildah'

export const run = (command: string, bytes: number): Step => ({
  instruction: 'RUN',
  text: command,
  bytes,
})
/** `from… to`, as after COPY. */
export const copy = (text: string, bytes: number): Step => ({ instruction: 'COPY', text, bytes })
export const add = (text: string, bytes: number): Step => ({ instruction: 'ADD', text, bytes })
export const env = (pairs: Record<string, string>): Step => ({
  instruction: 'ENV',
  text: assignments(pairs),
  pairs,
})
export const label = (pairs: Record<string, string>): Step => ({
  instruction: 'LABEL',
  text: assignments(pairs),
  pairs,
})
export const arg = (text: string): Step => ({ instruction: 'ARG', text })
export const workdir = (text: string): Step => ({ instruction: 'WORKDIR', text })
export const user = (text: string): Step => ({ instruction: 'USER', text })
/** `8080/tcp`. */
export const expose = (text: string): Step => ({ instruction: 'EXPOSE', text })
export const volume = (text: string): Step => ({ instruction: 'VOLUME', text })
export const stopSignal = (text: string): Step => ({ instruction: 'STOPSIGNAL', text })
/** The shell command of a health check, run every 30 s. */
export const healthcheck = (text: string): Step => ({ instruction: 'HEALTHCHECK', text })
export const cmd = (...words: string[]): Step => ({ instruction: 'CMD', text: list(words), words })
export const entrypoint = (...words: string[]): Step => ({
  instruction: 'ENTRYPOINT',
  text: list(words),
  words,
})

/** What the build tool writes into `history[].created_by`. */
export function createdBy(step: Step, style: HistoryStyle, hex: string): string {
  if (style === 'buildkit') return buildKitText(step)
  if (step.instruction === 'RUN') return `/bin/sh -c ${step.text}`
  const gap = style === 'classic' && step.bytes === undefined ? '  ' : ' '
  if (step.instruction !== 'COPY' && step.instruction !== 'ADD') {
    return `/bin/sh -c #(nop)${gap}${step.instruction} ${spaced(step)}`
  }
  const words = step.text.split(' ').filter((word) => !word.startsWith('--'))
  const what = words.length > 2 ? 'multi' : /\.\w+$/.test(words[0] ?? '') ? 'file' : 'dir'
  return `/bin/sh -c #(nop)${gap}${step.instruction} ${what}:${hex} in ${words.at(-1)} `
}

function buildKitText(step: Step): string {
  switch (step.instruction) {
    case 'RUN':
      return `RUN /bin/sh -c ${step.text} # buildkit`
    case 'COPY':
    case 'ADD':
      return `${step.instruction} ${step.text} # buildkit`
    case 'EXPOSE':
      return `EXPOSE [${step.text}]`
    case 'HEALTHCHECK':
      return `HEALTHCHECK &{["CMD-SHELL" ${JSON.stringify(step.text)}] "30s" "5s" "0s" "0s" '\\x03'}`
    case 'VOLUME':
      return `VOLUME [${step.text}]`
    default:
      return `${step.instruction} ${spaced(step)}`
  }
}

/** Both Docker builders print lists in Go's way: no commas. */
function spaced(step: Step): string {
  return step.words ? `[${step.words.map((word) => JSON.stringify(word)).join(' ')}]` : step.text
}

function list(words: string[]): string {
  return JSON.stringify(words)
}

function assignments(pairs: Record<string, string>): string {
  return Object.entries(pairs)
    .map(([name, value]) => `${name}=${/\s/.test(value) ? JSON.stringify(value) : value}`)
    .join(' ')
}
