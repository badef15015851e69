import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { shortDigest } from '@/domain/digest'
import { tagHistory } from '@/domain/image-stream'
import { shellCommand } from '@/domain/shell-word'
import { historyEntries } from '@/domain/tag-history'
import { type CopiedImage, copyProblems, copyTag } from '@/domain/tag-operations/copy-tag'
import { seenTag } from '@/domain/tag-operations/seen-tag'
import type { TagOperation } from '@/domain/tag-operations/tag-operation'
import { useCreateProject } from '@/mutations/create-project'
import { failureOf } from '@/queries/failure'
import { imageStreamQueries } from '@/queries/image-streams'
import { projectQueries } from '@/queries/projects'
import { Choice, ChoiceGroup } from '@/ui/choice'
import { TextField } from '@/ui/text-field'
import type { TagDialogProps } from './dialog-props'
import { OperationDialog } from './operation-dialog'
import { useSeen } from './seen-state'

/**
 * [E6] The image of the tag is given to a tag of any stream and project, which are made where they
 * are missing. With a revision it is the image of that entry of the history, to be kept [E8] under
 * a name of its own in the same stream.
 */
export function CopyDialog({
  at,
  imageStream,
  gone,
  revision,
  onClose,
  onDone,
}: TagDialogProps & { revision: number | undefined }) {
  const source = copiedImage({ at, imageStream, revision })
  const isKept = revision !== undefined
  const first = {
    namespace: at.namespace,
    stream: at.stream,
    tag: isKept && source.image ? `${at.tag}-${shortDigest(source.image).slice(0, 7)}` : '',
    isReference: false,
  }
  const [target, setTarget] = useState(first)
  const change = (part: Partial<typeof target>) => setTarget((before) => ({ ...before, ...part }))
  const [namespace, stream, tag] = [target.namespace, target.stream, target.tag].map((text) =>
    text.trim(),
  ) as [string, string, string]
  const problems = copyProblems(target)
  const place = usePlace(namespace, stream, !problems.namespace && !problems.stream)
  const isSameTag = namespace === at.namespace && stream === at.stream && tag === at.tag
  const current = place.imageStream && seenTag(place.imageStream, tag)
  const seen = useSeen(`${namespace}/${stream}:${tag}`, current, place.isKnown)
  const createProject = useCreateProject()
  const operation = withProject(
    copyTag({ source, target, stream: place.imageStream }),
    place.isNewProject,
  )
  const isDirty = JSON.stringify(target) !== JSON.stringify(first)
  const name = `${at.stream}:${at.tag}`
  const written = namespace === at.namespace ? `${stream}:${tag}` : `${namespace}/${stream}:${tag}`

  return (
    <OperationDialog
      title={isKept ? `Keep ${source.name}` : `Promote ${name}`}
      action={
        tag === ''
          ? isKept
            ? 'Keep'
            : 'Promote'
          : `${isKept ? 'Keep as' : 'Promote to'} ${written}`
      }
      operation={operation}
      seen={seen}
      blocker={
        isSameTag
          ? 'That is the tag itself. Choose another tag, stream or project.'
          : gone || place.problem || (place.isKnown ? '' : 'Looking what is there…')
      }
      noDryRun={
        place.isNewProject ? `The server cannot be asked before project ${namespace} exists.` : ''
      }
      {...(place.isNewProject && { prepare: () => createProject.mutateAsync(namespace) })}
      isDirty={isDirty}
      done={{
        title: isKept ? `Kept as ${written}` : `Promoted ${name} to ${written}`,
        body: `It holds ${source.image ? shortDigest(source.image) : source.reference}.`,
      }}
      onDone={onDone}
      onClose={onClose}
    >
      <TextField
        label="Project"
        value={target.namespace}
        isMono
        problem={target.namespace === '' ? '' : (problems.namespace ?? '')}
        suggestions={place.projects}
        onChange={(text) => change({ namespace: text })}
      >
        {place.isNewProject &&
          `There is no project ${namespace} that you may see. It is made first.`}
      </TextField>
      <TextField
        label="Image stream"
        value={target.stream}
        isMono
        problem={target.stream === '' ? '' : (problems.stream ?? '')}
        suggestions={place.streams}
        onChange={(text) => change({ stream: text })}
      >
        {place.isKnown &&
          stream !== '' &&
          !place.imageStream &&
          'There is none of this name: it is made.'}
      </TextField>
      <TextField
        label="Tag"
        value={target.tag}
        isMono
        problem={target.tag === '' ? '' : (problems.tag ?? '')}
        suggestions={place.tags}
        onChange={(text) => change({ tag: text })}
      >
        {current
          ? current.image
            ? `It is there, and holds ${shortDigest(current.image)} now. Its policies and annotations stay.`
            : 'It is there, and holds no image yet. Its policies and annotations stay.'
          : 'A new name, or a tag that is to hold the image from now on.'}
      </TextField>
      {namespace !== at.namespace && (
        <ChoiceGroup title="Pods pull" hint="reference">
          <Choice
            type="checkbox"
            name="reference"
            title={`Keep pulling from ${at.namespace}`}
            isChecked={target.isReference}
            onCheck={(isReference) => change({ isReference })}
          >
            Pods of {namespace || 'the other project'} then need the right to pull from{' '}
            {at.namespace}/{at.stream}.
          </Choice>
        </ChoiceGroup>
      )}
    </OperationDialog>
  )
}

