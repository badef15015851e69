import { formatCount } from '@/domain/format-count'
import { stateLabels, type TagStateWord } from '@/domain/tag-state'
import { Select } from './select'
import { StateIcon, stateTone } from './state-label'

const words = Object.keys(stateLabels) as TagStateWord[]

/** States in which nothing asks to be done: they can be chosen, but have no button of their own. */
const calm: readonly TagStateWord[] = ['pushed', 'reference', 'current']

/** Buttons for the states that ask for something and occur, each with how often. */
export function StateViews({
  total,
  counts,
  value,
  onChange,
}: {
  total: number
  counts: ReadonlyMap<TagStateWord, number>
  /** '' for all. */
  value: TagStateWord | ''
  onChange: (value: TagStateWord | '') => void
}) {
  const shown = words.filter((word) => word === value || (counts.has(word) && !calm.includes(word)))
  return (
    <fieldset className="ts-views">
      <legend className="ts-sr">State</legend>
      <button type="button" aria-pressed={value === ''} onClick={() => onChange('')}>
        All
        <span className="ts-count">{formatCount(total)}</span>
      </button>
      {shown.map((word) => (
        <button
          key={word}
          type="button"
          aria-pressed={word === value}
          onClick={() => onChange(word === value ? '' : word)}
        >
          <span className={`ts-views__icon ts-${stateTone(word)}`}>
            <StateIcon word={word} />
          </span>
          {stateLabels[word]}
          <span className="ts-count">{formatCount(counts.get(word) ?? 0)}</span>
        </button>
      ))}
    </fieldset>
  )
}

/** All states to choose from, the calm ones too. */
export function StateSelect({
  counts,
  value,
  onChange,
}: {
  counts: ReadonlyMap<TagStateWord, number>
  value: TagStateWord | ''
  onChange: (value: TagStateWord | '') => void
}) {
  const choices = words.map((word) => ({
    value: word,
    text: `${stateLabels[word]} (${formatCount(counts.get(word) ?? 0)})`,
  }))
  return (
    <Select
      label="State"
      choices={[{ value: '' as const, text: 'Any state' }, ...choices]}
      value={value}
      onChange={onChange}
    />
  )
}
