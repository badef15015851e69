import { useCallback, useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useSetSearchParams } from '@/ui/search-params'
import type { Place } from './graph-steps'

/** How a graph is looked at: what is chosen, what alone is drawn, and what a person folded or unfolded. */
export interface GraphLook {
  chosen: Place | null
  /** Only what belongs to this place is drawn. */
  alone: Place | null
  open: ReadonlySet<string>
  closed: ReadonlySet<string>
}

/** Browsers stop who writes an address too often, as an arrow key that is held would. */
const rest = 250
/** Addresses that are longer are not sent by every program. */
const longest = 1500

/**
 * The look of a project's graph, kept in the address: who comes back finds it as it was. It is written
 * when choosing rests; `keep` writes it at once, for who leaves.
 */
export function useGraphLook(namespace: string): {
  look: GraphLook
  change: (changes: Partial<GraphLook>) => void
  keep: () => void
} {
  const [params] = useSearchParams()
  const setParams = useSetSearchParams()
  const [look, setLook] = useState(() => readLook(params, namespace))
  const change = useCallback(
    (changes: Partial<GraphLook>) => setLook((before) => ({ ...before, ...changes })),
    [],
  )
  const written = useMemo(() => writtenLook(look, namespace), [look, namespace])
  const keep = useCallback(() => {
    const now = new URLSearchParams(window.location.search)
    const isKept = Object.entries(written).every(([name, text]) => (now.get(name) ?? '') === text)
    if (!isKept) setParams(written)
  }, [written, setParams])
  useEffect(() => {
    const timer = setTimeout(keep, rest)
    return () => clearTimeout(timer)
  }, [keep])
  return { look, change, keep }
}

export function writtenLook(
  { chosen, alone, open, closed }: GraphLook,
  namespace: string,
): Record<'at' | 'near' | 'open' | 'closed', string> {
  const place = (of: Place | null) => (of ? short(placeText(of), namespace) : '')
  const ids = (of: ReadonlySet<string>) => [...of].map((id) => short(id, namespace)).join(',')
  const within = (text: string) => (text.length > longest ? '' : text)
  return {
    at: within(place(chosen)),
    near: within(place(alone)),
    open: within(ids(open)),
    closed: within(ids(closed)),
  }
}

export function readLook(params: URLSearchParams, namespace: string): GraphLook {
  const long = (name: string) => longer(params.get(name) ?? '', namespace)
  const ids = (name: string) => new Set(long(name).split(',').filter(Boolean))
  return {
    chosen: placeOfText(long('at')),
    alone: placeOfText(long('near')),
    open: ids('open'),
    closed: ids('closed'),
  }
}

function placeText({ kind, id }: Place): string {
  return kind === 'edge' ? `edge ${id}` : id
}

function placeOfText(text: string): Place | null {
  if (text === '') return null
  const isEdge = text.startsWith('edge ')
  return { kind: isEdge ? 'edge' : 'node', id: isEdge ? text.slice('edge '.length) : text }
}

/** Tags and streams of the project are written `*app:prod` and `*app`: neither has a star in its name. */
function short(id: string, namespace: string): string {
  return id.replaceAll(`tag ${namespace}/`, '*').replaceAll(`stream ${namespace}/`, '*')
}

function longer(text: string, namespace: string): string {
  return text.replace(/\*(\S*)/g, (_, name: string) =>
    name.includes(':') ? `tag ${namespace}/${name}` : `stream ${namespace}/${name}`,
  )
}
