import { Modal } from '@patternfly/react-core/dist/esm/components/Modal/Modal'
import { useId, useRef, useState } from 'react'
import { specTag, tagNames } from '@/domain/image-stream'
import { draftOf, draftProblems, type TagDraft } from '@/domain/tag-draft'
import { seenTag } from '@/domain/tag-operations/seen-tag'
import { undoWrites } from '@/domain/tag-operations/undo-tag'
import { tagPatch } from '@/domain/tag-patch'
import { parseTagReference } from '@/domain/tag-reference'
import { useChangeTag } from '@/mutations/change-tag'
import { RetargetConflict as Conflict } from '@/mutations/retarget-failure'
import { useRetargetTag } from '@/mutations/retarget-tag'
import { useDoneToast } from '@/ui/done-toast'
import { differences, mergeDrafts, type Sides } from './draft-fields'
import type { DraftView } from './draft-views'
import { RetargetConflict } from './retarget-conflict'
import styles from './retarget-dialog.module.css'
import { RetargetEditor } from './retarget-editor'
import { RetargetFooter } from './retarget-footer'
import { shortened } from './retarget-preview'
import type { TargetPlace } from './target-place'
import { useVerdict } from './verdict'
import { noYaml, type YamlDraft } from './yaml-draft'

/**
 * Changes what a tag points at [E1]. It remembers what the person saw: when the tag moves meanwhile,
 * theirs is shown beside mine, and nothing typed is ever replaced or lost.
 */
