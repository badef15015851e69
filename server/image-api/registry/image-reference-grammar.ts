const hostPart = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const domain = `${hostPart}(?:\\.${hostPart})*(?::[0-9]+)?`
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const name = `(?:${domain}/)?${component}(?:/${component})*`
const tag = '\\w[\\w.-]{0,127}'
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}'
const reference = new RegExp(`^(${name})(?::(${tag}))?(?:@(${digest}))?$`)

const LONGEST_NAME = 255
/** Longer texts cannot be references; they are not even tried. */
const LONGEST_REFERENCE = 2048

/**
 * What the API server finds wrong with a pull spec, in its words; undefined for nothing. Stricter and terser than
 * what the dashboard tells a person while typing.
 */
export function referenceProblem(text: string): string | undefined {
  const parts = referenceParts(text)
  if (parts) {
    return parts.name.length > LONGEST_NAME
      ? `repository name must not be more than ${LONGEST_NAME} characters`
      : undefined
  }
  if (text === '') return 'repository name must have at least one component'
  if (referenceParts(text.toLowerCase())) return 'repository name must be lowercase'
  return 'invalid reference format'
}

/** The parts of a pull spec, or undefined where it is none. */
export function referenceParts(
  text: string,
): { name: string; tag: string; digest: string } | undefined {
  if (text.length > LONGEST_REFERENCE) return undefined
  const match = reference.exec(text)
  if (!match) return undefined
  const [, name = '', tag = '', digest = ''] = match
  return { name, tag, digest }
}
