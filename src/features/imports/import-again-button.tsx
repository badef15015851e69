import { RhUiSyncIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-sync-icon'
import type { StreamRow } from '@/domain/stream-row'
import { Button } from '@/ui/button'
import { useImportAgain } from './use-import-again'

/** Imports a tag again, with its own policy [E11]. */
export function ImportAgainButton({
  stream,
  tag,
  variant,
  isNamed = false,
}: {
  stream: StreamRow
  tag: string
  variant: 'primary' | 'secondary'
  /** Where several stand on one page, a screen reader hears which tag is meant. */
  isNamed?: boolean
}) {
  const { run, isPending, disabledReason } = useImportAgain(stream, tag)
  const label = isPending ? 'Importing…' : 'Import again'
  return (
    <Button
      variant={variant}
      icon={<RhUiSyncIcon className="ts-i" />}
      {...(isNamed && { 'aria-label': `${label}: ${stream.name}:${tag}` })}
      {...(disabledReason !== undefined && { disabledReason })}
      onClick={run}
    >
      {label}
    </Button>
  )
}
