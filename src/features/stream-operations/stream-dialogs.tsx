import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { parseProjectName } from '@/domain/project-name'
import { createStream } from '@/domain/stream-operations/create-stream'
import { deleteStream } from '@/domain/stream-operations/delete-stream'
import { setLookupPolicy } from '@/domain/stream-operations/lookup-policy'
import type { StreamPlace } from '@/domain/stream-operations/stream-operation'
import { parseStreamName } from '@/domain/tag-reference'
import { projectQueries } from '@/queries/projects'
import { Choice, ChoiceGroup } from '@/ui/choice'
import { TextField } from '@/ui/text-field'
import { TypedName } from '@/ui/typed-name'
import type { StreamDialogProps } from './dialog-props'
import { StreamDialog } from './stream-dialog'

/** [P1] A new stream, without tags. */
export function CreateStreamDialog({
  namespace: first,
  onClose,
  onDone,
}: {
  namespace: string
  onClose: () => void
  onDone?: ((at: StreamPlace) => void) | undefined
}) {
  const [namespace, setNamespace] = useState(first)
  const [stream, setStream] = useState('')
  const [localLookup, setLocalLookup] = useState(false)
  const { data: known } = useQuery(projectQueries.list())
  const project = parseProjectName(namespace.trim())
  const name = parseStreamName(stream.trim())
  const operation = createStream({ namespace, stream, localLookup })
  return (
    <StreamDialog
      title="Create an image stream"
      action={stream.trim() === '' ? 'Create' : `Create ${stream.trim()}`}
      operation={operation}
      isDirty={stream !== '' || namespace !== first || localLookup}
      done={`Created ${operation.at.stream}`}
      onDone={() => onDone?.(operation.at)}
      onClose={onClose}
    >
      <TextField
        label="Name"
        value={stream}
        isMono
        problem={stream !== '' && !name.ok ? name.problem : ''}
        onChange={setStream}
      />
      <TextField
        label="Project"
        value={namespace}
        isMono
        problem={namespace !== '' && !project.ok ? project.problem : ''}
        suggestions={(known?.projects ?? []).map((each) => each.name)}
        onChange={setNamespace}
      />
      <ChoiceGroup title="Lookup policy" hint="spec.lookupPolicy">
        <Choice
          type="checkbox"
          name="lookup"
          title="Local lookup"
          isChecked={localLookup}
          onCheck={setLocalLookup}
        >
          Pods of the project may name its tags as their image.
        </Choice>
      </ChoiceGroup>
    </StreamDialog>
  )
}

/** [P1] Whether pods may name its tags. */
export function LookupDialog({ at, imageStream, gone, onClose }: StreamDialogProps) {
  const isOn = imageStream.spec?.lookupPolicy?.local === true
  // What was asked for stays, also when the answer arrives before the dialog is closed.
  const [local] = useState(!isOn)
  const verb = local ? 'on' : 'off'
  return (
    <StreamDialog
      title={`Switch local lookup of ${at.stream} ${verb}`}
      action={`Switch it ${verb}`}
      operation={setLookupPolicy(at, imageStream, local)}
      blocker={gone}
      done={`Local lookup of ${at.stream} is ${verb}`}
      onClose={onClose}
    />
  )
}

/** [P1] The stream goes, and all histories with it. */
export function DeleteStreamDialog({ at, imageStream, gone, onClose, onDone }: StreamDialogProps) {
  const [typed, setTyped] = useState('')
  return (
    <StreamDialog
      title={`Delete image stream ${at.stream}`}
      action={`Delete ${at.stream}`}
      isDanger
      operation={deleteStream(at, imageStream)}
      blocker={gone || (typed.trim() === at.stream ? '' : `Type ${at.stream} to delete it.`)}
      done={`Deleted ${at.stream}`}
      onDone={() => onDone?.(at)}
      onClose={onClose}
    >
      <TypedName name={at.stream} value={typed} onChange={setTyped} />
    </StreamDialog>
  )
}
