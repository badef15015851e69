import { RhUiDarkModeIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-dark-mode-icon'
import { RhUiDesktopIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-desktop-icon'
import { RhUiLightModeIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-light-mode-icon'
import { RhUiMenuBarsIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-menu-bars-icon'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Link, useNavigate } from 'react-router'
import { ProjectPicker } from '@/features/projects/project-picker'
import { failuresPath, graphPath, imageStreamsPath, patterns, tagsPath } from '@/paths'
import { sessionQueries } from '@/queries/session'
import { Menu } from '@/ui/menu'
import { patiently } from '@/ui/patiently'
import { type ThemeChoice, useTheme } from '@/ui/theme'
import { LiveState } from './connection'
import { KeyboardButton } from './keyboard-button'
import { Logo } from './logo'
import type { Place } from './place'
import { SearchButton } from './search-button'

const UserMenu = lazy(async () => ({
  default: (await patiently(() => import('@/features/session/user-menu'))).UserMenu,
}))

const themes = {
  light: { label: 'Light', Icon: RhUiLightModeIcon },
  dark: { label: 'Dark', Icon: RhUiDarkModeIcon },
  system: { label: 'As the system', Icon: RhUiDesktopIcon },
} satisfies Record<ThemeChoice, unknown>

/** Choosing a project stays with the kind of list that one looks at. */
const listPaths = {
  'image-streams': imageStreamsPath,
  tags: tagsPath,
  failures: failuresPath,
  // There is one for each project only.
  graph: (namespace?: string) => (namespace ? graphPath(namespace) : imageStreamsPath()),
  // What is of no project leads to the streams of the one that is chosen.
  compare: imageStreamsPath,
  keys: imageStreamsPath,
  import: imageStreamsPath,
}

const themeChoices: ThemeChoice[] = ['light', 'dark', 'system']

/** The bar above every page. */
export function Masthead({
  place,
  menuButton,
  isNavOpen,
  onMenu,
}: {
  place: Place
  menuButton: React.RefObject<HTMLButtonElement | null>
  isNavOpen: boolean
  onMenu: () => void
}) {
  const navigate = useNavigate()
  return (
    <header className="ts-mast">
      <button
        ref={menuButton}
        type="button"
        className="ts-iconbtn ts-burger"
        aria-label="Menu"
        aria-expanded={isNavOpen}
        aria-controls="navigation"
        onClick={onMenu}
      >
        <RhUiMenuBarsIcon className="ts-i" />
      </button>
      <Link className="ts-mast__brand" to={patterns.home} aria-label="Tagstream, home">
        <Logo />
      </Link>
      <span className="ts-mast__slash" aria-hidden="true">
        /
      </span>
      <ProjectPicker
        namespace={place.namespace}
        onChoose={(namespace) => navigate(listPaths[place.section || 'image-streams'](namespace))}
      />
      <span className="ts-mast__space" />
      <SearchButton place={place} />
      <span className="ts-mast__space" />
      <LiveState />
      <ThemeMenu />
      <KeyboardButton />
      <Person />
    </header>
  )
}

/** Its code is for those only who are somebody: at the first visit every kilobyte counts. */
function Person() {
  const { data: session } = useQuery(sessionQueries.current())
  if (!session || session.by === 'open' || !session.isSignedIn) return null
  return (
    <Suspense>
      <UserMenu />
    </Suspense>
  )
}

function ThemeMenu() {
  const [theme, choose] = useTheme()
  const { Icon: Current } = themes[theme]
  const items = themeChoices.map((choice) => {
    const { label, Icon } = themes[choice]
    return {
      label,
      icon: <Icon className="ts-i" />,
      isChecked: choice === theme,
      onSelect: () => choose(choice),
    }
  })
  return (
    <Menu label="Theme" items={items}>
      <Current className="ts-i" />
    </Menu>
  )
}
