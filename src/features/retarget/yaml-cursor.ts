import { type TagField, tagField, tagFieldNames } from '@/domain/tag-schema'

/** Where in the document a place of the text is, told by how far its lines are indented. */
export interface YamlCursor {
  /** The fields around the line, the outermost first. */
  parents: string[]
  /** The field that the line names; '' where it names none yet. */
  key: string
  /** What stands before the cursor: of the field's name, or after its colon of the value. */
  typed: string
  /** Whether the cursor is after the colon. */
  isInValue: boolean
}

const line = /^(\s*)(?:([^\s:#][^:#]*):(?:\s(.*))?|(.*))$/

/** Reads the lines up to the cursor. What is written in braces is not looked into. */
export function yamlCursor(textBefore: string): YamlCursor {
  const lines = textBefore.split('\n')
  const last = lines.at(-1) ?? ''
  const [, indent = '', key = '', value, rest = ''] = line.exec(last) ?? []
  const parents: string[] = []
  let depth = indent.length
  for (let index = lines.length - 2; index >= 0 && depth > 0; index--) {
    const [, outer = '', name = ''] = line.exec(lines[index] ?? '') ?? []
    if (name === '' || outer.length >= depth) continue
    parents.unshift(unquoted(name))
    depth = outer.length
  }
  const isInValue = key !== '' && value !== undefined
  return {
    parents,
    key: unquoted(key),
    typed: isInValue ? value : key === '' ? rest : '',
    isInValue,
  }
}

/** The field that the cursor is at, or in; undefined for what is none. */
export function fieldAt({ parents, key }: YamlCursor): TagField | undefined {
  return key === '' ? tagField(parents) : tagField([...parents, key])
}

/** What can be written at the cursor: names of fields, or the words that a field can have. */
export function yamlChoices(cursor: YamlCursor): { text: string; description: string }[] {
  if (!cursor.isInValue) {
    if (cursor.key !== '') return []
    return tagFieldNames(cursor.parents).map(({ path, type, description }) => {
      const name = path.split('.').at(-1) ?? ''
      return { text: type === 'object' ? `${name}:` : `${name}: `, description }
    })
  }
  const field = fieldAt(cursor)
  const words = field?.type === 'boolean' ? ['true', 'false'] : (field?.values ?? [])
  return words.map((text) => ({ text, description: field?.description ?? '' }))
}

function unquoted(name: string): string {
  return name.trim().replace(/^(["'])(.*)\1$/, '$2')
}
