import type { BulkAction } from '@/domain/bulk'
import { Choice, ChoiceGroup } from '@/ui/choice'

/** Which actions one button leads to; where there are several, the dialog lets one choose. */
export type BulkChoice = readonly [BulkAction, ...BulkAction[]]

const choiceWords: Partial<Record<BulkAction, { title: string; meaning: string }>> = {
  schedule: {
    title: 'Scheduled',
    meaning: 'The cluster looks for a newer image about every 15 minutes.',
  },
  unschedule: { title: 'Not scheduled', meaning: 'Imported only when somebody asks for it.' },
  pullSource: { title: 'From the source', meaning: 'The registry must be reachable from nodes.' },
  pullLocal: {
    title: 'Through the internal registry',
    meaning: 'The cluster’s own registry passes the image on.',
  },
}

/** Which of the actions that one button leads to. */
export function ActionChoice({
  choice,
  value,
  onChange,
}: {
  choice: BulkChoice
  value: BulkAction
  onChange: (action: BulkAction) => void
}) {
  return (
    <ChoiceGroup title="From then on">
      {choice.map((each) => (
        <Choice
          key={each}
          type="radio"
          name="action"
          title={choiceWords[each]?.title}
          isChecked={each === value}
          onCheck={() => onChange(each)}
        >
          {choiceWords[each]?.meaning}
        </Choice>
      ))}
    </ChoiceGroup>
  )
}
