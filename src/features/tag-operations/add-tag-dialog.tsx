import { useState } from 'react'
import type { ImageStream } from '@/domain/kinds/image-stream'
import { draftKind, draftOf, draftProblems, type TagDraft } from '@/domain/tag-draft'
import { addTag } from '@/domain/tag-operations/add-tag'
import { seenTag } from '@/domain/tag-operations/seen-tag'
import { Choice, ChoiceGroup } from '@/ui/choice'
import { InsecureChoice, PullChoice, ScheduledChoice } from '@/ui/policy-choices'
import { TextField } from '@/ui/text-field'
import { OperationDialog } from './operation-dialog'
import { useSeen } from './seen-state'

const empty = draftOf(undefined)

/** A new tag of a stream: its name, what it points at, and the policies that matter at the start. */
export function AddTagDialog({
  namespace,
  stream,
  imageStream,
  gone,
  onClose,
  onDone,
}: {
  namespace: string
  stream: string
  imageStream: ImageStream
  gone: string
  onClose: () => void
  onDone: (() => void) | undefined
}) {
  const [tag, setTag] = useState('')
  const [draft, setDraft] = useState<TagDraft>(empty)
  const change = (part: Partial<TagDraft>) => setDraft((before) => ({ ...before, ...part }))
  const operation = addTag({ namespace, stream, imageStream, tag, draft })
  const { at } = operation
  const seen = useSeen(at.tag, seenTag(imageStream, at.tag), true)
  const fromProblem = draftProblems(draft, at).from ?? ''
  const isRegistry = draftKind(draft) === 'DockerImage'
  const onlyRegistry = isRegistry ? '' : 'Only for a tag that points at a registry.'
  const isNameWrong = tag !== '' && operation.write === null && operation.blocker !== fromProblem
  return (
    <OperationDialog
      title={`Add a tag to ${stream}`}
      action={at.tag === '' ? 'Add tag' : `Add ${at.tag}`}
      operation={operation}
      seen={seen}
      blocker={gone}
      isDirty={tag !== '' || draft !== empty}
      done={{ title: `Added ${stream}:${at.tag}`, body: `It points at ${draft.from.trim()}` }}
      onDone={onDone}
      onClose={onClose}
    >
      <TextField
        label="Tag"
        hint={`of ${stream}`}
        value={tag}
        isMono
        problem={isNameWrong ? operation.blocker : ''}
        onChange={setTag}
      />
      <TextField
        label="Point at"
        hint="tag, image or registry"
        value={draft.from}
        isMono
        problem={draft.from === '' ? '' : fromProblem}
        onChange={(from) => change({ from })}
      >
        As in quay.io/org/app:v1, {stream}:prod, or project/stream:tag.
      </TextField>
      <ChoiceGroup title="Import" hint="import policy">
        <ScheduledChoice
          isChecked={draft.scheduled}
          disabledReason={draft.scheduled ? '' : onlyRegistry}
          onCheck={(scheduled) => change({ scheduled })}
        />
        <Choice
          type="checkbox"
          name="platforms"
          title="Keep all platforms"
          isChecked={draft.importMode === 'PreserveOriginal'}
          disabledReason={draft.importMode === '' ? onlyRegistry : ''}
          onCheck={(isOn) => change({ importMode: isOn ? 'PreserveOriginal' : '' })}
        >
          Of a list of platforms each node pulls its own (PreserveOriginal).
        </Choice>
        <InsecureChoice
          isChecked={draft.insecure}
          disabledReason={draft.insecure ? '' : onlyRegistry}
          onCheck={(insecure) => change({ insecure })}
        />
      </ChoiceGroup>
      <PullChoice
        value={draft.referencePolicy}
        onChange={(referencePolicy) => change({ referencePolicy })}
      />
    </OperationDialog>
  )
}
