import { defaultKeymap } from '@codemirror/commands'
import { codeFolding, foldGutter, foldKeymap } from '@codemirror/language'
import { openSearchPanel, search, searchKeymap } from '@codemirror/search'
import {
  Annotation,
  Compartment,
  EditorState,
  type Extension,
  Transaction,
} from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { codeTheme } from './code-theme'
import styles from './code-view.module.css'

export interface CodeViewProps {
  text: string
  /** The name of the text, for those who do not see it. */
  label: string
  /** What the text is written in: colours, what can be folded, and for an editor what checks it. */
  language?: Extension
  /** Hears every change that a person makes; without it the text is there to be read. */
  onChange?: (text: string) => void
  /** Commands of the language beside those that every text has, given the view that they act on. */
  commands?: readonly CodeCommand[]
  /** Stands at the end of the bar: what else can be done with the text. */
  children?: ReactNode
}

export interface CodeCommand {
  title: string
  run: (view: EditorView) => void
}

const noCommands: readonly CodeCommand[] = []
const noLanguage: Extension = []

/**
 * A text with line numbers, search and folding, of any length: only the lines in view are laid out.
 * It lives in a shadow root, because CodeMirror writes its styles there into style sheet objects; in
 * the document it would make `<style>` elements, which our content security policy refuses.
 */
export function CodeView({
  text,
  label,
  language = noLanguage,
  onChange,
  commands = noCommands,
  children,
}: CodeViewProps) {
  const host = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<EditorView>()
  const name = useMemo(() => named(label), [label])
  const latest = useRef({ text, name, language, onChange })
  latest.current = { text, name, language, onChange }
  /** What was typed and has not come back as `text` yet: the page draws it a moment later. */
  const underWay = useRef<string[]>([])
  const isReadOnly = onChange === undefined

  useEffect(() => {
    const element = host.current
    if (!element) return
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
    const made = new EditorView({
      root,
      state: newState(latest.current, isReadOnly, (now) => {
        underWay.current = [...underWay.current.slice(-MOST_UNDER_WAY), now]
        latest.current.onChange?.(now)
      }),
    })
    root.append(made.dom)
    // Not before the editor is on the page: a line of 2 MB would be drawn whole, for a second.
    made.dispatch({
      changes: { from: 0, insert: latest.current.text },
      annotations: [ofThePage.of(true), Transaction.addToHistory.of(false)],
    })
    setView(made)
    underWay.current = []
    return () => {
      made.destroy()
      setView(undefined)
    }
  }, [isReadOnly])

  useEffect(() => {
    if (view) fill(names, name, view)
  }, [view, name])

  useEffect(() => {
    if (view) fill(languages, language, view)
  }, [view, language])

  useEffect(() => {
    // More may have been typed since: that is not taken back.
    const arrived = underWay.current.lastIndexOf(text)
    if (arrived >= 0) {
      underWay.current = underWay.current.slice(arrived + 1)
    } else if (view && view.state.doc.toString() !== text) {
      underWay.current = []
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        annotations: ofThePage.of(true),
      })
    }
  }, [view, text])

  return (
    <div className={styles.frame}>
      <div className={styles.bar}>
        <button type="button" className="ts-linkbtn" onClick={() => view && openSearchPanel(view)}>
          Find
        </button>
        {commands.map(({ title, run }) => (
          <button
            key={title}
            type="button"
            className="ts-linkbtn"
            onClick={() => view && run(view)}
          >
            {title}
          </button>
        ))}
        <span className={styles.end}>{children}</span>
      </div>
      <div ref={host} className={styles.text} />
    </div>
  )
}

const MOST_UNDER_WAY = 100
const ofThePage = Annotation.define<boolean>()
const named = (label: string) => EditorView.contentAttributes.of({ 'aria-label': label })
const names = new Compartment()
const languages = new Compartment()

/** Each dispatch reads the selection, for which the whole page is laid out: none without need. */
function fill(compartment: Compartment, extension: Extension, view: EditorView) {
  if (compartment.get(view.state) === extension) return
  view.dispatch({ effects: compartment.reconfigure(extension) })
}

function newState(
  { name, language }: { name: Extension; language: Extension },
  isReadOnly: boolean,
  onText: (text: string) => void,
): EditorState {
  return EditorState.create({
    extensions: [
      lineNumbers(),
      foldGutter(),
      codeFolding({ preparePlaceholder: foldedLines, placeholderDOM: foldPlaceholder }),
      // Characters that nobody sees are shown: a text of others may hide some.
      highlightSpecialChars(),
      drawSelection(),
      search({ top: true }),
      keymap.of([...searchKeymap, ...foldKeymap, ...defaultKeymap]),
      EditorView.lineWrapping,
      codeTheme,
      // Focusable in name too: what scrolls must be reachable by keyboard.
      EditorView.contentAttributes.of({ tabindex: '0' }),
      names.of(name),
      languages.of(language),
      isReadOnly
        ? [
            EditorState.readOnly.of(true),
            // A caret to read and select with, but no keyboard rising on a phone.
            EditorView.contentAttributes.of({ 'aria-readonly': 'true', inputmode: 'none' }),
          ]
        : EditorView.updateListener.of((update) => {
            const isTyped = !update.transactions.some((each) => each.annotation(ofThePage))
            if (update.docChanged && isTyped) onText(update.state.doc.toString())
          }),
    ],
  })
}

function foldedLines(state: EditorState, { from, to }: { from: number; to: number }): number {
  return state.doc.lineAt(to).number - state.doc.lineAt(from).number - 1
}

/** A button, for CodeMirror's own placeholder has no role. */
function foldPlaceholder(_view: EditorView, unfold: (event: Event) => void, lines: number) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'cm-foldPlaceholder'
  button.textContent = lines === 1 ? '1 line' : `${lines} lines`
  button.setAttribute('aria-label', `Show the ${button.textContent} folded here`)
  button.onclick = unfold
  return button
}
