import { RhUiAddIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-add-icon'
import { RhUiEditIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-edit-icon'
import { RhUiMinusCircleIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-minus-circle-icon'
import type { DifferenceKind } from '@/domain/image-comparison'

/** What became of something from the left image to the right one: an icon and a word. */
export function DifferenceWord({ kind }: { kind: DifferenceKind }) {
  const looks = {
    same: null,
    added: <RhUiAddIcon className="ts-i ts-ok" />,
    removed: <RhUiMinusCircleIcon className="ts-i ts-bad" />,
    changed: <RhUiEditIcon className="ts-i ts-warn" />,
  }
  return (
    <span className="ts-row ts-nowrap">
      {looks[kind]}
      {kind}
    </span>
  )
}
