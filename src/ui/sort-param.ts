import { useTextParam } from './search-params'

export interface Sort<Key extends string = string> {
  key: Key
  isDescending: boolean
}

/**
 * The order of a list, kept as `?sort=name` or `?sort=-name` (descending). The default leaves no
 * trace, and an unknown key reads as the default.
 */
export function useSortParam<Key extends string>(
  keys: readonly Key[],
  byDefault: Sort<Key>,
): [sort: Sort<Key>, set: (sort: Sort) => void] {
  const [text, setText] = useTextParam('sort')
  const isDescending = text.startsWith('-')
  const key = keys.find((each) => each === (isDescending ? text.slice(1) : text))
  const sort = key === undefined ? byDefault : { key, isDescending }
  return [sort, (next) => setText(isSame(next, byDefault) ? '' : sortText(next))]
}

function sortText({ key, isDescending }: Sort): string {
  return isDescending ? `-${key}` : key
}

function isSame(one: Sort, other: Sort): boolean {
  return one.key === other.key && one.isDescending === other.isDescending
}
