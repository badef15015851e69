import { LayerGroupIcon } from '@patternfly/react-icons/dist/esm/icons/layer-group-icon'
import { RhUiDarkModeIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-dark-mode-icon'
import { RhUiDesktopIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-desktop-icon'
import { RhUiLightModeIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-light-mode-icon'
import { RhUiSettingsIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-settings-icon'
import { RhUiTagIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-tag-icon'
import { useMemo, useState } from 'react'
import type { PaletteCommand } from '@/features/search/palette-command'
import { SearchPalette } from '@/features/search/search-palette'
import { imageStreamsPath, tagsPath } from '@/paths'
import { useSingleKeys } from '@/ui/shortcuts'
import { useTheme } from '@/ui/theme'
import { type Place, recentStreams } from './place'

/** The search with what the dashboard itself has to offer: its pages, and what it can be told. */
export function Palette({ place, onClose }: { place: Place; onClose: () => void }) {
  const [recent] = useState(() => recentStreams(place))
  const [theme, chooseTheme] = useTheme()
  const [hasSingleKeys, setSingleKeys] = useSingleKeys()

  const commands = useMemo<PaletteCommand[]>(() => {
    const themes: PaletteCommand[] = [
      {
        id: 'light',
        title: 'Use the light theme',
        hint: 'Kept for your next visits',
        words: 'bright day colours mode',
        icon: <RhUiLightModeIcon className="ts-i" />,
        run: () => chooseTheme('light'),
      },
      {
        id: 'dark',
        title: 'Use the dark theme',
        hint: 'Kept for your next visits',
        words: 'night colours mode',
        icon: <RhUiDarkModeIcon className="ts-i" />,
        run: () => chooseTheme('dark'),
      },
      {
        id: 'system',
        title: 'Use the theme of the system',
        hint: 'Light or dark, as the rest of the computer',
        words: 'automatic colours mode',
        icon: <RhUiDesktopIcon className="ts-i" />,
        run: () => chooseTheme('system'),
      },
    ]
    return [
      ...pages(place.namespace),
      ...themes.filter(({ id }) => id !== theme),
      {
        id: 'single-keys',
        title: hasSingleKeys ? 'Switch single-key shortcuts off' : 'Switch single-key shortcuts on',
        hint: 'Such as / for this search; Ctrl K always works',
        words: 'keyboard slash disable enable',
        icon: <RhUiSettingsIcon className="ts-i" />,
        run: () => setSingleKeys(!hasSingleKeys),
      },
    ]
  }, [place.namespace, theme, chooseTheme, hasSingleKeys, setSingleKeys])

  return (
    <SearchPalette
      namespace={place.namespace}
      recent={recent}
      commands={commands}
      onClose={onClose}
    />
  )
}

function pages(namespace: string): PaletteCommand[] {
  const streamsIcon = <LayerGroupIcon className="ts-i" />
  const tagsIcon = <RhUiTagIcon className="ts-i" />
  const all = [
    {
      id: 'all-streams',
      title: 'Image streams of all projects',
      hint: 'Page',
      words: 'list is imagestreams',
      icon: streamsIcon,
      to: imageStreamsPath(),
    },
    {
      id: 'all-tags',
      title: 'Tags of all projects',
      hint: 'Page',
      words: 'list ist imagestreamtags',
      icon: tagsIcon,
      to: tagsPath(),
    },
  ]
  if (namespace === '') return all
  return [
    {
      id: 'streams',
      title: `Image streams of ${namespace}`,
      hint: 'Page',
      words: 'list is imagestreams',
      icon: streamsIcon,
      to: imageStreamsPath(namespace),
    },
    {
      id: 'tags',
      title: `Tags of ${namespace}`,
      hint: 'Page',
      words: 'list ist imagestreamtags',
      icon: tagsIcon,
      to: tagsPath(namespace),
    },
    ...all,
  ]
}
