import type { ObjectReference } from '@/domain/kinds/image-stream'
import type { Parsed } from '@/domain/parsed'
import type { TagDraft } from '@/domain/tag-draft'
import { referenceTarget } from '@/domain/tag-reference'
import { Choice, ChoiceGroup } from '@/ui/choice'
import { PairRows } from '@/ui/pair-rows'
import { ImportModeChoice, InsecureChoice, PullChoice, ScheduledChoice } from '@/ui/policy-choices'
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

      <PullChoice
        value={draft.referencePolicy}
        problem={problems.referencePolicy}
        onChange={(referencePolicy) => onChange({ referencePolicy })}
      />

      <ChoiceGroup
        title="Import"
        hint="import policy"
        problem={problems.scheduled ?? problems.insecure}
      >
        <ScheduledChoice
          isChecked={draft.scheduled}
          disabledReason={isRegistry || draft.scheduled ? '' : onlyRegistry}
          onCheck={(scheduled) => onChange({ scheduled })}
        />
        <InsecureChoice
          isChecked={draft.insecure}
          disabledReason={isRegistry || draft.insecure ? '' : onlyRegistry}
          onCheck={(insecure) => onChange({ insecure })}
        />
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

      <ImportModeChoice
        modes={['', 'Legacy', 'PreserveOriginal']}
        value={draft.importMode}
        problem={problems.importMode}
        onChange={(importMode) => onChange({ importMode })}
      />

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
        <PairRows
          legend="Annotations"
          word="annotation"
          pairs={draft.annotations}
          problem={problems.annotations ?? ''}
          onChange={(annotations) => onChange({ annotations })}
        />
      </details>
    </>
  )
}

function againReason(isCopied: boolean, isForced: boolean): string {
  if (isCopied) return 'What another stream holds is taken when it is chosen, and not again.'
  return isForced ? 'Saving does so: the source is new, or nothing else is changed.' : ''
}
