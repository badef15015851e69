import { type ReactNode, useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { formatCount } from '@/domain/format-count'
import type { SearchQuery } from '@/domain/search/search-query'
import { useNow } from '@/ui/now'
import { type Answer, answerClosed, answerKey } from './answer'
import type { AnswerGroup } from './answer-groups'
import { AnswerRow } from './answer-row'
import styles from './search-palette.module.css'

/** The answers under the field, in groups. The field keeps the focus; a pointer chooses and opens. */
export function AnswerList({
  id,
  groups,
  query,
  chosenIndex,
  onChoose,
  onOpen,
  pathOf,
}: {
  id: string
  groups: readonly AnswerGroup[]
  query: SearchQuery
  chosenIndex: number
  onChoose: (index: number) => void
  onOpen: (answer: Answer) => void
  pathOf: (answer: Answer) => string | undefined
}) {
  const now = useNow()
  const list = useRef<HTMLDivElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: other answers may stand elsewhere
  useEffect(() => {
    const option = list.current?.querySelector('[aria-selected="true"]')
    // The first answer brings the title of its group into view too.
    if (chosenIndex === 0) list.current?.scrollTo({ top: 0 })
    else option?.scrollIntoView({ block: 'nearest' })
  }, [chosenIndex, groups])

  return (
    <div ref={list} id={`${id}-list`} className={styles.list} role="listbox" aria-label="Answers">
      {groups.map(({ title, answers, more }, at) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a list of options
        <div key={title} role="group" aria-labelledby={`${id}-group-${at}`}>
          <div className={styles.group} id={`${id}-group-${at}`} role="presentation">
            {title}
            {more > 0 && `, and ${formatCount(more)} more: type more of the name`}
          </div>
          {answers.map(({ answer, index }) => (
            <AnswerOption
              key={answerKey(answer)}
              id={`${id}-${index}`}
              isChosen={index === chosenIndex}
              isClosed={answerClosed(answer) !== undefined}
              path={pathOf(answer)}
              onChoose={() => index !== chosenIndex && onChoose(index)}
              onOpen={() => onOpen(answer)}
            >
              <AnswerRow answer={answer} query={query} now={now} />
            </AnswerOption>
          ))}
        </div>
      ))}
    </div>
  )
}

/** A link where it leads somewhere: then it can be opened beside this page too. */
function AnswerOption({
  id,
  isChosen,
  isClosed,
  path,
  onChoose,
  onOpen,
  children,
}: {
  id: string
  isChosen: boolean
  isClosed: boolean
  path: string | undefined
  onChoose: () => void
  onOpen: () => void
  children: ReactNode
}) {
  const shared = {
    id,
    role: 'option',
    tabIndex: -1,
    'aria-selected': isChosen,
    'aria-disabled': isClosed || undefined,
    className: styles.answer,
    onPointerMove: onChoose,
  }
  if (path === undefined) {
    return (
      <button type="button" {...shared} onClick={onOpen}>
        {children}
      </button>
    )
  }
  return (
    <Link
      to={path}
      {...shared}
      onClick={(event) => {
        // A new tab is the browser's own business.
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        onOpen()
      }}
    >
      {children}
    </Link>
  )
}
