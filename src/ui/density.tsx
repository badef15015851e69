import { RhUiListIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-list-icon'
import { useKeptChoice } from './kept-choice'

export type Density = 'comfortable' | 'compact'

/** Heights of a table's rows, in px, on one line or two. */
export const rowHeights: Record<Density, number> = { comfortable: 60, compact: 37 }

/** How much each row of a list says, kept for this person. */
export function useDensity(): [density: Density, set: (density: Density) => void] {
  return useKeptChoice<Density>('density', ['comfortable', 'compact'])
}

/** Switches between two lines a row and one. */
export function DensityButton({
  density,
  onChange,
}: {
  density: Density
  onChange: (density: Density) => void
}) {
  const isCompact = density === 'compact'
  return (
    <button
      type="button"
      className="ts-iconbtn is-lg"
      aria-label="Compact rows"
      aria-pressed={isCompact}
      title={isCompact ? 'Rows on two lines' : 'Rows on one line'}
      onClick={() => onChange(isCompact ? 'comfortable' : 'compact')}
    >
      <RhUiListIcon className="ts-i" />
    </button>
  )
}
