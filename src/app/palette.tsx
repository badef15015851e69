import { useMemo, useState } from 'react'
import { SearchPalette } from '@/features/search/search-palette'
import { type AskedDialog, usePaletteActions } from './palette-actions'
import { palettePages } from './palette-pages'
import { type Place, recentPlaces } from './place'

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
  const [recent] = useState(recentPlaces)
  const actions = usePaletteActions(place.namespace, onAsk)
  const pages = useMemo(() => palettePages(place), [place])
  const commands = useMemo(() => [...pages, ...actions], [pages, actions])

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
