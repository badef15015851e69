import { unfoldAll } from '@codemirror/language'
import type { ReactNode } from 'react'
import { type CodeCommand, CodeView } from './code-view'
import { foldMembers, jsonCode } from './json-code'

const folding: readonly CodeCommand[] = [
  { title: 'Fold all', run: foldMembers },
  { title: 'Unfold all', run: unfoldAll },
]

/** A JSON text, exact or made pretty, to read, to search and to fold. */
export function JsonView({
  text,
  label,
  children,
}: {
  text: string
  label: string
  children?: ReactNode
}) {
  return (
    <CodeView text={text} label={label} language={jsonCode} commands={folding}>
      {children}
    </CodeView>
  )
}
