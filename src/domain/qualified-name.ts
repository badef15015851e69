import { quoted } from './refused'

const localName = /^[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/
const domain =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/
const labelValue = /^(?:[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?)?$/
const annotationBytes = 256 * 1024

/** A qualified name, as Kubernetes has them: `[ domain "/" ] name`. */
export function isQualifiedName(text: string): boolean {
  const slash = text.lastIndexOf('/')
  const prefix = slash < 0 ? 'x' : text.slice(0, slash).toLowerCase()
  return domain.test(prefix) && localName.test(text.slice(slash + 1))
}

/**
 * What is wrong with labels or annotations as they are typed, in a sentence; '' for nothing. Lines
 * without a name and a value are not there yet. Annotations may say anything, labels may not.
 */
export function pairsProblem(
  pairs: readonly (readonly [name: string, value: string])[],
  word: 'label' | 'annotation',
): string {
  const names = new Set<string>()
  let bytes = 0
  for (const [key, value] of pairs) {
    const name = key.trim()
    if (name === '') {
      if (value !== '') return `Give each ${word} a name.`
      continue
    }
    if (!isQualifiedName(name)) {
      const article = word === 'label' ? 'a label' : 'an annotation'
      return `${quoted(name)} is not the name of ${article}: letters, digits, -, _ and ., at most 63, with a domain and a / before it where wanted.`
    }
    if (names.has(name)) return `The ${word} ${quoted(name)} is there twice.`
    if (word === 'label' && !labelValue.test(value)) {
      return `${quoted(value)} cannot be the value of a label: letters, digits, -, _ and ., at most 63, or nothing.`
    }
    names.add(name)
    bytes += new TextEncoder().encode(name + value).length
  }
  return word === 'annotation' && bytes > annotationBytes
    ? 'Annotations may have 256 KiB together.'
    : ''
}
