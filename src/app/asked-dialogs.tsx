import { useNavigate } from 'react-router'
import { LazyKeyboardHelp } from '@/features/keyboard/lazy-keyboard-help'
import { LazyStreamOperationDialog } from '@/features/stream-operations/lazy-stream-operation-dialog'
import type { AskedOperation } from '@/features/tag-operations/asked-operation'
import { LazyTagOperationDialog } from '@/features/tag-operations/lazy-tag-operation-dialog'
import { RetargetTag } from '@/pages/tag-dialogs'
import { imageStreamPath } from '@/paths'
import type { RecentPlace } from './place'

/** What opens a dialog once the search is closed. */
export type AskedDialog =
  | { kind: 'help' }
  | { kind: 'create'; namespace: string }
  | { kind: 'tag'; asked: AskedOperation }
  | ({ kind: 'retarget' } & RecentPlace)

/** The dialogs that can be asked for in the search. */
export function AskedDialogs({ asked, onClose }: { asked: AskedDialog; onClose: () => void }) {
  const navigate = useNavigate()
  switch (asked.kind) {
    case 'help':
      return <LazyKeyboardHelp onClose={onClose} />
    case 'create':
      return (
        <LazyStreamOperationDialog
          asked={asked}
          onDone={(at) => navigate(imageStreamPath(at.namespace, at.stream))}
          onClose={onClose}
        />
      )
    case 'tag':
      return <LazyTagOperationDialog asked={asked.asked} onClose={onClose} />
    default:
      return <RetargetTag {...asked} onClose={onClose} />
  }
}
