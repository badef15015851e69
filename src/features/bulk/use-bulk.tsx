import { RhUiClockIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-clock-icon'
import { RhUiSettingsIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-settings-icon'
import { RhUiSyncIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-sync-icon'
import { RhUiThumbtackFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-thumbtack-fill-icon'
import { RhUiTrashIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-trash-icon'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { type BulkTarget, tagTargets } from '@/domain/bulk-target'
import { BulkBar } from '@/ui/bulk-bar'
import type { MenuItem } from '@/ui/menu'
import { Opening } from '@/ui/opening'
import { patiently } from '@/ui/patiently'
import { type ListBulk, useSelection } from '@/ui/selection'
import type { BulkChoice } from './action-choice'

const BulkDialog = lazy(async () => ({
  default: (await patiently(() => import('./bulk-dialog'))).BulkDialog,
}))

interface Asked {
  choice: BulkChoice
  targets: BulkTarget[]
}

export interface Bulk extends ListBulk {
  /** To be shown beside the list, which may have nothing left to show when all were deleted. */
  dialog: ReactNode
}

/**
 * Lets the rows of a list be selected, and the same be done to all of them [E13]. `find` gives what a
 * key stands for now; what is gone counts no more.
 */
export function useBulkSelection(find: (key: string) => BulkTarget | undefined): Bulk {
  const selection = useSelection()
  const [asked, setAsked] = useState<Asked | null>(null)

  function ask(...choice: BulkChoice) {
    const selected = [...selection.keys].flatMap((key) => find(key) ?? [])
    const isOfStreams = choice[0] === 'deleteStreams'
    // Of a stream all tags are meant, unless it is the stream that goes.
    const targets = selected.flatMap((target) =>
      target.tag || isOfStreams ? [target] : tagTargets(target.stream),
    )
    setAsked({ choice, targets })
  }

  return {
    selection,
    bar: (shown) => {
      const targets = [...selection.keys].flatMap((key) => find(key) ?? [])
      const isOfStreams = targets[0]?.tag === null
      const visible = new Set(selection.keys.size > 0 ? shown : [])
      return (
        <BulkBar
          count={targets.length}
          hidden={targets.filter(({ key }) => !visible.has(key)).length}
          total={shown.length}
          items={itemsOf(isOfStreams, ask)}
          onSelectAll={() => selection.set(shown, true)}
          onClear={selection.clear}
        />
      )
    },
    dialog: asked && (
      <Suspense fallback={<Opening />}>
        <BulkDialog {...asked} onClose={() => setAsked(null)} />
      </Suspense>
    ),
  }
}

function itemsOf(isOfStreams: boolean, ask: (...choice: BulkChoice) => void): MenuItem[] {
  return [
    {
      label: 'Import again',
      icon: <RhUiSyncIcon className="ts-i" />,
      onSelect: () => ask('import'),
    },
    {
      label: 'Schedule',
      icon: <RhUiClockIcon className="ts-i" />,
      onSelect: () => ask('schedule', 'unschedule'),
    },
    {
      label: 'Pin',
      icon: <RhUiThumbtackFillIcon className="ts-i" />,
      onSelect: () => ask('pin'),
    },
    {
      label: 'Reference policy',
      icon: <RhUiSettingsIcon className="ts-i" />,
      onSelect: () => ask('pullSource', 'pullLocal'),
    },
    {
      label: 'Delete',
      icon: <RhUiTrashIcon className="ts-i" />,
      isDanger: true,
      isApart: true,
      onSelect: () => ask(isOfStreams ? 'deleteStreams' : 'deleteTags'),
    },
  ]
}
