import { RhUiQuestionMarkCircleIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-question-mark-circle-icon'
import { Fragment, type ReactNode, useId, useState } from 'react'
import { readable } from '@/domain/untrusted'

export interface DescriptionRow {
  term: string
  /** What the term means, for those who do not know the cluster's words. */
  help?: string
  value: ReactNode
}

/** Terms and what they are: the facts of a page. */
export function DescriptionRows({ rows, label }: { rows: DescriptionRow[]; label: string }) {
  return (
    <dl className="ts-dl" aria-label={label}>
      {rows.map(({ term, help, value }) => (
        <Fragment key={term}>
          <dt>{help ? <Term term={term} help={help} /> : term}</dt>
          <dd>{typeof value === 'string' ? readable(value) : value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

function Term({ term, help }: { term: string; help: string }) {
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  return (
    <>
      {term}{' '}
      <button
        type="button"
        className="ts-copy ts-termhelp"
        aria-label={`What is ${term}?`}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <RhUiQuestionMarkCircleIcon className="ts-i" />
      </button>
      <span id={id} className="ts-termhelp__text" hidden={!isOpen}>
        {help}
      </span>
    </>
  )
}