function copiedImage({
  at,
  imageStream,
  revision,
}: Pick<TagDialogProps, 'at' | 'imageStream'> & { revision: number | undefined }): CopiedImage {
  const { namespace, stream, tag } = at
  const event =
    revision === undefined
      ? tagHistory(imageStream, tag)[0]
      : historyEntries(imageStream, tag).find((entry) => entry.revision === revision)?.event
  const image = event?.image ?? ''
  return {
    namespace,
    stream,
    name: revision === undefined ? `${stream}:${tag}` : `${stream}@${shortDigest(image)}`,
    image,
    reference: event?.dockerImageReference ?? '',
  }
}

/** What is where the image is to go, as far as it may be seen. */
function usePlace(namespace: string, stream: string, isWritten: boolean) {
  const { data: known } = useQuery(projectQueries.list())
  const projects = (known?.projects ?? []).map(({ name }) => name)
  const isNewProject = known?.mayList === true && isWritten && !projects.includes(namespace)
  const isRead = isWritten && !isNewProject
  const { data: rows } = useQuery({
    ...imageStreamQueries.rows(namespace),
    enabled: isRead && projects.includes(namespace),
  })
  const detail = useQuery({
    ...imageStreamQueries.detail(namespace, stream),
    enabled: isRead && stream !== '',
  })
  const imageStream = isRead ? detail.data : undefined
  return {
    projects,
    streams: isRead ? (rows?.rows ?? []).map(({ name }) => name) : [],
    tags: imageStream
      ? (rows?.rows.find(({ name }) => name === stream)?.tags ?? []).map(({ name }) => name)
      : [],
    imageStream,
    isNewProject,
    /** Whether it has been looked at. */
    isKnown: isNewProject || detail.dataUpdatedAt > 0,
    problem:
      isRead && detail.error && detail.dataUpdatedAt === 0
        ? `What is there cannot be seen: ${failureOf(detail.error).message}`
        : '',
  }
}

/** The same with the project made first. */
function withProject(operation: TagOperation, isNew: boolean): TagOperation {
  if (!isNew || !operation.write) return operation
  const { namespace } = operation.at
  return {
    ...operation,
    sentences: [`Project ${namespace} is made first, and is yours.`, ...operation.sentences],
    command: `${shellCommand(['oc', 'new-project', namespace])} && ${operation.command}`,
    // What one may do in a project of one's own cannot be asked before it is there.
    rights: [
      { verb: 'create', resource: 'projectrequests', group: 'project.openshift.io' },
      ...operation.rights.filter((right) => right.namespace !== namespace),
    ],
  }
}
