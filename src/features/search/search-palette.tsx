import { RhUiSearchIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-search-icon'
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { formatCount } from '@/domain/format-count'
import { distances, type Nearness } from '@/domain/search/row-search'
import type { SearchQuery } from '@/domain/search/search-query'
import type { StreamRow } from '@/domain/stream-row'
import {
  type Answer,
  answerClosed,
  answerDigest,
  answerKey,
  answerPath,
  type Looked,
} from './answer'
import { type AnswerGroup, answerGroups, startGroups } from './answer-groups'
import { AnswerList } from './answer-list'
import type { PaletteCommand } from './palette-command'
import styles from './search-palette.module.css'
import { type SearchedRows, useSearchedRows } from './searched-rows'
import { useSlicedSearch } from './sliced-search'

/** How far the page keys go. */
const page = 6

/**
 * Finds anything from anywhere [B4]. The keyboard stays in the field (the ARIA combobox pattern):
 * arrows choose, Enter goes there, Escape closes. The best answer is chosen from the start.
 */
export function SearchPalette({
  namespace,
  recent: looked,
  commands,
  typed,
  onClose,
}: {
  /** The project that a person is in, for who may not search all; '' for none. */
  namespace: string
  /** Newest first. */
  recent: readonly Looked[]
  commands: readonly PaletteCommand[]
  /** What was typed before it was there. */
  typed: string
  onClose: () => void
}) {
  const id = useId()
  const navigate = useNavigate()
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState(typed)
  const [chosenKey, setChosenKey] = useState('')
  const [copied, setCopied] = useState('')
  const searched = useSearchedRows(namespace)
  const { rows, isGrowing, note, scope } = searched
  const recent = useMemo(() => present(looked, searched), [looked, searched])

  /** What was looked at lately, or is in the project that a person is in, is more likely meant. */
  const nearness = useCallback(
    (row: StreamRow) => nearnessOf(row, namespace, looked),
    [namespace, looked],
  )
  const search = useSlicedSearch(text, rows, nearness)
  const { query, result, isDone } = search
  const isStart = query.text === ''
  const groups = useMemo(
    () => (isStart ? startGroups(recent, commands) : answerGroups(result, query, commands, scope)),
    [isStart, recent, commands, result, query, scope],
  )
  const answers = useMemo(() => flat(groups), [groups])
  const found = answers.findIndex((answer) => answerKey(answer) === chosenKey)
  const chosenIndex = Math.max(0, found)
  const chosen = answers[chosenIndex]

  useEffect(() => dialog.current?.showModal(), [])

  function choose(index: number) {
    const answer = answers[Math.max(0, Math.min(index, answers.length - 1))]
    if (answer) setChosenKey(answerKey(answer))
    setCopied('')
  }

  /** Closed first, so that the focus is back on the page before a new page takes it. */
  function close() {
    dialog.current?.close()
    onClose()
  }

  function open(answer: Answer | undefined, isBeside = false) {
    // What is closed says why; the search stays.
    if (!answer || answerClosed(answer) !== undefined) return
    const path = answerPath(answer, scope)
    // The search stays here too: who opens one beside this page may want the next.
    if (isBeside && path !== undefined) return void window.open(path, '_blank', 'noopener')
    close()
    if (path !== undefined) navigate(path)
    else if (answer.kind === 'command') answer.command.run?.()
  }

  /** What is chosen, or the best of what is being looked for: nobody has to wait to press Enter. */
  function openChosen(isBeside: boolean) {
    if (isStart || isDone || found >= 0) return open(chosen, isBeside)
    open(flat(answerGroups(search.finish(), query, commands, scope))[0], isBeside)
  }

  function handleKeyDown(event: React.KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const count = answers.length
    const next = {
      ArrowDown: (chosenIndex + 1) % Math.max(1, count),
      ArrowUp: (chosenIndex - 1 + count) % Math.max(1, count),
      PageDown: chosenIndex + page,
      PageUp: chosenIndex - page,
    }[event.key]
    if (next !== undefined) {
      event.preventDefault()
      choose(next)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      openChosen(event.ctrlKey || event.metaKey)
    } else if (event.altKey && event.code === 'KeyC' && answerDigest(chosen) !== '') {
      event.preventDefault()
      void copy(answerDigest(chosen)).then(setCopied)
    }
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a second way to close, beside Escape
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label="Search"
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      onClick={(event) => event.target === event.currentTarget && close()}
    >
      <div className={styles.head}>
        <RhUiSearchIcon className="ts-i" />
        <input
          className={styles.input}
          type="text"
          role="combobox"
          aria-label="Search streams, tags, digests, pull specs, labels and pages"
          aria-expanded={answers.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen ? `${id}-${chosenIndex}` : undefined}
          aria-autocomplete="list"
          aria-describedby={`${id}-keys`}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          placeholder="Search streams, tags, digests, labels"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setChosenKey('')
            setCopied('')
          }}
          onKeyDown={handleKeyDown}
        />
        <button type="button" className={styles.esc} onClick={close} aria-label="Close">
          <span className="ts-kbd">Esc</span>
        </button>
      </div>
      <AnswerList
        id={id}
        groups={groups}
        query={query}
        chosenIndex={chosenIndex}
        onChoose={choose}
        onOpen={open}
        pathOf={(answer) => answerPath(answer, scope)}
      />
      {!isStart && answers.length === 0 && (
        <p className={styles.none}>
          {isDone && !isGrowing ? nothingWords(query, searched) : 'Nothing so far.'}
        </p>
      )}
      <div className={styles.note} role="status">
        {copied || (isStart ? note : statusWords(groups, search, rows.length, note))}
      </div>
      <div className={styles.foot} id={`${id}-keys`}>
        <span>
          <span className="ts-kbd">↑</span> <span className="ts-kbd">↓</span> choose
        </span>
        <span>
          <span className="ts-kbd">Enter</span> open
        </span>
        <span>
          <span className="ts-kbd">Ctrl Enter</span> in a new tab
        </span>
        {answerDigest(chosen) !== '' && (
          <span>
            <span className="ts-kbd">Alt C</span> copy the digest
          </span>
        )}
        <span className={styles.also}>Also finds pull specs and labels (app=frontend)</span>
      </div>
    </dialog>
  )
}

