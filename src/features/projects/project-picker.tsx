import { AngleDownIcon } from '@patternfly/react-icons/dist/esm/icons/angle-down-icon'
import { RhUiCheckIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-check-icon'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { projectQueries, rememberProject } from '@/queries/projects'
import { type ProjectChoice, projectChoices } from './project-choices'
import './project-picker.css'

/**
 * Chooses the project, or all of them. Projects are asked for when it opens; whoever may not list
 * them types a name, and finds it here again next time.
 */
export function ProjectPicker({
  namespace,
  onChoose,
}: {
  /** '' for all projects. */
  namespace: string
  onChoose: (namespace: string) => void
}) {
  const [isOpen, setIsOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const current = namespace || 'All projects'

  useEffect(() => {
    if (!isOpen) return
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setIsOpen(false)
    }
    document.addEventListener('pointerdown', onPointerDown)
    return () => document.removeEventListener('pointerdown', onPointerDown)
  }, [isOpen])

  return (
    <div className="ts-menuroot" ref={root}>
      <button
        ref={button}
        type="button"
        className="ts-project"
        aria-label={`Project: ${current}`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span className="ts-trunc">{current}</span>
        <AngleDownIcon className="ts-i" />
      </button>
      {isOpen && (
        <ProjectChooser
          namespace={namespace}
          onChoose={(chosen) => {
            setIsOpen(false)
            onChoose(chosen)
          }}
          onClose={() => {
            setIsOpen(false)
            button.current?.focus()
          }}
          onLeave={() => setIsOpen(false)}
        />
      )}
    </div>
  )
}

function ProjectChooser({
  namespace,
  onChoose,
  onClose,
  onLeave,
}: {
  namespace: string
  onChoose: (namespace: string) => void
  onClose: () => void
  onLeave: () => void
}) {
  const queryClient = useQueryClient()
  const { data, isPending, error } = useQuery(projectQueries.list())
  const [text, setText] = useState('')
  const [active, setActive] = useState<number | null>(null)
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)

  const choices = projectChoices(data?.projects ?? [], text)
  const current = choices.findIndex(({ kind, name }) => kind !== 'typed' && name === namespace)
  const activeIndex = Math.min(active ?? Math.max(0, current), choices.length - 1)

  useEffect(() => input.current?.focus(), [])
  useEffect(() => {
    list.current?.children[activeIndex]?.scrollIntoView({ block: 'nearest' })
  }, [activeIndex])

  function choose(choice: ProjectChoice) {
    if (choice.kind === 'typed') rememberProject(queryClient, choice.name)
    onChoose(choice.name)
  }

  function handleKeyDown(event: React.KeyboardEvent) {
    const last = choices.length - 1
    const next = {
      ArrowDown: activeIndex === last ? 0 : activeIndex + 1,
      ArrowUp: activeIndex <= 0 ? last : activeIndex - 1,
    }[event.key]
    const choice = choices[activeIndex]
    if (next !== undefined) {
      event.preventDefault()
      setActive(next)
    } else if (event.key === 'Enter' && choice) {
      event.preventDefault()
      choose(choice)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      onClose()
    } else if (event.key === 'Tab') {
      onLeave()
    }
  }

  return (
    <div className="ts-chooser" role="dialog" aria-label="Choose a project">
      <input
        ref={input}
        type="text"
        className="ts-chooser__input"
        role="combobox"
        aria-label="Project name"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={choices.length > 0 ? `${id}-${activeIndex}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder={data?.mayList === false ? 'Type the name of a project' : 'Find a project'}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
        }}
        onKeyDown={handleKeyDown}
      />
      <div
        ref={list}
        className="ts-chooser__list"
        id={`${id}-list`}
        role="listbox"
        aria-label="Projects"
      >
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox's input has the keys
          <div
            key={`${choice.kind} ${choice.name}`}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === activeIndex}
            className="ts-chooser__item"
            onPointerMove={() => setActive(index)}
            onClick={() => choose(choice)}
          >
            <span className="ts-trunc">
              {choice.kind === 'typed' ? `Open project “${choice.name}”` : choice.title}
            </span>
            {choice.note && <span className="ts-sub ts-trunc">{choice.note}</span>}
            {choice.kind !== 'typed' && choice.name === namespace && (
              <RhUiCheckIcon className="ts-i" />
            )}
          </div>
        ))}
      </div>
      <p className="ts-chooser__note" role="status">
        {isPending && 'Asking for your projects…'}
        {error && 'Your projects could not be read just now. You can type the name of one.'}
        {data?.mayList === false &&
          'You may not list all projects. Type the name of one that you work in.'}
      </p>
    </div>
  )
}
