import { useEffect, useMemo, useRef, useState } from 'react'
import { type Nearness, RowSearch, type SearchResult } from '@/domain/search/row-search'
import { parseSearch, type SearchQuery } from '@/domain/search/search-query'
import type { StreamRow } from '@/domain/stream-row'

/** Half a frame: the other half is for drawing what was found. */
const sliceMs = 8

/** A search as far as it got. */
export interface SlicedSearch {
  query: SearchQuery
  /** Of this query, or of the one before it while this one has found nothing yet. */
  result: SearchResult
  isDone: boolean
  looked: number
  /** Goes through to the end at once: for who does not wait. */
  finish: () => SearchResult
}

/**
 * Searches rows without ever holding the page up: for half a frame at a time, and again from the
 * start whenever the text or the rows change. Until it is done the answers before stay.
 */
export function useSlicedSearch(
  text: string,
  rows: readonly StreamRow[],
  nearness: (row: StreamRow) => Nearness | undefined,
): SlicedSearch {
  const query = useMemo(() => parseSearch(text), [text])
  const search = useMemo(() => new RowSearch(query, rows, nearness), [query, rows, nearness])
  const [state, setState] = useState(() => ({ search, result: search.result(), looked: 0 }))
  const latest = useRef(search)

  useEffect(() => {
    latest.current = search
    let timer: ReturnType<typeof setTimeout> | undefined
    const go = () => {
      const until = performance.now() + sliceMs
      const isDone = search.proceed(() => performance.now() >= until)
      if (isDone) setState({ search, result: search.result(), looked: search.looked })
      else {
        // What was found before stays; only the progress is told.
        setState((before) => ({ ...before, looked: search.looked }))
        timer = setTimeout(go)
      }
    }
    go()
    return () => clearTimeout(timer)
  }, [search])

  return {
    query,
    result: state.result,
    isDone: state.search === search,
    looked: state.looked,
    finish: () => {
      latest.current.proceed()
      return latest.current.result()
    },
  }
}
