import type { ObjectReference } from '@/domain/kinds/image-stream'
import type { Parsed } from '@/domain/parsed'
import type { TagDraft } from '@/domain/tag-draft'
import { referenceTarget } from '@/domain/tag-reference'
import { Choice, ChoiceGroup } from '@/ui/choice'
import { AnnotationRows } from './annotation-rows'
import styles from './retarget-form.module.css'
import { TargetField } from './target-field'
import type { TargetPlace } from './target-place'

/** Every field of a tag reference [E1], each with a word on what it does. */
export function RetargetForm({
  place,
  draft,
  source,
  problems,
  again,
  onChange,
  onAgain,
}: {
  place: TargetPlace
  draft: TagDraft
  /** What the source reads as; a problem while it does not. */
  source: Parsed<ObjectReference>
  problems: Partial<Record<keyof TagDraft, string>>
  again: { isOn: boolean; isForced: boolean }
  onChange: (change: Partial<TagDraft>) => void
  onAgain: (isOn: boolean) => void
}) {
  const isRegistry = source.ok && source.value.kind === 'DockerImage'
  const target = source.ok ? referenceTarget(source.value, place) : null
  const isCopied =
    target !== null && (target.namespace !== place.namespace || target.stream !== place.stream)
  const onlyRegistry = 'Only for a tag that points at a registry.'
  return (
    <>
      <TargetField
        place={place}
        value={draft.from}
        source={source}
        problem={problems.from ?? ''}
        onChange={(from) => onChange({ from })}
      />

      <ChoiceGroup title="Pods pull" hint="reference policy" problem={problems.referencePolicy}>
        <Choice
          type="radio"
          name="referencePolicy"
          title="From the source"
          isChecked={draft.referencePolicy !== 'Local'}
          onCheck={() => onChange({ referencePolicy: 'Source' })}
        >
          The registry that the image came from must be reachable from the nodes.
        </Choice>
        <Choice
          type="radio"
          name="referencePolicy"
          title="Through the internal registry"
          isChecked={draft.referencePolicy === 'Local'}
          onCheck={() => onChange({ referencePolicy: 'Local' })}
        >
          The cluster’s own registry passes the image on, and may keep a copy.
        </Choice>
      </ChoiceGroup>

      <ChoiceGroup
        title="Import"
        hint="import policy"
        problem={problems.scheduled ?? problems.insecure}
      >
        <Choice
          type="checkbox"
          name="scheduled"
          title="Scheduled"
          isChecked={draft.scheduled}
          disabledReason={isRegistry || draft.scheduled ? '' : onlyRegistry}
          onCheck={(scheduled) => onChange({ scheduled })}
        >
          Looks for a newer image about every 15 minutes.
        </Choice>
        <Choice
          type="checkbox"
          name="insecure"
          title="Insecure"
          isChecked={draft.insecure}
          disabledReason={isRegistry || draft.insecure ? '' : onlyRegistry}
          onCheck={(insecure) => onChange({ insecure })}
        >
          Accepts HTTP, and HTTPS with any certificate.
        </Choice>
        <Choice
          type="checkbox"
          name="again"
          title="Take the source once more"
          isChecked={again.isOn && !isCopied}
          disabledReason={againReason(isCopied, again.isForced)}
          onCheck={onAgain}
        >
          {isRegistry ? 'The image is imported again.' : 'The tag is set again, over a push.'}
        </Choice>
      </ChoiceGroup>

      <ChoiceGroup title="Of a list of platforms" hint="import mode" problem={problems.importMode}>
        {importModes.map(({ mode, title, meaning }) => (
          <Choice
            key={mode}
            type="radio"
            name="importMode"
            title={title}
            isChecked={draft.importMode === mode}
            onCheck={() => onChange({ importMode: mode })}
          >
            {meaning}
          </Choice>
        ))}
      </ChoiceGroup>

      <details
        className={`ts-more ${styles.more}`}
        open={draft.reference || draft.annotations.length > 0 || undefined}
      >
        <summary>Reference and annotations</summary>
        <ChoiceGroup title="Import at all" hint="reference" problem={problems.reference}>
          <Choice
            type="checkbox"
            name="reference"
            title="Only name it (reference)"
            isChecked={draft.reference}
            onCheck={(reference) => onChange({ reference })}
          >
            A registry image is not imported; pods pull it from where it is. An image of another
            project is pulled from there, and needs the right to.
          </Choice>
        </ChoiceGroup>
        <AnnotationRows
          annotations={draft.annotations}
          problem={problems.annotations ?? ''}
          onChange={(annotations) => onChange({ annotations })}
        />
      </details>
    </>
  )
}

const importModes: { mode: TagDraft['importMode']; title: string; meaning: string }[] = [
  { mode: '', title: 'As the cluster does', meaning: 'The cluster’s default is taken.' },
  { mode: 'Legacy', title: 'Take one (Legacy)', meaning: 'The platform of this cluster.' },
  {
    mode: 'PreserveOriginal',
    title: 'Keep all (PreserveOriginal)',
    meaning: 'Each node pulls its own.',
  },
]

function againReason(isCopied: boolean, isForced: boolean): string {
  if (isCopied) return 'What another stream holds is taken when it is chosen, and not again.'
  return isForced ? 'Saving does so: the source is new, or nothing else is changed.' : ''
}
