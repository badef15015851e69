import { Fragment } from 'react'
import { readable } from '@/domain/untrusted'
import { CopyButton } from './copy-button'

/** One value to copy, with its name. */
export function ValueField({
  value,
  label,
  wraps = false,
}: {
  value: string
  label: string
  wraps?: boolean
}) {
  return (
    <div className={wraps ? 'ts-field ts-field--wrap' : 'ts-field'}>
      <span className="ts-field__name">{label}</span>
      <code title={readable(value)}>{readable(value)}</code>
      <CopyButton text={value} label={`Copy ${label}`} />
    </div>
  )
}

/** A command for a terminal. It wraps between words, and inside one only where nothing else helps. */
export function CommandField({ command }: { command: string }) {
  return (
    <div className="ts-cmd">
      <code>{words(readable(command))}</code>
      <CopyButton text={command} label="Copy command" />
    </div>
  )
}

/** Short words are kept whole: a break inside `--from` reads like two words. */
function words(command: string) {
  return command.split(' ').map((word, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words repeat, and their places do not change
    <Fragment key={index}>
      {index > 0 && ' '}
      {word.length < 30 ? <span className="ts-nowrap">{word}</span> : word}
    </Fragment>
  ))
}
