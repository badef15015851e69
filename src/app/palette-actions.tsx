import { RhUiAddCircleIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-add-circle-icon'
import { RhUiDarkModeIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-dark-mode-icon'
import { RhUiDesktopIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-desktop-icon'
import { RhUiImportIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-import-icon'
import { RhUiLightModeIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-light-mode-icon'
import { RhUiQuestionMarkCircleIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-question-mark-circle-icon'
import { RhUiSettingsIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-settings-icon'
import { missingRightsText, type Right } from '@/domain/right'
import type { PaletteCommand } from '@/features/search/palette-command'
import { importPath } from '@/paths'
import { useMissingRights } from '@/queries/missing-rights'
import { useSingleKeys } from '@/ui/shortcuts'
import { type ThemeChoice, useTheme } from '@/ui/theme'
import type { AskedDialog } from './asked-dialogs'

/** What can be done from the search, in the project that a person is in ('' for none). */
export function usePaletteActions(
  namespace: string,
  onAsk: (dialog: AskedDialog) => void,
): PaletteCommand[] {
  const [theme, chooseTheme] = useTheme()
  const [hasSingleKeys, setSingleKeys] = useSingleKeys()
  const missing = useMissingRights(rightsIn(namespace), namespace !== '')
  // Without a project the dialog and the page ask for one, and then for the rights in it.
  const inProject = namespace === '' ? '' : ` in ${namespace}`
  return [
    {
      id: 'create',
      title: `Create image stream${inProject}`,
      hint: 'For images that are pushed or imported',
      words: 'new add make imagestream is',
      icon: <RhUiAddCircleIcon className="ts-i" />,
      run: () => onAsk({ kind: 'create', namespace }),
      ...closedBy(missing, 'imagestreams'),
    },
    {
      id: 'import',
      title: `Import image from a registry${inProject}`,
      hint: 'Look first, then choose tags',
      words: 'import-image pull mirror new add',
      icon: <RhUiImportIcon className="ts-i" />,
      to: importPath(namespace === '' ? {} : { namespace }),
      ...closedBy(missing, 'imagestreamimports'),
    },
    {
      id: 'help',
      title: 'Keyboard help',
      hint: 'All keys, and a switch for those without Ctrl',
      words: 'shortcuts keys hotkeys ?',
      icon: <RhUiQuestionMarkCircleIcon className="ts-i" />,
      run: () => onAsk({ kind: 'help' }),
    },
    ...themes
      .filter(({ id }) => id !== theme)
      .map((command) => ({ ...command, run: () => chooseTheme(command.id) })),
    {
      id: 'single-keys',
      title: hasSingleKeys ? 'Switch single-key shortcuts off' : 'Switch single-key shortcuts on',
      hint: 'Such as / for this search; Ctrl K always works',
      words: 'keyboard slash disable enable',
      icon: <RhUiSettingsIcon className="ts-i" />,
      run: () => setSingleKeys(!hasSingleKeys),
    },
  ]
}

function rightsIn(namespace: string): Right[] {
  return [
    { verb: 'create', resource: 'imagestreams', namespace },
    { verb: 'create', resource: 'imagestreamimports', namespace },
  ]
}

function closedBy(missing: readonly Right[], resource: string): { disabledReason?: string } {
  const disabledReason = missingRightsText(missing.filter((right) => right.resource === resource))
  return disabledReason === '' ? {} : { disabledReason }
}

const themes: (PaletteCommand & { id: ThemeChoice })[] = [
  {
    id: 'light',
    title: 'Use the light theme',
    hint: 'Kept for your next visits',
    words: 'bright day colours mode',
    icon: <RhUiLightModeIcon className="ts-i" />,
  },
  {
    id: 'dark',
    title: 'Use the dark theme',
    hint: 'Kept for your next visits',
    words: 'night colours mode',
    icon: <RhUiDarkModeIcon className="ts-i" />,
  },
  {
    id: 'system',
    title: 'Use the theme of the system',
    hint: 'Light or dark, as the rest of the computer',
    words: 'automatic colours mode',
    icon: <RhUiDesktopIcon className="ts-i" />,
  },
]
