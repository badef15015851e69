import { useQuery } from '@tanstack/react-query'
import { formatCount } from '@/domain/format-count'
import type { StreamRow } from '@/domain/stream-row'
import { imageStreamQueries } from '@/queries/image-streams'

/** What is searched, and what has to be said of it. */
export interface SearchedRows {
  rows: readonly StreamRow[]
  /** More rows are on their way. */
  isGrowing: boolean
  /** A sentence on what is not searched, or not yet; '' where all is. */
  note: string
  /** The only project that is searched; undefined for all. */
  scope: string | undefined
}

const none: readonly StreamRow[] = []

/**
 * The image streams of all projects, as far as they are here; for who may not read all of them those
 * of the project that they are in.
 */
export function useSearchedRows(namespace: string): SearchedRows {
  const everywhere = useQuery({ ...imageStreamQueries.rows(), retry: false })
  const isRefused = everywhere.error !== null && !everywhere.data
  const here = useQuery({
    ...imageStreamQueries.rows(namespace),
    enabled: isRefused && namespace !== '',
  })
  const { data, error, isPending } = isRefused ? here : everywhere
  const scope = isRefused ? namespace : undefined
  if (isRefused && namespace === '') {
    return {
      rows: none,
      isGrowing: false,
      scope: undefined,
      note: `Image streams are not searched. The server says: ${everywhere.error?.message}. Choose a project to search in it.`,
    }
  }
  if (!data) {
    const why = error ? `They could not be read: ${error.message}.` : 'They are on their way.'
    return {
      rows: none,
      isGrowing: isPending,
      scope,
      note: `No image streams are here yet. ${why}`,
    }
  }
  return {
    rows: data.rows,
    isGrowing: !data.isComplete,
    scope,
    note: noteOf(data, scope ?? ''),
  }
}

function noteOf(
  data: { isComplete: boolean; loaded: number; expected: number | null; error: Error | null },
  onlyProject: string,
): string {
  const scope = onlyProject && `Only project ${onlyProject} is searched: you may not list all.`
  if (data.isComplete) return scope
  const loaded = formatCount(data.loaded)
  const of = data.expected === null ? '' : ` of ${formatCount(data.expected)}`
  const rest = data.error
    ? `The rest could not be read: ${data.error.message}.`
    : 'The others are still arriving, and are searched as they come.'
  return `${scope} ${loaded}${of} image streams are here. ${rest}`.trim()
}
