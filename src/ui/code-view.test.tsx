// @vitest-environment happy-dom
import { history, undo } from '@codemirror/commands'
import { EditorView } from '@codemirror/view'
import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { CodeView } from './code-view'

afterEach(cleanup)

function viewIn(container: HTMLElement): EditorView {
  const host = [...container.querySelectorAll('div')].find(({ shadowRoot }) => shadowRoot)
  const content = host?.shadowRoot?.querySelector<HTMLElement>('.cm-editor')
  const view = content && EditorView.findFromDOM(content)
  if (!view) throw new Error('no editor')
  return view
}

const append = (view: EditorView, insert: string) =>
  view.dispatch({ changes: { from: view.state.doc.length, insert } })

test('what was typed since is not taken back when the page has drawn what was typed before', () => {
  const told: string[] = []
  const onChange = (text: string) => told.push(text)
  const { container, rerender } = render(<CodeView label="x" text="a" onChange={onChange} />)
  const view = viewIn(container)
  append(view, 'b')
  append(view, 'c')
  expect(told).toEqual(['ab', 'abc'])
  rerender(<CodeView label="x" text="ab" onChange={onChange} />)
  expect(view.state.doc.toString()).toBe('abc')
  rerender(<CodeView label="x" text="abc" onChange={onChange} />)
  expect(view.state.doc.toString()).toBe('abc')
})

test('a text of the page replaces what was typed, the same one again too', () => {
  const { container, rerender } = render(<CodeView label="x" text="a" onChange={() => {}} />)
  const view = viewIn(container)
  append(view, 'b')
  rerender(<CodeView label="x" text="of the form" onChange={() => {}} />)
  expect(view.state.doc.toString()).toBe('of the form')
  append(view, '!')
  rerender(<CodeView label="x" text="of the form!" onChange={() => {}} />)
  rerender(<CodeView label="x" text="of the form" onChange={() => {}} />)
  expect(view.state.doc.toString()).toBe('of the form')
})

test('what the page puts into an emptied editor can be undone, the first text cannot', () => {
  const language = history()
  const editor = (text: string) => (
    <CodeView label="x" text={text} language={language} onChange={() => {}} />
  )
  const { container, rerender } = render(editor('a'))
  const view = viewIn(container)
  expect(undo(view)).toBe(false)
  view.dispatch({ changes: { from: 0, to: 1 } })
  rerender(editor(''))
  rerender(editor('theirs'))
  expect(view.state.doc.toString()).toBe('theirs')
  expect(undo(view)).toBe(true)
  expect(view.state.doc.toString()).toBe('a')
})

test('an editor has its name from its first moment', () => {
  const names: (string | null | undefined)[] = []
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function (...words) {
    const root = attach.apply(this, words)
    const add = root.append.bind(root)
    root.append = (...nodes) => {
      add(...nodes)
      names.push(root.querySelector('.cm-content')?.getAttribute('aria-label'))
    }
    return root
  }
  try {
    render(<CodeView label="Manifest" text="{}" />)
  } finally {
    Element.prototype.attachShadow = attach
  }
  expect(names).toEqual(['Manifest'])
})
