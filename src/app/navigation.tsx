import { LayerGroupIcon } from '@patternfly/react-icons/dist/esm/icons/layer-group-icon'
import { RhUiCompareIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-compare-icon'
import { RhUiErrorFillIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-error-fill-icon'
import { RhUiImportIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-import-icon'
import { RhUiKeyIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-key-icon'
import { RhUiTagIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-tag-icon'
import { RhUiTopologyIcon } from '@patternfly/react-icons/dist/esm/icons/rh-ui-topology-icon'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import {
  failuresPath,
  graphPath,
  imageStreamPath,
  imageStreamsPath,
  importPath,
  patterns,
  tagsPath,
} from '@/paths'
import { FailureCount } from './failure-count'
import { type Place, recentStreams } from './place'

const shownRecent = 3

/** The ways through the dashboard, and the streams one came from. */
export function Navigation({
  place,
  isOpen,
  onClose,
  onEscape,
}: {
  place: Place
  /** On a narrow screen; on a wide one it is always there. */
  isOpen: boolean
  onClose: () => void
  onEscape: () => void
}) {
  const nav = useRef<HTMLElement>(null)
  const namespace = place.namespace || undefined
  const recent = recentStreams(place).slice(0, shownRecent)

  useEffect(() => {
    if (isOpen) nav.current?.querySelector('a')?.focus()
  }, [isOpen])

  function handleClick(event: React.MouseEvent) {
    if (event.target instanceof Element && event.target.closest('a')) onClose()
  }

  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: a second way to close, beside Escape and the menu button */}
      {isOpen && <div className="ts-scrim" onClick={onClose} />}
      <nav
        ref={nav}
        id="navigation"
        className={isOpen ? 'ts-side is-open' : 'ts-side'}
        aria-label="Main"
        onClick={handleClick}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && isOpen) onEscape()
        }}
      >
        <ul className="ts-side__group">
          <li>
            <Link
              to={imageStreamsPath(namespace)}
              aria-current={place.section === 'image-streams' ? 'page' : undefined}
            >
              <LayerGroupIcon className="ts-i" />
              <span>Image streams</span>
            </Link>
          </li>
          <li>
            <Link
              to={tagsPath(namespace)}
              aria-current={place.section === 'tags' ? 'page' : undefined}
            >
              <RhUiTagIcon className="ts-i" />
              <span>Tags</span>
            </Link>
          </li>
          <li>
            <Link
              to={failuresPath(namespace)}
              aria-current={place.section === 'failures' ? 'page' : undefined}
            >
              <RhUiErrorFillIcon className="ts-i" />
              <span>Failures</span>
              <FailureCount namespace={namespace} />
            </Link>
          </li>
          {namespace !== undefined && (
            <li>
              <Link
                to={graphPath(namespace)}
                aria-current={place.section === 'graph' ? 'page' : undefined}
              >
                <RhUiTopologyIcon className="ts-i" />
                <span>Graph</span>
              </Link>
            </li>
          )}
        </ul>
        <ul className="ts-side__group">
          <li>
            <Link
              to={importPath(namespace ? { namespace } : {})}
              aria-current={place.section === 'import' ? 'page' : undefined}
            >
              <RhUiImportIcon className="ts-i" />
              <span>Import</span>
            </Link>
          </li>
          <li>
            <Link
              to={patterns.compare}
              aria-current={place.section === 'compare' ? 'page' : undefined}
            >
              <RhUiCompareIcon className="ts-i" />
              <span>Compare</span>
            </Link>
          </li>
          <li>
            <Link to={patterns.keys} aria-current={place.section === 'keys' ? 'page' : undefined}>
              <RhUiKeyIcon className="ts-i" />
              <span>Keys</span>
            </Link>
          </li>
        </ul>
        {recent.length > 0 && (
          <div>
            <div className="ts-side__title" id="recent">
              Recent
            </div>
            <ul className="ts-side__group" aria-labelledby="recent">
              {recent.map(({ namespace: project, stream }) => (
                <li key={`${project}/${stream}`}>
                  <Link to={imageStreamPath(project, stream)} title={`${project} / ${stream}`}>
                    <span>
                      {project} / {stream}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        )}
      </nav>
    </>
  )
}
