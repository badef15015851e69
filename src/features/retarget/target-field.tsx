import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import { tagHistory } from '@/domain/image-stream'
import type { ObjectReference } from '@/domain/kinds/image-stream'
import type { Parsed } from '@/domain/parsed'
import { referenceTarget } from '@/domain/tag-reference'
import { imageStreamQueries } from '@/queries/image-streams'
import { projectQueries } from '@/queries/projects'
import { Choice, ChoiceGroup } from '@/ui/choice'
import { Combobox } from '@/ui/combobox'
import styles from './target-field.module.css'
import type { TargetPlace } from './target-place'
import { targetSuggestions, typedProject } from './target-suggestions'

/** What the tag should point at: one field for tags, images and registry references. */
export function TargetField({
  place,
  value,
  source,
  problem,
  onChange,
}: {
  place: TargetPlace
  value: string
  source: Parsed<ObjectReference>
  problem: string
  onChange: (value: string) => void
}) {
  const id = useId()
  const options = useSuggestions(place, useDeferredValue(value))
  // Nothing written yet is nothing wrong.
  const isWrong = problem !== '' && value.trim() !== ''
  return (
    <>
      <div className="ts-fg">
        <label htmlFor={id}>
          <span>Point at</span>
          <small>tag, image or registry</small>
        </label>
        <Combobox
          id={id}
          value={value}
          options={options}
          onChange={onChange}
          isInvalid={isWrong}
          describedBy={`${id}-hint`}
          listLabel="Tags and images to point at"
        >
          <p id={`${id}-hint`} className={isWrong ? styles.problem : 'hint'} role="status">
            {problem ||
              (source.ok
                ? kindWords(source.value, place)
                : 'Write or choose what it should point at.')}
          </p>
        </Combobox>
      </div>
      <LaterMoves place={place} value={value} source={source} onChange={onChange} />
    </>
  )
}

/** For a tag of the same stream: go along with it, or stay on the image that it holds now. */
function LaterMoves({
  place,
  value,
  source,
  onChange,
}: {
  place: TargetPlace
  value: string
  source: Parsed<ObjectReference>
  onChange: (value: string) => void
}) {
  const [pinned, setPinned] = useState({ tag: '', typed: '', image: '' })
  const target = source.ok ? referenceTarget(source.value, place) : null
  const isSameStream = target?.namespace === place.namespace && target.stream === place.stream
  const held =
    isSameStream && target.tag && place.imageStream
      ? (tagHistory(place.imageStream, target.tag)[0]?.image ?? '')
      : ''
  const isPinned = pinned.image !== '' && value === pinned.image
  if (held === '' && !isPinned) return null
  const tag = isPinned ? pinned.tag : (target?.tag ?? '')
  return (
    <ChoiceGroup title={`When ${tag} moves later`}>
      <Choice
        type="radio"
        name="laterMoves"
        title="Stay on this image"
        isChecked={isPinned}
        onCheck={() => {
          const image = `${place.stream}@${held}`
          setPinned({ tag, typed: value, image })
          onChange(image)
        }}
      >
        Pins {place.tag} to what {tag} holds now. The usual choice for production.
      </Choice>
      <Choice
        type="radio"
        name="laterMoves"
        title="Move along"
        isChecked={!isPinned}
        onCheck={() => onChange(pinned.typed)}
      >
        {place.tag} becomes an alias and follows {tag} live, in this stream.
      </Choice>
    </ChoiceGroup>
  )
}

function useSuggestions(place: TargetPlace, text: string) {
  const { data: own } = useQuery(imageStreamQueries.rows(place.namespace))
  const { data: known } = useQuery(projectQueries.list())
  const projects = (known?.projects ?? []).map(({ name }) => name)
  const typed = typedProject(text, projects)
  const other = typed !== '' && typed !== place.namespace ? typed : ''
  const { data: others } = useQuery({ ...imageStreamQueries.rows(other), enabled: other !== '' })
  return targetSuggestions(text, {
    ...place,
    projectRows: own?.rows ?? [],
    otherProject: other ? { namespace: other, rows: others?.rows ?? [] } : null,
    projects,
  })
}

function kindWords(reference: ObjectReference, place: TargetPlace): string {
  const target = referenceTarget(reference, place)
  switch (reference.kind) {
    case 'DockerImage':
      return 'An image in a registry.'
    case 'ImageStreamImage':
      return 'One image, for good.'
    default:
      return target?.namespace === place.namespace && target.stream === place.stream
        ? 'A tag of this stream, followed live.'
        : 'A tag of another stream: what it holds now is copied once.'
  }
}
