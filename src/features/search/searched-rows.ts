import { useQuery } from '@tanstack/react-query'
import { formatCount } from '@/domain/format-count'
import type { StreamRow } from '@/domain/stream-row'
import { askAgain } from '@/queries/ask-again'
import { failureOf } from '@/queries/failure'
import { imageStreamQueries } from '@/queries/image-streams'

/** What is searched, and what has to be said of it. */
export interface SearchedRows {
  rows: readonly StreamRow[]
  /** Where nothing can be searched: no rows are here. */
  isSearched: boolean
  /** More rows are on their way. */
  isGrowing: boolean
  /** Every row there is is here. */
  isComplete: boolean
  /** A sentence on what is not searched, or not yet; '' where all is. */
  note: string
  /** The only project that is searched; undefined for all. */
  scope: string | undefined
}

/**
 * The image streams of all projects, as far as they are here; for who may not read all of them those
 * of the project that they are in.
 */
export function useSearchedRows(namespace: string): SearchedRows {
  const everywhere = useQuery({
    ...imageStreamQueries.rows(),
    retry: false,
    refetchInterval: askAgain,
  })
  const isRefused = !everywhere.data && failureOf(everywhere.error).kind === 'forbidden'
  const here = useQuery({
    ...imageStreamQueries.rows(namespace),
    enabled: isRefused && namespace !== '',
    refetchInterval: askAgain,
  })
  if (isRefused && namespace === '') {
    const note = `Image streams are not searched. The server says: ${sentence(everywhere.error)} Choose a project to search in it.`
    return { ...nothing, note, scope: undefined }
  }
  const { data, error, isFetching } = isRefused ? here : everywhere
  const scope = isRefused ? namespace : undefined
  if (!data) {
    const note = error
      ? `Image streams could not be read: ${sentence(error)}${askAgain({ state: { error } }) ? ' It is tried again.' : ''}`
      : 'No image streams are here yet. They are on their way.'
    return { ...nothing, isGrowing: isFetching && !error, note, scope }
  }
  return {
    rows: data.rows,
    isSearched: true,
    isGrowing: !data.isComplete,
    isComplete: data.isComplete,
    scope,
    note: noteOf(data, scope ?? ''),
  }
}

const nothing = { rows: [], isSearched: false, isGrowing: false, isComplete: false }

function noteOf(
  data: { isComplete: boolean; loaded: number; expected: number | null; error: Error | null },
  onlyProject: string,
): string {
  const scope = onlyProject && `Only project ${onlyProject} is searched: you may not list all.`
  if (data.isComplete) return scope
  const loaded = formatCount(data.loaded)
  const of = data.expected === null ? '' : ` of ${formatCount(data.expected)}`
  const rest = data.error
    ? `The rest could not be read: ${sentence(data.error)}`
    : 'The others are still arriving, and are searched as they come.'
  return `${scope} ${loaded}${of} image streams are here. ${rest}`.trim()
}

/** With one full stop, whoever wrote it. */
function sentence(error: Error | null): string {
  return `${(error?.message ?? '').replace(/\.+$/, '')}.`
}
