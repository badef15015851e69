import { useLayoutEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router'
import { useSearchParam } from './search-params'

export interface PathTab<Key extends string> {
  key: Key
  title: string
  count?: number
}

/**
 * The tabs of a page as links, kept as `?tab=`: the first one is the default and leaves no trace.
 * Other parameters belong to the tab that is left, and go with it. Where they do not all fit, the
 * chosen one is scrolled into view.
 */
export function PathTabs<Key extends string>({
  tabs,
  label,
}: {
  tabs: readonly [PathTab<Key>, ...PathTab<Key>[]]
  label: string
}) {
  const { pathname } = useLocation()
  const keys = tabs.map(({ key }) => key) as [Key, ...Key[]]
  const current = useTab(keys)
  const nav = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen is read from the page
  useLayoutEffect(() => {
    const chosen = nav.current?.querySelector('[aria-current]')
    if (!nav.current || !chosen) return
    const [bar, tab] = [nav.current.getBoundingClientRect(), chosen.getBoundingClientRect()]
    nav.current.scrollLeft += tab.left + tab.width / 2 - bar.left - bar.width / 2
  }, [current])

  return (
    <nav className="ts-tabs" aria-label={label} ref={nav}>
      {tabs.map(({ key, title, count }) => (
        <Link
          key={key}
          to={key === keys[0] ? pathname : `${pathname}?tab=${encodeURIComponent(key)}`}
          aria-current={key === current ? 'page' : undefined}
        >
          {title}
          {count !== undefined && <span className="ts-count">{count}</span>}
        </Link>
      ))}
    </nav>
  )
}

/** Which tab the address asks for; an unknown one reads as the first. */
export function useTab<Key extends string>(keys: readonly [Key, ...Key[]]): Key {
  const [tab] = useSearchParam('tab', keys)
  return tab
}
