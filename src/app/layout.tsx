import './shell.css'
import { Suspense, useEffect, useRef, useState } from 'react'
import { Outlet, useLocation, useNavigationType } from 'react-router'
import { PageSkeleton } from '@/ui/skeleton'
import { ConnectionBanner } from './connection'
import { ErrorBoundary } from './error-boundary'
import { Masthead } from './masthead'
import { Navigation } from './navigation'
import { placeOf, rememberPlace } from './place'
import { SignIn } from './sign-in'

/** The frame around every page. Under 1200 px the navigation lies over it, behind a button. */
export function Layout() {
  const { pathname } = useLocation()
  const place = placeOf(pathname)
  const [isNavOpen, setIsNavOpen] = useState(false)
  const menuButton = useRef<HTMLButtonElement>(null)

  useEffect(() => rememberPlace(pathname), [pathname])
  useScrollToTop(pathname)

  function closeNav() {
    setIsNavOpen(false)
  }

  return (
    <>
      <a className="ts-skip" href="#main">
        Skip to content
      </a>
      <div className="ts-page">
        <Masthead
          place={place}
          menuButton={menuButton}
          isNavOpen={isNavOpen}
          onMenu={() => setIsNavOpen(!isNavOpen)}
        />
        <Navigation
          place={place}
          isOpen={isNavOpen}
          onClose={closeNav}
          onEscape={() => {
            closeNav()
            menuButton.current?.focus()
          }}
        />
        <div className="ts-sheet">
          <main className="ts-main" id="main" tabIndex={-1}>
            <ConnectionBanner />
            <SignIn />
            <ErrorBoundary key={pathname}>
              <Suspense fallback={<PageSkeleton />}>
                <Outlet />
              </Suspense>
            </ErrorBoundary>
          </main>
        </div>
      </div>
    </>
  )
}

/** A new page starts at its top; back and forward are left to the browser. */
function useScrollToTop(pathname: string): void {
  const isBackOrForward = useNavigationType() === 'POP'
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current !== pathname && !isBackOrForward) window.scrollTo(0, 0)
    shown.current = pathname
  }, [pathname, isBackOrForward])
}
