import { RhUiCloseIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-close-icon'
import { RhUiFilterIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-filter-icon'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { useSetSearchParams } from './search-params'
import { Select } from './select'

export interface FilterAttribute {
  /** The parameter of the address that keeps it. */
  key: string
  title: string
  placeholder: string
  /** What it is now, from the address. */
  text: string
  /** What is wrong with it; the list is then not filtered by it. */
  problem?: string
}

/** How long typing rests before the list follows. */
const rest = 50

/**
 * The bar above a list: filters it by one attribute at a time. What is set is in the address, adds
 * up, and is shown below where it is not to be seen in the input.
 */
export function ListFilter({
  attributes,
  further,
  children,
}: {
  attributes: readonly [FilterAttribute, ...FilterAttribute[]]
  /** Filters of another kind, after the input. */
  further?: ReactNode
  /** At the end of the bar. */
  children?: ReactNode
}) {
  const [first] = attributes
  const [key, setKey] = useState(first.key)
  const attribute = attributes.find((each) => each.key === key) ?? first
  const setParams = useSetSearchParams()
  const problemId = useId()

  return (
    <>
      <search className="ts-bar">
        <div className="ts-ctl--join">
          <Select
            label="Filter by"
            icon={<RhUiFilterIcon className="ts-i ts-select__start" />}
            choices={attributes.map(({ key: each, title }) => ({ value: each, text: title }))}
            value={attribute.key}
            onChange={setKey}
          />
          <FilterInput
            key={attribute.key}
            attribute={attribute}
            problemId={problemId}
            onChange={(text) => setParams({ [attribute.key]: text })}
          />
        </div>
        {further}
        <div className="ts-bar__end">{children}</div>
      </search>
      {attribute.problem && (
        <p className="ts-bar__problem" id={problemId} role="status">
          {attribute.problem}
        </p>
      )}
      <FilterChips filters={attributes.filter((each) => each !== attribute)} />
    </>
  )
}

/** Keeps what is typed to itself until typing rests; a change of the address from elsewhere wins. */
function FilterInput({
  attribute,
  problemId,
  onChange,
}: {
  attribute: FilterAttribute
  problemId: string
  onChange: (text: string) => void
}) {
  const [text, setText] = useState(attribute.text)
  const [sent, setSent] = useState(attribute.text)
  const [seen, setSeen] = useState(attribute.text)
  if (attribute.text !== seen) {
    setSeen(attribute.text)
    if (attribute.text !== sent) setText(attribute.text)
  }

  const wanted = text.trim()
  useEffect(() => {
    if (wanted === seen) return
    const timer = setTimeout(() => {
      setSent(wanted)
      onChange(wanted)
    }, rest)
    return () => clearTimeout(timer)
  })

  return (
    <input
      type="search"
      className="ts-ctl"
      aria-label={`Filter by ${attribute.title.toLowerCase()}`}
      aria-invalid={attribute.problem !== undefined}
      aria-describedby={attribute.problem ? problemId : undefined}
      placeholder={attribute.placeholder}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  )
}

function FilterChips({ filters }: { filters: FilterAttribute[] }) {
  const setParams = useSetSearchParams()
  const set = filters.filter(({ text }) => text !== '')
  if (set.length === 0) return null
  return (
    <div className="ts-filters">
      {set.map(({ key, title, text }) => (
        <span className="ts-filter" key={key}>
          <b>{title}</b>
          <span className="ts-filter__text">{text}</span>
          <button
            type="button"
            className="ts-copy"
            aria-label={`Drop the filter ${title} ${text}`}
            onClick={() => setParams({ [key]: '' })}
          >
            <RhUiCloseIcon className="ts-i" />
          </button>
        </span>
      ))}
      <button
        type="button"
        className="ts-linkbtn"
        onClick={() => setParams(Object.fromEntries(set.map(({ key }) => [key, ''])))}
      >
        Clear these filters
      </button>
    </div>
  )
}
