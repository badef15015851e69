import { followedSource } from '@/domain/tag-operations/followed-source'
import type { SeenTag } from '@/domain/tag-operations/seen-tag'
import { Choice, ChoiceGroup } from '@/ui/choice'

/** Whether the tag keeps a note of what it follows now; nothing where there is nothing to note. */
export function RememberChoice({
  seen,
  isChecked,
  onChange,
}: {
  seen: SeenTag | undefined
  isChecked: boolean
  onChange: (isChecked: boolean) => void
}) {
  const from = seen?.spec?.from
  if (!from || from.kind === 'ImageStreamImage' || followedSource(seen.spec)) return null
  return (
    <ChoiceGroup title="For later">
      <Choice
        type="checkbox"
        name="remember"
        title="Remember what it follows now"
        isChecked={isChecked}
        onCheck={onChange}
      >
        In an annotation of the tag, so that anybody can let it follow again.
      </Choice>
    </ChoiceGroup>
  )
}
