import { RhUiUndoIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-undo-icon'
import { ThumbtackIcon } from '@patternfly/react-icons/dist/esm/icons/thumbtack-icon'
import { missingRightsText, type Right } from '@/domain/right'
import type { HistoryEntry } from '@/domain/tag-history'
import { useMissingRights } from '@/queries/missing-rights'
import { Button } from '@/ui/button'
import type { AskedTagOperation } from './asked-operation'

/** What can be done with an entry of a tag's history: roll back to it [E5], keep it [E8]. */
export function HistoryActions({
  namespace,
  stream,
  tag,
  entry,
  isGone,
  onAsk,
}: {
  namespace: string
  stream: string
  tag: string
  entry: HistoryEntry
  /** The image was pruned. */
  isGone: boolean
  onAsk: (asked: AskedTagOperation) => void
}) {
  const { revision, isCurrent, event } = entry
  const name = `${stream}:${tag}`
  const right: Right = { verb: 'patch', resource: 'imagestreamtags', namespace }
  // A history of many tags asks once for the project, and by name only where that is refused.
  const isLimited = useMissingRights([right]).length > 0
  const mayNot = missingRightsText(useMissingRights([{ ...right, name }], isLimited))
  const gone = isGone ? 'The image was pruned: the cluster does not have it any more.' : ''
  const ask = (kind: 'rollBack' | 'keep') => () => onAsk({ kind, namespace, stream, tag, revision })
  return (
    <>
      {!isCurrent && (
        <Button
          variant="secondary"
          icon={<RhUiUndoIcon className="ts-i" />}
          aria-label={`Roll back to revision ${revision} of ${tag}`}
          {...closed(gone || mayNot)}
          onClick={ask('rollBack')}
        >
          Roll back
        </Button>
      )}
      {!isCurrent && event.image !== '' && (
        <Button
          variant="link"
          icon={<ThumbtackIcon className="ts-i" />}
          aria-label={`Keep the image of revision ${revision} of ${tag}`}
          {...closed(gone)}
          onClick={ask('keep')}
        >
          Keep
        </Button>
      )}
    </>
  )
}

function closed(reason: string): { disabledReason?: string } {
  return reason === '' ? {} : { disabledReason: reason }
}
