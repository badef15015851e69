import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { shortDigest } from '@/domain/digest'
import { type HistoryEntry, historyEntries } from '@/domain/tag-history'
import { rollBackTag } from '@/domain/tag-operations/pin-tag'
import { seenTag } from '@/domain/tag-operations/seen-tag'
import { readable } from '@/domain/untrusted'
import { failureOf } from '@/queries/failure'
import { imageStreamImageQueries } from '@/queries/image-stream-images'
import { Choice, ChoiceGroup } from '@/ui/choice'
import { RelativeTime } from '@/ui/relative-time'
import type { TagDialogProps } from './dialog-props'
import { OperationDialog } from './operation-dialog'
import { RememberChoice } from './remember-choice'
import { useSeen } from './seen-state'

const most = 20

/** [E5] The tag goes back to an entry of its history, if the image is still there. */
export function RollBackDialog({
  at,
  imageStream,
  gone,
  revision,
  onClose,
  onDone,
}: TagDialogProps & { revision: number | undefined }) {
  const entries = historyEntries(imageStream, at.tag)
  const older = entries.filter(({ isCurrent }) => !isCurrent)
  const [chosen, setChosen] = useState(revision ?? older[0]?.revision ?? 0)
  const [isRemembered, setIsRemembered] = useState(false)
  const seen = useSeen(at.tag, seenTag(imageStream, at.tag), true)
  const entry = entries.find((each) => each.revision === chosen)
  const isPruned = useIsPruned(at.namespace, at.stream, entry?.event.image ?? '')
  const name = `${at.stream}:${at.tag}`
  return (
    <OperationDialog
      title={`Roll back ${name}`}
      action={`Roll back ${at.tag}`}
      operation={rollBackTag({
        at,
        stream: imageStream,
        seen: seen.tag,
        index: entry?.index ?? -1,
        isPruned,
        isRemembered,
      })}
      seen={seen}
      blocker={gone}
      isDirty={chosen !== (revision ?? older[0]?.revision ?? 0)}
      done={{
        title: `Rolled back ${name}`,
        body: entry && `It holds ${whatOf(entry)} again, revision ${entry.revision}.`,
      }}
      onDone={onDone}
      onClose={onClose}
    >
      {older.length === 0 ? (
        <p className="ts-fg">The history has nothing older to go back to.</p>
      ) : (
        <ChoiceGroup title="Back to" hint="newest first">
          {older.slice(0, most).map((each) => (
            <Choice
              key={each.revision}
              type="radio"
              name="revision"
              title={`Revision ${each.revision}: ${whatOf(each)}`}
              isChecked={each.revision === chosen}
              onCheck={() => setChosen(each.revision)}
            >
              {at.tag} {readable(each.phrase)}, <RelativeTime at={each.event.created} />
            </Choice>
          ))}
        </ChoiceGroup>
      )}
      {older.length > most && (
        <p className="ts-sub">Older ones are in the history of the tag, with a button each.</p>
      )}
      <RememberChoice seen={seen.tag} isChecked={isRemembered} onChange={setIsRemembered} />
    </OperationDialog>
  )
}

function whatOf({ event }: HistoryEntry): string {
  return event.image ? shortDigest(event.image) : readable(event.dockerImageReference)
}

/** Whether the cluster does not have the image any more (S-29); undefined while that is not known. */
function useIsPruned(namespace: string, stream: string, digest: string): boolean | undefined {
  const { data, error } = useQuery({
    ...imageStreamImageQueries.detail(namespace, stream, digest),
    // What was read once stays true but for this: whether it is still there.
    staleTime: 0,
    enabled: digest !== '',
  })
  if (data) return false
  return error && failureOf(error).kind === 'notFound' ? true : undefined
}
