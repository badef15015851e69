import { foldEffect, foldService } from '@codemirror/language'
import type { EditorState, Extension, Text } from '@codemirror/state'
import { Decoration, type EditorView, MatchDecorator, ViewPlugin } from '@codemirror/view'

/**
 * JSON to read: colours for the lines in view, and folds of what brackets enclose. There is no parser
 * behind it, whose slices of work stop a page that shows two megabytes.
 */
export const jsonCode: Extension = [
  colours(),
  foldService.of((state, from) => {
    const line = state.doc.lineAt(from).number
    const last = foldsOf(state.doc).ends[line] ?? 0
    return last > line + 1 ? foldRange(state, line, last) : null
  }),
]

/** Folds everything inside the outermost brackets: the members of the document stay in view. */
export function foldMembers(view: EditorView): void {
  const { state } = view
  const { ends, members } = foldsOf(state.doc)
  const effects = members.flatMap((line) => {
    const last = ends[line] ?? 0
    return last > line + 1 ? [foldEffect.of(foldRange(state, line, last))] : []
  })
  if (effects.length > 0) view.dispatch({ effects })
}

/** From the end of the line that opens to the start of the bracket that closes. */
function foldRange({ doc }: EditorState, first: number, last: number) {
  const { from, text } = doc.line(last)
  return { from: doc.line(first).to, to: from + text.length - text.trimStart().length }
}

interface Folds {
  /** By the number of a line that opens a bracket: the number of the line that closes it. */
  ends: Uint32Array
  /** Lines that open a bracket just inside the outermost one. */
  members: number[]
}

const known = new WeakMap<Text, Folds>()

/**
 * Which lines open what other lines close. A line of JSON ends with a bracket only where it opens
 * one, and begins with one only where it closes one: a string has no line break.
 */
function foldsOf(doc: Text): Folds {
  const found = known.get(doc)
  if (found) return found
  const folds: Folds = { ends: new Uint32Array(doc.lines + 1), members: [] }
  const open: number[] = []
  let number = 0
  for (const text of doc.iterLines()) {
    number += 1
    const line = text.trim()
    if (/^[}\]]/.test(line)) {
      const first = open.pop()
      if (first !== undefined) folds.ends[first] = number
    }
    if (/[{[]$/.test(line)) {
      if (open.length === 1) folds.members.push(number)
      open.push(number)
    }
  }
  known.set(doc, folds)
  return folds
}

/** Of a longer line a part is in view, and no part tells which quotes open and which close. */
const LONGEST_COLOURED_LINE = 5000

function colours(): Extension {
  const key = Decoration.mark({ class: 'ts-json-key' })
  const word = Decoration.mark({ class: 'ts-json-word' })
  const matcher = new MatchDecorator({
    regexp: /"(?:[^"\\]|\\.)*"(\s*:)?|\b(?:true|false|null)\b/g,
    decorate: (add, from, to, match, view) => {
      if (view.state.doc.lineAt(from).length > LONGEST_COLOURED_LINE) return
      const after = match[1]
      if (after !== undefined) add(from, to - after.length, key)
      else if (!match[0].startsWith('"')) add(from, to, word)
    },
  })
  return ViewPlugin.define(
    (view) => ({
      decorations: matcher.createDeco(view),
      update(update) {
        this.decorations = matcher.updateDeco(update, this.decorations)
      },
    }),
    { decorations: (plugin) => plugin.decorations },
  )
}
