import { LayerGroupIcon } from '@patternfly/react-icons/dist/esm/icons/layer-group-icon'
import { RhUiCompareIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-compare-icon'
import { RhUiDarkModeIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-dark-mode-icon'
import { RhUiDesktopIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-desktop-icon'
import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import { RhUiImportIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-import-icon'
import { RhUiKeyIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-key-icon'
import { RhUiLightModeIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-light-mode-icon'
import { RhUiSettingsIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-settings-icon'
import { RhUiTagIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-tag-icon'
import { RhUiTopologyIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-topology-icon'
import { useMemo, useState } from 'react'
import type { PaletteCommand } from '@/features/search/palette-command'
import { SearchPalette } from '@/features/search/search-palette'
import { failuresPath, graphPath, imageStreamsPath, patterns, tagsPath } from '@/paths'
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

/** The pages of the project that a person is in first; of each, what else people call it. */
function pages(namespace: string): PaletteCommand[] {
  const everywhere = [...lists('all projects'), ...others]
  if (namespace === '') return everywhere
  const graph: PaletteCommand = {
    id: 'graph',
    title: `Graph of ${namespace}`,
    hint: 'What points at what',
    words: 'topology references follows triggers',
    icon: <RhUiTopologyIcon className="ts-i" />,
    to: graphPath(namespace),
  }
  return [...lists(namespace, namespace), graph, ...everywhere]
}

function lists(of: string, namespace?: string): PaletteCommand[] {
  const id = namespace === undefined ? 'all' : 'project'
  return [
    {
      id: `${id} streams`,
      title: `Image streams of ${of}`,
      hint: 'Page',
      words: 'list is imagestreams',
      icon: <LayerGroupIcon className="ts-i" />,
      to: imageStreamsPath(namespace),
    },
    {
      id: `${id} tags`,
      title: `Tags of ${of}`,
      hint: 'Page',
      words: 'list ist imagestreamtags',
      icon: <RhUiTagIcon className="ts-i" />,
      to: tagsPath(namespace),
    },
    {
      id: `${id} failures`,
      title: `Failures of ${of}`,
      hint: 'Imports that fail',
      words: 'failing broken errors unauthorized',
      icon: <RhUiErrorFillIcon className="ts-i" />,
      to: failuresPath(namespace),
    },
  ]
}

const others: PaletteCommand[] = [
  {
    id: 'import',
    title: 'Import from a registry',
    hint: 'Look first, then choose tags',
    words: 'import-image pull mirror new',
    icon: <RhUiImportIcon className="ts-i" />,
    to: patterns.importImage,
  },
  {
    id: 'compare',
    title: 'Compare two images',
    hint: 'Page',
    words: 'diff difference side by side',
    icon: <RhUiCompareIcon className="ts-i" />,
    to: patterns.compare,
  },
  {
    id: 'keys',
    title: 'Keys that signatures are checked with',
    hint: 'Page',
    words: 'public pgp gpg cosign verify trust',
    icon: <RhUiKeyIcon className="ts-i" />,
    to: patterns.keys,
  },
]
