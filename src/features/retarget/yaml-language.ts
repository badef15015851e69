import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from '@codemirror/autocomplete'
import { history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, linter, lintGutter, lintKeymap } from '@codemirror/lint'
import type { Extension } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap, type Tooltip } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { TagField } from '@/domain/tag-schema'
import type { YamlProblem } from './tag-yaml'
import { fieldAt, yamlChoices, yamlCursor } from './yaml-cursor'

const lintDelay = 150

/**
 * YAML of a tag's reference for the editor: colours, undo, mistakes on their lines, completion and
 * help from the schema. `problemsOf` says what is wrong with a text, `onField` hears which field the
 * cursor is in.
 */
export function tagYamlLanguage(
  problemsOf: (text: string) => YamlProblem[],
  onField: (field: TagField | undefined) => void,
): Extension {
  return [
    yaml(),
    syntaxHighlighting(colours),
    history(),
    lintGutter(),
    linter((view) => problemsOf(view.state.doc.toString()).map(toDiagnostic), {
      delay: lintDelay,
    }),
    autocompletion({ override: [complete], icons: false }),
    hoverTooltip(help),
    keymap.of([...completionKeymap, ...historyKeymap, ...lintKeymap]),
    EditorView.updateListener.of(({ state, selectionSet, docChanged }) => {
      if (!selectionSet && !docChanged) return
      onField(fieldAt(yamlCursor(state.sliceDoc(0, state.selection.main.head))))
    }),
    EditorView.domEventHandlers({ beforeinput: typeOver }),
    looks,
  ]
}

/**
 * What is typed over a selection is put in its place here. The browser would keep the looks of what
 * it replaces in style attributes, which the content security policy refuses.
 */
function typeOver(event: InputEvent, view: EditorView): boolean {
  const { state } = view
  const { data, inputType } = event
  if (inputType !== 'insertText' || data === null || state.selection.main.empty) return false
  event.preventDefault()
  view.dispatch(state.replaceSelection(data), { userEvent: 'input.type', scrollIntoView: true })
  return true
}

function toDiagnostic({ from, to, problem }: YamlProblem): Diagnostic {
  return { from, to, severity: 'error', message: problem }
}

function complete(context: CompletionContext): CompletionResult | null {
  const before = context.state.sliceDoc(0, context.pos)
  const cursor = yamlCursor(before)
  const choices = yamlChoices(cursor)
  // After a colon the words are few, and offered at once; names only where one is begun, or asked for.
  const isWanted = context.explicit || cursor.isInValue || cursor.typed.trim() !== ''
  if (choices.length === 0 || !isWanted) return null
  return {
    from: context.pos - cursor.typed.trimStart().length,
    options: choices.map(({ text, description }) => ({
      label: text.replace(/:\s*$/, ''),
      apply: text,
      info: description,
    })),
    validFor: /^\w*$/,
  }
}

/** What the field under the pointer means. */
function help(view: EditorView, position: number): Tooltip | null {
  const { from, to, text } = view.state.doc.lineAt(position)
  const end = text.indexOf(':')
  if (end < 0) return null
  const field = fieldAt(yamlCursor(`${view.state.sliceDoc(0, from)}${text.slice(0, end + 1)}`))
  if (!field) return null
  return {
    pos: from + text.search(/\S/),
    end: to,
    above: true,
    create: () => {
      const dom = document.createElement('div')
      dom.className = 'ts-yaml-help'
      dom.textContent = field.description
      return { dom }
    },
  }
}

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--ts-link)' },
  { tag: tags.comment, color: 'var(--ts-muted)', fontStyle: 'italic' },
  { tag: [tags.bool, tags.keyword], fontWeight: '600' },
])

const looks = EditorView.theme({
  '.cm-tooltip': {
    background: 'var(--ts-bg-float)',
    color: 'var(--ts-text)',
    border: '1px solid var(--ts-line-strong)',
    borderRadius: '6px',
    maxInlineSize: 'min(26rem, 80vw)',
  },
  '.ts-yaml-help, .cm-tooltip.cm-completionInfo': {
    padding: '6px 10px',
    fontSize: '0.8125rem',
    lineHeight: '1.45',
  },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--ts-mono)', fontSize: '0.8125rem' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '3px 12px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--ts-brand-tint)',
    color: 'var(--ts-text)',
    boxShadow: 'inset 3px 0 0 var(--ts-brand)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-diagnostic': { borderInlineStart: '3px solid var(--ts-bad)', padding: '4px 10px' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--ts-bad)',
    textUnderlineOffset: '3px',
  },
  '.cm-lint-marker-error': { content: 'none' },
  '.cm-lint-marker-error::before': {
    content: '"!"',
    display: 'block',
    color: 'var(--ts-bad-text)',
    fontWeight: '700',
    textAlign: 'center',
  },
})