export function RetargetDialog({
  namespace,
  stream,
  tag,
  imageStream,
  initialFrom,
  onClose,
}: TargetPlace & {
  /** What is filled in as the new target, as a person would write it; nothing is sent by that. */
  initialFrom?: string
  onClose: () => void
}) {
  const at = { namespace, stream, tag }
  const name = `${stream}:${tag}`
  const titleId = useId()
  const say = useDoneToast()
  const retarget = useRetargetTag(at)
  const undo = useChangeTag()

  const current = imageStream && specTag(imageStream, tag)
  const isGone = !imageStream || !tagNames(imageStream).includes(tag)
  const [seen, setSeen] = useState(current)
  const [opened] = useState<TagDraft>(() => ({
    ...draftOf(current),
    ...(initialFrom === undefined ? {} : { from: initialFrom }),
  }))
  const [draft, setDraft] = useState(opened)
  const [sides, setSides] = useState<Sides>({})
  const [view, setView] = useState<DraftView>('form')
  const [yaml, setYaml] = useState<YamlDraft>(noYaml)
  const [isAgain, setIsAgain] = useState(false)
  const [isComparing, setIsComparing] = useState(false)
  const [isLeaving, setIsLeaving] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  const base = draftOf(seen)
  // The server knows more than what has arrived here, where it refused because of it.
  const latest = retarget.error instanceof Conflict ? retarget.error.current : current
  const theirs = draftOf(latest)
  const isMoved = differences(base, theirs).length > 0 && differences(theirs, draft).length > 0
  // While saving, what arrives may be the own change.
  const hasConflict = isMoved && !isGone && !retarget.isPending && !retarget.isSuccess
  const isChoosing = hasConflict && isComparing
  const from = isChoosing ? latest : seen
  const merged = isChoosing ? mergeDrafts({ base, theirs, mine: draft }, sides) : draft

  const problems = draftProblems(merged, at, from)
  const patch = tagPatch(from, merged, { again: isAgain, at })
  const isEmpty = patch.every(({ op }) => op === 'test')
  const blocker = isGone
    ? 'The tag does not exist any more'
    : yaml.problem || firstProblem(problems) || (isEmpty ? 'Nothing is changed yet' : '')
  const verdict = useVerdict(at, blocker === '' && hasConflict === isChoosing ? patch : null)
  const changes = differences(draftOf(from), merged)
  const isSourceNew = changes.some(({ key }) => key === 'from')
  const isForced = isSourceNew || changes.length === 0

  function save() {
    if (blocker !== '' || retarget.isPending) return
    if (hasConflict && !isChoosing) return setIsComparing(true)
    const held = imageStream && seenTag(imageStream, tag)
    retarget.mutate(
      { patch },
      {
        onSuccess: ({ tag: after }) => {
          const writes = undoWrites({
            at,
            write: { how: 'patch', patch },
            before: held && { ...held, spec: from },
            after: after ?? undefined,
            uid: held?.uid ?? '',
          })
          say({
            title: `Retargeted ${name}`,
            body: merged.from && `It points at ${shortened(merged.from)}`,
            name,
            isNew: false,
            undo: writes.length > 0 ? () => undo.mutateAsync({ at, writes }) : null,
          })
          onClose()
        },
        onError: (error) => error instanceof Conflict && setIsComparing(true),
      },
    )
  }

  function handleChange(change: Partial<TagDraft>) {
    setDraft((before) => ({ ...before, ...change }))
    setIsLeaving(false)
    if (retarget.isError) retarget.reset()
  }

  function handleYaml(next: YamlDraft, said?: TagDraft) {
    setYaml(next)
    handleChange(said ?? {})
  }

  function handleBackToEditing() {
    setSeen(latest)
    setDraft(merged)
    setSides({})
    setIsComparing(false)
    retarget.reset()
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[role="combobox"]')?.focus(),
    )
  }

  /** The key is pressed too easily to throw away at once what somebody wrote. */
  const isWritten = differences(base, draft).length > 0 && differences(opened, draft).length > 0
  const isEscapeHeld = !isLeaving && (isWritten || yaml.problem !== '')

  /** The modal hears of the key before anything inside it does, so it asks for open lists itself. */
  function handleEscape() {
    if (hasOpenList(form.current)) return
    if (isEscapeHeld) setIsLeaving(true)
    else handleClose()
  }

  function handleClose() {
    if (!retarget.isPending) onClose()
  }

  return (
    <Modal
      isOpen
      aria-labelledby={titleId}
      className={`ts-dialog ${styles.dialog}`}
      elementToFocus={`.${styles.form} [role="combobox"]`}
      onClose={handleClose}
      onEscapePress={handleEscape}
    >
      <form
        ref={form}
        onKeyDown={(event) => {
          // The focus trap listens further out, and would let go of the focus.
          if (event.key === 'Escape' && isEscapeHeld) event.stopPropagation()
        }}
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <header className={`ts-dialog__head ${styles.head}`}>
          <h2 id={titleId}>
            {isChoosing ? `${name} was changed by someone else` : `Retarget ${name}`}
          </h2>
        </header>
        {isChoosing ? (
          <div className="ts-dialog__body ts-dialog__body--one">
            <RetargetConflict
              name={name}
              base={base}
              theirs={theirs}
              mine={draft}
              sides={sides}
              onChoose={(key, side) => setSides((before) => ({ ...before, [key]: side }))}
            />
          </div>
        ) : (
          <RetargetEditor
            place={{ ...at, imageStream }}
            seen={seen}
            draft={draft}
            source={parseTagReference(draft.from)}
            problems={problems}
            again={{ isOn: isAgain || isForced, isForced }}
            verdict={verdict}
            hasConflict={hasConflict}
            isGone={isGone}
            error={retarget.error instanceof Conflict ? null : retarget.error}
            onChange={handleChange}
            view={view}
            onView={setView}
            yaml={yaml}
            onYaml={handleYaml}
            onAgain={setIsAgain}
            onCompare={() => setIsComparing(true)}
          />
        )}
        <RetargetFooter
          tag={tag}
          conflict={isChoosing ? 'choosing' : hasConflict ? 'noticed' : 'none'}
          isSaving={retarget.isPending}
          isLeaving={isLeaving}
          blocker={blocker}
          verdict={verdict}
          onCancel={handleClose}
          onBack={handleBackToEditing}
        />
      </form>
    </Modal>
  )
}

/** What Escape closes before it closes the dialog: a list of completions, a panel of the editor. */
function hasOpenList(form: HTMLElement | null): boolean {
  if (form?.querySelector('[role="combobox"][aria-expanded="true"]')) return true
  return [...(form?.querySelectorAll('[data-code] *') ?? [])].some(({ shadowRoot }) =>
    shadowRoot?.querySelector('.cm-tooltip-autocomplete, .cm-panel'),
  )
}

function firstProblem(problems: Partial<Record<keyof TagDraft, string>>): string {
  return Object.values(problems).find(Boolean) ?? ''
}
