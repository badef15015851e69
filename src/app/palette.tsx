import { useMemo, useState } from 'react'
import { useLocation } from 'react-router'
import { SearchPalette } from '@/features/search/search-palette'
import type { AskedDialog } from './asked-dialogs'
import { usePaletteActions } from './palette-actions'
import { palettePages } from './palette-pages'
import { useTagActions } from './palette-tag-actions'
import { lookedAt, type Place, recentPlaces } from './place'

const nowhere = { namespace: '', stream: '', tag: '' }

/** The search with what the dashboard itself has to offer: its pages, and what it can be told. */
export function Palette({
  place,
  text,
  onAsk,
  onClose,
}: {
  place: Place
  /** What was typed already. */
  text: string
  onAsk: (dialog: AskedDialog) => void
  onClose: () => void
}) {
  const { pathname } = useLocation()
  const [recent] = useState(() => recentPlaces(pathname))
  const actions = usePaletteActions(place.namespace, onAsk)
  const ofTag = useTagActions(lookedAt(pathname) ?? nowhere, onAsk)
  const pages = useMemo(() => palettePages(place), [place])
  const commands = useMemo(() => [...ofTag, ...pages, ...actions], [ofTag, pages, actions])

  return (
    <SearchPalette
      namespace={place.namespace}
      recent={recent}
      commands={commands}
      typed={text}
      onClose={onClose}
    />
  )
}