function flat(groups: readonly AnswerGroup[]): Answer[] {
  return groups.flatMap(({ answers }) => answers.map(({ answer }) => answer))
}

/** Without what is not there any more, as far as that is known. */
function present(looked: readonly Looked[], { rows, isComplete, scope }: SearchedRows) {
  if (!isComplete) return looked
  return looked.filter(({ namespace, stream, tag }) => {
    if (scope !== undefined && namespace !== scope) return true
    const row = rows.find((each) => each.name === stream && each.namespace === namespace)
    return row && (tag === '' || row.tags.some(({ name }) => name === tag))
  })
}

function nearnessOf(
  row: StreamRow,
  namespace: string,
  looked: readonly Looked[],
): Nearness | undefined {
  const places = looked.filter(
    (place) => place.stream === row.name && place.namespace === row.namespace,
  )
  if (places.length > 0) {
    return { distance: distances.lookedAt, tags: places.map(({ tag }) => tag) }
  }
  return row.namespace === namespace ? { distance: distances.sameProject } : undefined
}

/** That nothing was found, and no more than was looked for. */
function nothingWords(
  { text, digest, labels, spec }: SearchQuery,
  { isSearched, scope }: SearchedRows,
): string {
  const what = `“${text.slice(0, 60)}”`
  if (!isSearched) return `No page or action is called like ${what}, and nothing else was searched.`
  const where = scope === undefined ? '' : ` in project ${scope}`
  if (labels.length > 0) return `No image stream${where} has ${what}.`
  if (digest !== '') {
    return `No tag${where} holds or points at ${what} now. Images that tags held before are not searched.`
  }
  if (spec) return `No tag${where} points at ${what}, and no image stream is called so.`
  return `Nothing${where} is called like ${what}, and no tag points at it.`
}

function statusWords(
  groups: readonly AnswerGroup[],
  { isDone, looked }: { isDone: boolean; looked: number },
  rows: number,
  note: string,
): string {
  if (!isDone) {
    return `Looking: ${formatCount(looked)} of ${formatCount(rows)} image streams.`
  }
  const count = groups.reduce((sum, { total }) => sum + total, 0)
  const answers = count === 1 ? '1 answer.' : `${formatCount(count)} answers.`
  return `${answers} ${note}`.trim()
}

async function copy(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text)
    return 'Copied the digest.'
  } catch {
    return 'The browser does not let us copy.'
  }
}
