import type { BulkAction } from '@/domain/bulk'
import { formatCount } from '@/domain/format-count'

/** What an action is called: on its button, before how many, while it runs, and when it is over. */
export const actionWords: Readonly<
  Record<
    BulkAction,
    { verb: string; button?: string; doing: string; done: string; isDanger?: boolean }
  >
> = {
  import: { verb: 'Import again', doing: 'Importing', done: 'Imported' },
  schedule: { verb: 'Schedule', doing: 'Scheduling', done: 'Scheduled' },
  unschedule: { verb: 'Unschedule', doing: 'Unscheduling', done: 'Unscheduled' },
  pullSource: {
    verb: 'Set policy',
    button: 'Set the policy of',
    doing: 'Setting policies',
    done: 'Policies set',
  },
  pullLocal: {
    verb: 'Set policy',
    button: 'Set the policy of',
    doing: 'Setting policies',
    done: 'Policies set',
  },
  pin: { verb: 'Pin', doing: 'Pinning', done: 'Pinned' },
  deleteTags: { verb: 'Delete', doing: 'Deleting', done: 'Deleted', isDanger: true },
  deleteStreams: { verb: 'Delete', doing: 'Deleting', done: 'Deleted', isDanger: true },
}

/** `3 tags`, `1 image stream`. */
export function countWords(action: BulkAction, count: number): string {
  const noun = action === 'deleteStreams' ? 'image stream' : 'tag'
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
}
