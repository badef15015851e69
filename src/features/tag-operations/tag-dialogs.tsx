import { useState } from 'react'
import { aliasTag } from '@/domain/tag-operations/alias-tag'
import { deleteTag } from '@/domain/tag-operations/delete-tag'
import { pinTag, resumeTag } from '@/domain/tag-operations/pin-tag'
import { seenTag } from '@/domain/tag-operations/seen-tag'
import { untrackTag } from '@/domain/tag-operations/untrack-tag'
import { TextField } from '@/ui/text-field'
import { TypedName } from '@/ui/typed-name'
import type { TagDialogProps } from './dialog-props'
import { OperationDialog } from './operation-dialog'
import { RememberChoice } from './remember-choice'
import { useSeen } from './seen-state'

/** [E7] Another name for the tag, in the same stream, that moves along. */
export function AliasDialog({ at, imageStream, gone, onClose, onDone }: TagDialogProps) {
  const [alias, setAlias] = useState('')
  const wanted = aliasTag({ source: at, alias, stream: imageStream })
  const current = seenTag(imageStream, wanted.at.tag)
  const seen = useSeen(wanted.at.tag, current, true)
  const name = `${at.stream}:${at.tag}`
  const isWritten = alias.trim() !== ''
  return (
    <OperationDialog
      title={`Add an alias of ${name}`}
      action={isWritten ? `Let ${alias.trim()} follow ${at.tag}` : 'Add alias'}
      operation={wanted}
      seen={seen}
      blocker={gone}
      isDirty={isWritten}
      done={{
        title: `${at.stream}:${wanted.at.tag} follows ${name}`,
        body: 'It moves whenever that moves.',
      }}
      onDone={onDone}
      onClose={onClose}
    >
      <TextField
        label="Tag"
        hint={`of ${at.stream}`}
        value={alias}
        isMono
        problem={isWritten ? wanted.blocker : ''}
        onChange={setAlias}
      >
        {current
          ? `${wanted.at.tag} is there already, and will follow ${at.tag} from then on.`
          : 'A new name, or a tag of the stream that shall follow from now on.'}
      </TextField>
    </OperationDialog>
  )
}

/** [E8] The tag stays on the image that it holds. */
export function PinDialog({ at, imageStream, gone, onClose, onDone }: TagDialogProps) {
  const [isRemembered, setIsRemembered] = useState(false)
  const seen = useSeen(at.tag, seenTag(imageStream, at.tag), true)
  const name = `${at.stream}:${at.tag}`
  return (
    <OperationDialog
      title={`Pin ${name}`}
      action={`Pin ${at.tag}`}
      operation={pinTag({ at, stream: imageStream, seen: seen.tag, isRemembered })}
      seen={seen}
      blocker={gone}
      done={{ title: `Pinned ${name}`, body: 'It stays on its image until somebody moves it.' }}
      onDone={onDone}
      onClose={onClose}
    >
      <p className="ts-fg">
        The tag stays on the image that it holds now, whatever becomes of its source. While it does,
        the image is not pruned.
      </p>
      <RememberChoice seen={seen.tag} isChecked={isRemembered} onChange={setIsRemembered} />
    </OperationDialog>
  )
}

/** The tag takes its source again, or what it followed before it was pinned. */
export function ResumeDialog({ at, imageStream, gone, onClose, onDone }: TagDialogProps) {
  const seen = useSeen(at.tag, seenTag(imageStream, at.tag), true)
  const name = `${at.stream}:${at.tag}`
  return (
    <OperationDialog
      title={`Follow again: ${name}`}
      action={`Let ${at.tag} follow again`}
      operation={resumeTag({ at, stream: imageStream, seen: seen.tag })}
      seen={seen}
      blocker={gone}
      done={{ title: `${name} follows its source again` }}
      onDone={onDone}
      onClose={onClose}
    >
      <p className="ts-fg">
        {seen.tag?.isPushedOver
          ? 'A push moved the tag away from what it points at. It takes its source again; the pushed image stays in the history.'
          : 'The tag points again at what it followed before it was pinned or rolled back.'}
      </p>
    </OperationDialog>
  )
}

/** [E9] The tag keeps image and history, and follows nothing. */
export function UntrackDialog({ at, imageStream, gone, onClose, onDone }: TagDialogProps) {
  const seen = useSeen(at.tag, seenTag(imageStream, at.tag), true)
  const name = `${at.stream}:${at.tag}`
  return (
    <OperationDialog
      title={`Untrack ${name}`}
      action={`Untrack ${at.tag}`}
      operation={untrackTag({ at, stream: imageStream, seen: seen.tag })}
      seen={seen}
      blocker={gone}
      done={{ title: `Untracked ${name}`, body: 'Only a push moves it from now on.' }}
      onDone={onDone}
      onClose={onClose}
    >
      <p className="ts-fg">
        The reference of the tag is taken away: what it points at, its policies and its annotations.
        The image and the history stay.
      </p>
    </OperationDialog>
  )
}

/** [E10] The tag goes, and its history with it. */
export function DeleteTagDialog({ at, imageStream, gone, onClose, onDone }: TagDialogProps) {
  const [typed, setTyped] = useState('')
  const seen = useSeen(at.tag, seenTag(imageStream, at.tag), true)
  const name = `${at.stream}:${at.tag}`
  return (
    <OperationDialog
      title={`Delete ${name}`}
      action={`Delete ${at.tag}`}
      isDanger
      operation={deleteTag({ at, stream: imageStream, seen: seen.tag })}
      seen={seen}
      blocker={gone || (typed.trim() === at.tag ? '' : `Type ${at.tag} to delete it.`)}
      done={{ title: `Deleted ${name}` }}
      onDone={onDone}
      onClose={onClose}
    >
      <p className="ts-fg">
        A deleted tag does not come back, and its history neither. To keep the image under another
        name, copy the tag first; to only stop following, untrack it.
      </p>
      <TypedName name={at.tag} value={typed} onChange={setTyped} />
    </OperationDialog>
  )
}
