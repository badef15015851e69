import { RhUiCloseIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-close-icon'
import { RhUiEllipsisVerticalIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-ellipsis-vertical-icon'
import { formatCount } from '@/domain/format-count'
import { Menu, type MenuItem } from './menu'

/**
 * What can be done with the selected rows. It floats over the list's foot, so that selecting moves
 * nothing; where it is narrow all but the first action are in a menu.
 */
export function BulkBar({
  count,
  hidden,
  total,
  items,
  onSelectAll,
  onClear,
}: {
  count: number
  /** How many of the selected rows the filters do not let in. */
  hidden: number
  /** How many rows the filters let in. */
  total: number
  items: MenuItem[]
  onSelectAll: () => void
  onClear: () => void
}) {
  const [first, ...others] = items
  const isAll = count - hidden >= total
  const selectAll = `Select all ${formatCount(total)}`
  if (count === 0 || !first) return null
  return (
    <div className="ts-bulk" role="toolbar" aria-label="Selected">
      <span className="ts-bulk__n" role="status">
        {formatCount(count)} selected
        {hidden > 0 && <span className="ts-sub"> ({formatCount(hidden)} not shown)</span>}
      </span>
      {!isAll && (
        <button type="button" className="ts-linkbtn is-wide" onClick={onSelectAll}>
          {selectAll}
        </button>
      )}
      <BulkButton item={first} />
      {others.map((item) => (
        <BulkButton key={item.label} item={item} isWide />
      ))}
      <span className="is-narrow">
        <Menu
          label="More to do"
          items={isAll ? others : [{ label: selectAll, onSelect: onSelectAll }, ...others]}
        >
          <RhUiEllipsisVerticalIcon className="ts-i" />
        </Menu>
      </span>
      <button
        type="button"
        className="ts-iconbtn"
        aria-label="Clear the selection"
        title="Clear the selection"
        onClick={onClear}
      >
        <RhUiCloseIcon className="ts-i" />
      </button>
    </div>
  )
}

function BulkButton({ item, isWide = false }: { item: MenuItem; isWide?: boolean }) {
  const { label, icon, isApart, isDanger, disabledReason, onSelect } = item
  const className = ['ts-bulk__item', isDanger && 'is-danger', isWide && 'is-wide']
    .filter(Boolean)
    .join(' ')
  return (
    <>
      {isApart && <hr className="is-wide" />}
      <button
        type="button"
        className={className}
        aria-disabled={disabledReason !== undefined}
        title={disabledReason}
        onClick={() => disabledReason === undefined && onSelect()}
      >
        {icon}
        {label}
      </button>
    </>
  )
}
