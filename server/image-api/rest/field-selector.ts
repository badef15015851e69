/** One requirement of a field selector. */
export interface FieldRequirement {
  field: string
  operator: '=' | '!='
  value: string
}

/** All must hold; an empty one selects everything. */
export type FieldSelector = readonly FieldRequirement[]

/**
 * Reads `a=b,c!=d`; `==` is `=`, and `\,` `\=` `\\` stand for themselves. Undefined where a part has no operator.
 */
export function parseFieldSelector(text: string): FieldSelector | undefined {
  const requirements: FieldRequirement[] = []
  for (const part of text.split(/(?<!\\),/)) {
    if (part === '') continue
    const match = /^((?:[^\\=!]|\\.)*)(!=|==?)(.*)$/s.exec(part)
    if (!match) return undefined
    const [, field = '', operator = '', value = ''] = match
    requirements.push({
      field,
      operator: operator === '!=' ? '!=' : '=',
      value: value.replaceAll(/\\([\\,=])/g, '$1'),
    })
  }
  return requirements
}

/** Whether an object with these fields is selected; a field that it lacks reads as ''. */
export function matchesFields(
  selector: FieldSelector,
  fields: Readonly<Record<string, string>>,
): boolean {
  return selector.every(({ field, operator, value }) => {
    const actual = fields[field] ?? ''
    return operator === '=' ? actual === value : actual !== value
  })
}
