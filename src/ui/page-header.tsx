import { AngleRightIcon } from '@patternfly/react-icons/dist/esm/icons/angle-right-icon'
import { Fragment, type ReactNode, useEffect, useRef } from 'react'
import { Link } from 'react-router'

export interface Crumb {
  text: string
  to: string
}

/**
 * The head of a page with its only h1. After a navigation the h1 takes the focus, so that a screen
 * reader starts there; on a first load the browser's own place is left alone. It also names the
 * document: `name`, or `title` where that is a text.
 */
export function PageHeader({
  title,
  name,
  badge,
  breadcrumb,
  state,
  subtitle,
  actions,
}: {
  title: ReactNode
  /** For the document's title, where `title` is more than a text. */
  name?: string
  badge?: { text: string; title: string }
  breadcrumb?: Crumb[]
  state?: ReactNode
  subtitle?: ReactNode
  actions?: ReactNode
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  const documentName = name ?? (typeof title === 'string' ? title : '')
  useDocumentTitle(documentName)
  useFocusOnNavigation(heading, documentName)

  return (
    <>
      {breadcrumb && <Breadcrumb crumbs={breadcrumb} here={documentName} />}
      <header className="ts-head">
        <div className="ts-head__line">
          <div className="ts-head__title">
            {badge && (
              <span className="ts-kind" title={badge.title}>
                {badge.text}
              </span>
            )}
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {state}
          </div>
          {actions && <div className="ts-head__acts">{actions}</div>}
        </div>
        {subtitle && <div className="ts-head__sub">{subtitle}</div>}
      </header>
    </>
  )
}

function Breadcrumb({ crumbs, here }: { crumbs: Crumb[]; here: string }) {
  return (
    <nav className="ts-crumb" aria-label="Breadcrumb">
      {crumbs.map(({ text, to }) => (
        <Fragment key={to}>
          <Link to={to}>{text}</Link>
          <AngleRightIcon className="ts-i" />
        </Fragment>
      ))}
      <span aria-current="page">{here}</span>
    </nav>
  )
}

/** Names the browser's tab, its history and its bookmarks. */
export function useDocumentTitle(name: string): void {
  useEffect(() => {
    document.title = name === '' ? 'Tagstream' : `${name} · Tagstream`
  }, [name])
}

/** The page that the browser opened itself keeps the browser's focus, also after a redirect. */
let isFirstPage = true

function useFocusOnNavigation(
  heading: React.RefObject<HTMLHeadingElement | null>,
  subject: string,
): void {
  const focusedFor = useRef(isFirstPage ? subject : null)
  useEffect(() => {
    isFirstPage = false
    if (focusedFor.current === subject) return
    focusedFor.current = subject
    heading.current?.focus({ preventScroll: true })
  }, [heading, subject])
}
