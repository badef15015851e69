export interface ProjectChoice {
  kind: 'all' | 'known' | 'typed'
  /** '' for all projects. */
  name: string
  title: string
  /** Its display name, where that says more. */
  note: string
}

/**
 * What the picker offers for what was typed: names that begin with it, then those that contain it,
 * and last the text itself where no project has just that name and it could be one.
 */
export function projectChoices(
  projects: readonly { name: string; displayName: string }[],
  typed: string,
): ProjectChoice[] {
  const text = typed.trim().toLowerCase()
  const all: ProjectChoice = { kind: 'all', name: '', title: 'All projects', note: '' }
  const known = projects.map(({ name, displayName }): ProjectChoice => {
    return { kind: 'known', name, title: name, note: displayName === name ? '' : displayName }
  })
  if (text === '') return [all, ...known]

  const begin = known.filter(({ name }) => name.startsWith(text))
  const contain = known.filter(
    ({ name, note }) =>
      !name.startsWith(text) && (name.includes(text) || note.toLowerCase().includes(text)),
  )
  const choices = [...begin, ...contain]
  if ('all projects'.startsWith(text)) choices.push(all)
  const isNew = !known.some(({ name }) => name === text)
  if (isNew && /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text)) {
    choices.push({ kind: 'typed', name: text, title: text, note: '' })
  }
  return choices
}
