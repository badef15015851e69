import { RhUiBuildIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-build-icon'
import { RhUiContainerIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-container-icon'
import type { WorkloadKind } from '@/domain/kinds/workload'

/** What builds is told from what runs; the kind's name stands beside it. */
export function WorkloadIcon({ kind }: { kind: WorkloadKind }) {
  return kind === 'BuildConfig' ? (
    <RhUiBuildIcon className="ts-i" />
  ) : (
    <RhUiContainerIcon className="ts-i" />
  )
}
