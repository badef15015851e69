import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import type { FailureGroup } from '@/domain/failing-tags'
import { formatCount } from '@/domain/format-count'
import { failureWords } from '@/domain/import-failure'

/** Buttons for the reasons that occur, each with how often. */
export function ReasonViews({
  groups,
  total,
  value,
  onChange,
}: {
  groups: FailureGroup[]
  total: number
  /** '' for all. */
  value: string
  onChange: (reason: string) => void
}) {
  return (
    <fieldset className="ts-views">
      <legend className="ts-sr">Reason</legend>
      <button type="button" aria-pressed={value === ''} onClick={() => onChange('')}>
        All
        <span className="ts-count">{formatCount(total)}</span>
      </button>
      {groups.map(({ reason, tags }) => (
        <button
          key={reason}
          type="button"
          aria-pressed={reason === value}
          onClick={() => onChange(reason === value ? '' : reason)}
        >
          <span className="ts-views__icon ts-bad">
            <RhUiErrorFillIcon className="ts-i" />
          </span>
          {failureWords(reason)}
          <span className="ts-count">{formatCount(tags.length)}</span>
        </button>
      ))}
    </fieldset>
  )
}
